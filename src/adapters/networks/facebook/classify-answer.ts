import { z } from 'zod';
import type { PublishOutcome } from '../../../domain/publish-outcome.js';
import { codeOf, hasErrorKey, type GraphError, type GraphReply } from './graph-reply.js';
import { readUsage } from './read-usage.js';

type Answered = Extract<GraphReply, { kind: 'answered' }>;
type Verdict =
  | 'content'
  | 'account'
  | 'unauthorized'
  | 'throttled'
  | 'blocked-for-hours'
  | 'blocked-once'
  | 'scrape-failed'
  | 'duplicate'
  | 'unknown';

/**
 * What a refusal means for a creating write, by `code/subcode`, else by `code`.
 * Sources: https://developers.facebook.com/docs/graph-api/guides/error-handling and
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting; the subcodes of 368 are as other clients met them,
 * such as https://github.com/gitroomhq/postiz-app/pull/2068.
 */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ...(['4', '17', '32', '341', '613', '80001'] as const).map((code): [string, Verdict] => [code, 'throttled']),
  ...(['3', '10', '102', '190', '200', '210', '283', '2500', '100/33', '100/36009'] as const).map(
    (code): [string, Verdict] => [code, 'unauthorized'],
  ),
  // A person has to log in to Facebook and prove who they are.
  ...(['190/459', '190/464', '368/1404006', '368/1404078', '368/1404112', '368/4854002'] as const).map(
    (code): [string, Verdict] => [code, 'account'],
  ),
  ['368', 'blocked-once'],
  ['368/1390008', 'blocked-for-hours'],
  ['368/1346003', 'content'],
  ['506', 'duplicate'],
  ['1/1366051', 'duplicate'],
  ['1609005', 'scrape-failed'],
]);

/** Refusals that share their code with others and differ in the text alone. */
const VERDICTS_BY_TEXT: readonly { readonly code: string; readonly text: RegExp; readonly verdict: Verdict }[] = [
  { code: '200', text: /^Cannot call API for app/, verdict: 'account' },
  { code: '10', text: /^Cannot call API for app/, verdict: 'account' },
  // https://github.com/arsduo/koala/issues/422
  { code: '368', text: /already posted this/, verdict: 'duplicate' },
  { code: '100', text: /Object does not exist, cannot be loaded/, verdict: 'unauthorized' },
  // Said of a read: the post may be made and not readable yet.
  { code: '100/33', text: /^Unsupported get request/, verdict: 'unknown' },
];

const MINUTE_MS = 60_000;
const THROTTLED_MINUTES = 60;
/** Facebook names no time ("try again later"); others waited for hours. */
const BLOCKED_MINUTES = 180;
/** For what never left this machine, or left no trace. */
export const RETRY_SOON_MS = 15_000;

const created = z.object({ id: z.string().min(1) });

/** What the answer to a call that makes something means. When in doubt it is `unknown`: an error can hide a success. */
export function classifyAnswer(reply: GraphReply, now: Date): PublishOutcome {
  if (reply.kind === 'unanswered') {
    return reply.written
      ? { kind: 'unknown', answer: reply.answer }
      : { kind: 'deferred', retryAt: later(now, RETRY_SOON_MS), answer: reply.answer };
  }
  const success = readSuccess(reply, created);
  if (success !== null) {
    const usage = readUsage(reply.headers);
    const blocked = usage.percent >= 100 ? { blockedUntil: throttledUntil(reply, now, THROTTLED_MINUTES) } : {};
    return { kind: 'published', remoteId: success.id, url: null, ...blocked };
  }
  return outcomeOf(verdictOf(reply), reply, now);
}

/** The body of an answer that is a success: 2xx, of the right shape, and without an `error` in it. */
export function readSuccess<T>(reply: GraphReply, schema: z.ZodType<T>): T | null {
  if (reply.kind === 'unanswered' || reply.status < 200 || reply.status > 299 || hasErrorKey(reply.json)) return null;
  const parsed = schema.safeParse(reply.json);
  return parsed.success ? parsed.data : null;
}

function verdictOf({ status, error }: Answered): Verdict {
  if (status === 429) return 'throttled';
  // An error inside a 200 proves nothing, and neither does a page without the envelope.
  if (status < 400 || error === null) return 'unknown';
  const code = codeOf(error);
  const byText = VERDICTS_BY_TEXT.find((each) => each.code === code && each.text.test(error.message));
  const known = byText?.verdict ?? VERDICTS.get(code) ?? VERDICTS.get(String(error.code));
  return known ?? verdictByShape(status, error);
}

function verdictByShape(status: number, error: GraphError): Verdict {
  if (status >= 500 || error.is_transient === true) return 'unknown';
  // Codes 1 and 2 say "an unknown error" even after the post was made: https://github.com/arsduo/koala/issues/699
  if (error.code === 1 || error.code === 2) return error.is_transient === false ? 'content' : 'unknown';
  // The app demands a proof and got none, or a wrong one.
  if (error.code === 100 && error.type === 'GraphMethodException') return 'unauthorized';
  return 'content';
}

function outcomeOf(verdict: Verdict, reply: Answered, now: Date): PublishOutcome {
  const { answer } = reply;
  switch (verdict) {
    case 'content':
    case 'account':
      return { kind: 'rejected', scope: verdict, answer };
    case 'unauthorized':
    case 'duplicate':
    case 'unknown':
      return { kind: verdict, answer };
    case 'throttled':
      return blockedOutcome(throttledUntil(reply, now, THROTTLED_MINUTES), reply);
    case 'blocked-for-hours':
      return blockedOutcome(throttledUntil(reply, now, BLOCKED_MINUTES), reply);
    case 'blocked-once':
      return { ...blockedOutcome(throttledUntil(reply, now, BLOCKED_MINUTES), reply), onceThen: 'rejected' };
    case 'scrape-failed':
      return { kind: 'deferred', retryAt: later(now, MINUTE_MS), onceThen: 'rejected', answer };
  }
}

/** The whole account waits: while it is throttled, further calls lengthen the penalty. */
function blockedOutcome(until: Date, { answer }: Answered): Extract<PublishOutcome, { kind: 'deferred' }> {
  return { kind: 'deferred', retryAt: until, blockedUntil: until, answer };
}

function throttledUntil({ headers }: Answered, now: Date, atLeastMinutes: number): Date {
  const retryAfterSeconds = Number(headers['retry-after'] ?? 0) || 0;
  const minutes = Math.max(readUsage(headers).regainMinutes, retryAfterSeconds / 60, atLeastMinutes);
  return later(now, minutes * MINUTE_MS);
}

function later(now: Date, byMs: number): Date {
  return new Date(now.getTime() + byMs);
}
