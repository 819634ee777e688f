import type { SimulatedXAccount } from './simulated-x-account.js';

export const QUARTER_MS = 15 * 60 * 1000;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** The limits of one user on one endpoint; `perDay` null = no such window. */
export interface RateLimit {
  readonly endpoint: string;
  readonly perWindow: number;
  readonly perDay: number | null;
}

export interface RateCount {
  readonly exhausted: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Fixed windows that begin with their first request, as `x-rate-limit-reset` shows them. */
export class RateWindows {
  readonly #windows = new Map<string, { resetAt: number; used: number }>();

  count(account: SimulatedXAccount, limit: RateLimit, now: Date): RateCount {
    const name = `${account.id} ${limit.endpoint}`;
    const quarter = this.#use(`${name} 15m`, limit.perWindow, QUARTER_MS, now);
    const day = limit.perDay === null ? null : this.#use(`${name} 24h`, limit.perDay, DAY_MS, now);
    return {
      exhausted: quarter.exhausted || day?.exhausted === true,
      headers: {
        ...quarter.headersNamed('x-rate-limit-'),
        ...day?.headersNamed('x-user-limit-24hour-'),
      },
    };
  }

  #use(name: string, limit: number, lengthMs: number, now: Date) {
    const known = this.#windows.get(name);
    const current =
      known !== undefined && known.resetAt > now.getTime() ? known : { resetAt: now.getTime() + lengthMs, used: 0 };
    current.used += 1;
    this.#windows.set(name, current);
    return {
      exhausted: current.used > limit,
      headersNamed: (prefix: string) => rateHeaders(prefix, limit, Math.max(0, limit - current.used), current.resetAt),
    };
  }
}

/** `resetAt` in epoch milliseconds; on the wire it is seconds. */
export function rateHeaders(
  prefix: string,
  limit: number,
  remaining: number,
  resetAt: number,
): Readonly<Record<string, string>> {
  return {
    [`${prefix}limit`]: String(limit),
    [`${prefix}remaining`]: String(remaining),
    [`${prefix}reset`]: String(Math.ceil(resetAt / 1000)),
  };
}
