import type { PublishOutcome } from '../../../domain/publish-outcome.js';
import type { Timing } from '../../../domain/timing.js';
import { namedAnswer, networkAnswer } from './network-answer.js';
import { exhaustedUntil, rateLimitedUntil } from './rate-windows.js';
import { readProblem, type XProblem } from './read-problem.js';
import type { XAnswer } from './x-client.js';

type Answered = Extract<XAnswer, { kind: 'answered' }>;
export type Refusal = Exclude<PublishOutcome, { kind: 'published' }>;
type Classify = (answer: Answered, moment: Moment) => Refusal;

/** When an answer came, and how long to wait for what. */
export interface Moment {
  readonly now: Date;
  readonly timing: Timing;
}

/** A new upload needs no long wait. */
const MEDIA_SHARE = 1 / 3;

const rejected =
  (scope: 'content' | 'account' | 'billing'): Classify =>
  (answer) => ({ kind: 'rejected', scope, answer: networkAnswer(answer) });
const duplicate: Classify = (answer) => ({ kind: 'duplicate', answer: networkAnswer(answer) });
const unauthorized: Classify = (answer) => ({ kind: 'unauthorized', answer: networkAnswer(answer) });
const unknown = (answer: XAnswer): Refusal => ({ kind: 'unknown', answer: networkAnswer(answer) });

const unspecific: Classify = (answer) => ({
  kind: 'rejected',
  scope: 'content',
  unspecific: true,
  answer: namedAnswer(answer, 'not-permitted'),
});
const replyRestricted: Classify = (answer) => ({
  kind: 'rejected',
  scope: 'content',
  answer: namedAnswer(
    answer,
    'reply-restricted',
    'X lets an account reply only to its own posts and to authors who mentioned or quoted it',
  ),
});
const rateLimited: Classify = (answer, { now, timing }) => {
  const until = rateLimitedUntil(answer.headers, now, timing.throttledMs);
  return { kind: 'deferred', retryAt: until, blockedUntil: until, answer: networkAnswer(answer) };
};
const uploadAgainOnce: Classify = (answer, moment) => ({
  kind: 'deferred',
  retryAt: soon(moment, MEDIA_SHARE),
  discardPrepared: true,
  onceThen: 'rejected',
  answer: namedAnswer(answer, 'media-invalid'),
});
/** A part that follows quickly may not find its parent: https://github.com/PLhery/node-twitter-api-v2/issues/366 */
const waitForParentOnce: Classify = (answer, moment) => ({
  kind: 'deferred',
  retryAt: soon(moment),
  onceThen: 'rejected',
  answer: namedAnswer(answer, 'parent-not-visible'),
});

/**
 * What a refusal with a readable body means: the first row that fits. Wordings and codes are those that users of the
 * API pasted into public issues (https://github.com/PLhery/node-twitter-api-v2/issues, https://github.com/akrherz/iembot/issues)
 * and those of https://github.com/xdevplatform/playground.
 */
const ROWS: readonly (readonly [fits: (problem: XProblem, status: number) => boolean, classify: Classify])[] = [
  [says(/duplicate content|status is a duplicate/i, 187), duplicate],
  [says(/media ids? (?:is|are) invalid/i, 324, 325), uploadAgainOnce],
  [says(/reply to a (?:tweet|post) that is deleted or not visible/i, 385), waitForParentOnce],
  [says(/reply to this conversation is not allowed/i), replyRestricted],
  [says(/^you are not permitted to perform this action/i), unspecific],
  [says(/spend cap reached/i), rejected('billing')],
  [(problem, status) => status === 402 || problem.type === 'credits', rejected('billing')],
  [says(/usage cap exceeded: monthly/i), rejected('billing')],
  [({ type, period }) => type === 'usage-capped' && /^monthly$/i.test(period ?? ''), rejected('billing')],
  [(problem, status) => status === 429 || is('usage-capped', 'rate-limit-exceeded')(problem), rateLimited],
  [says(/over daily status update limit/i, 88, 185, 344), rateLimited],
  [says(/user used for authentication is suspended/i, 64, 226, 326, 453), rejected('account')],
  [is('user-suspended', 'oauth1-permissions', 'unsupported-authentication', 'client-forbidden'), rejected('account')],
  [(problem) => problem.reason === 'client-not-enrolled', rejected('account')],
  [(_, status) => status === 401, unauthorized],
  [says(/value passed for the token was invalid/i, 32, 89), unauthorized],
  // The detail is the bare word where a permission is missing: https://github.com/PLhery/node-twitter-api-v2/issues/588
  [(problem, status) => status === 403 && problem.type === null && problem.messages[0] === 'Forbidden', unauthorized],
  [() => true, rejected('content')],
];

/** The status alone says it, whatever the machines in front of X wrote below it. */
const BY_STATUS: Readonly<Partial<Record<number, Classify>>> = {
  401: unauthorized,
  402: rejected('billing'),
  429: rateLimited,
};

/** What an answer to a visible call means. Only a refusal that X itself wrote proves that nothing was made. */
export function classifyAnswer(answer: XAnswer, urlOf: (id: string) => string, moment: Moment): PublishOutcome {
  const remoteId = readId(answer);
  if (answer.kind !== 'answered' || remoteId === null) return classifyRefusal(answer, moment);
  const blockedUntil = exhaustedUntil(answer.headers, moment.now);
  return { kind: 'published', remoteId, url: urlOf(remoteId), ...(blockedUntil === null ? {} : { blockedUntil }) };
}

/** What an answer means that is not the one hoped for. */
export function classifyRefusal(answer: XAnswer, moment: Moment): Refusal {
  if (answer.kind === 'unreachable') return { kind: 'deferred', retryAt: soon(moment), answer: networkAnswer(answer) };
  if (answer.kind === 'lost' || answer.status < 400 || answer.status >= 500 || answer.status === 408)
    return unknown(answer);
  const problem = readProblem(answer.body);
  if (problem === null) return (BY_STATUS[answer.status] ?? unknown)(answer, moment);
  const row = ROWS.find(([fits]) => fits(problem, answer.status));
  return (row?.[1] ?? rejected('content'))(answer, moment);
}

/** `data.id` of a success. Ids are opaque: X's own emulator gives short ones. */
export function readId(answer: XAnswer): string | null {
  if (answer.kind !== 'answered' || answer.status < 200 || answer.status > 299) return null;
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('data' in body)) return null;
  const { data } = body;
  if (typeof data !== 'object' || data === null || !('id' in data)) return null;
  return typeof data.id === 'string' && data.id !== '' ? data.id : null;
}

/** The wait after which another try may go better: the usual one, or a multiple of it. */
export function soon({ now, timing }: Moment, times = 1): Date {
  return new Date(now.getTime() + timing.retrySoonMs * times);
}

function says(wording: RegExp, ...codes: readonly number[]): (problem: XProblem) => boolean {
  return ({ messages, codes: given }) =>
    messages.some((message) => wording.test(message)) || given.some((code) => codes.includes(code));
}

function is(...types: readonly string[]): (problem: XProblem) => boolean {
  return ({ type }) => type !== null && types.includes(type);
}
