import type { SimulatedAnswer } from '../simulator.js';
import { flatProblem, legacyError, problemType } from './problem.js';
import { DAY_MS, QUARTER_MS, rateHeaders } from './rate-windows.js';
import type { XDialect } from './simulator-settings.js';

const RETRY_AFTER_MS = 2 * 60 * 1000;

/** "Too many requests", in all its forms. `resetMs`: the end of every window from now; null = its whole length. */
export function rateRefusals(now: Date, dialect: XDialect, resetMs: number | null) {
  const end = (lengthMs: number): number => now.getTime() + (resetMs ?? lengthMs);
  const tooMany = flatProblem(429, 'Too Many Requests', 'Too Many Requests');
  const quarter = rateHeaders('x-rate-limit-', 100, 0, end(QUARTER_MS));
  // The legacy tiers: the short window is wide open while the long one binds.
  const quarterLeft = rateHeaders('x-rate-limit-', 1_080_000, 1_079_999, end(QUARTER_MS));
  const retryAfter = { 'retry-after': String(Math.ceil((resetMs ?? RETRY_AFTER_MS) / 1000)) };
  return {
    'rate-limited': withHeaders(tooMany, quarter),
    'rate-limited-legacy': withHeaders(legacyError(429, 88, 'Rate limit exceeded'), quarter),
    'rate-limited-typed': withHeaders(
      flatProblem(429, 'Too Many Requests', 'Too Many Requests', problemType('rate-limit-exceeded', dialect)),
      quarter,
    ),
    'rate-limited-24h': withHeaders(tooMany, {
      ...quarterLeft,
      ...rateHeaders('x-user-limit-24hour-', 17, 0, end(DAY_MS)),
    }),
    'rate-limited-app-24h': withHeaders(tooMany, {
      ...quarter,
      ...rateHeaders('x-app-limit-24hour-', 10_000, 0, end(DAY_MS)),
    }),
    'rate-limited-retry-after': withHeaders(tooMany, retryAfter),
    'rate-limited-without-headers': tooMany,
    'daily-limit': legacyError(403, 185, 'User is over daily status update limit.'),
    'daily-limit-action': legacyError(403, 344, 'You have reached your daily limit for this action.'),
  };
}

function withHeaders(answer: SimulatedAnswer, headers: Readonly<Record<string, string>>): SimulatedAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
