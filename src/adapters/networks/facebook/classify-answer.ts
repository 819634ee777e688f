import { z } from 'zod';
import type { NetworkAnswer, PublishOutcome } from '../../../domain/publish-outcome.js';
import type { Timing } from '../../../domain/timing.js';
import { codeOf, hasErrorKey, type GraphError, type GraphReply } from './graph-reply.js';
import { readUsage } from './read-usage.js';

type Answered = Extract<GraphReply, { kind: 'answered' }>;
type Verdict =
  | 'content'
  | 'unspecific'
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

/** Refusals that are known to be about the post itself. */
const ABOUT_CONTENT: ReadonlySet<number> = new Set([100, 105, 194, 197, 324, 803, 1500, 5101]);

const MINUTE_MS = 60_000;

const created = z.object({ id: z.string().min(1) });

type Failure = Exclude<PublishOutcome, { kind: 'published' }>;

/** What the answer to a call that makes something means. When in doubt it is `unknown`: an error can hide a success. */
export function classifyAnswer(reply: GraphReply, now: Date, timing: Timing): PublishOutcome {
  const success = readSuccess(reply, created);
  if (success === null) return classifyFailure(reply, now, timing);
  return { kind: 'published', remoteId: success.id, url: null, ...blockAfterSuccess(reply, now, timing) };
}

/** What an answer means that was not the expected success. */
export function classifyFailure(reply: GraphReply, now: Date, timing: Timing): Failure {
  if (reply.kind === 'answered') return outcomeOf(verdictOf(reply), reply, now, timing);
  const { written, answer } = reply;
  return written ? { kind: 'unknown', answer } : { kind: 'deferred', retryAt: later(now, timing.retrySoonMs), answer };
}

/** The call that used up the allowance worked; the next one would not. */
export function blockAfterSuccess(reply: GraphReply, now: Date, timing: Timing): { readonly blockedUntil?: Date } {
  if (reply.kind === 'unanswered' || readUsage(reply.headers).percent < 100) return {};
  return { blockedUntil: waitUntil(reply, now, 4 * timing.throttledMs) };
}

/** We may not ask so: asking again will not help. */
export function refusesAccess(reply: GraphReply): boolean {
  if (reply.kind === 'unanswered') return false;
  const verdict = verdictOf(reply);
  return verdict === 'unauthorized' || verdict === 'account' || reply.answer.code === '100/33';
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
  return ABOUT_CONTENT.has(error.code) ? 'content' : 'unspecific';
}

function outcomeOf(verdict: Verdict, reply: Answered, now: Date, timing: Timing): Failure {
  const { answer } = reply;
  switch (verdict) {
    case 'content':
    case 'account':
      return { kind: 'rejected', scope: verdict, answer };
    case 'unspecific':
      return { kind: 'rejected', scope: 'content', unspecific: true, answer };
    case 'unauthorized':
    case 'duplicate':
    case 'unknown':
      return { kind: verdict, answer };
    case 'throttled':
      return blockedOutcome(waitUntil(reply, now, 4 * timing.throttledMs), answer);
    case 'blocked-for-hours':
      return blockedOutcome(waitUntil(reply, now, timing.blockedMs), answer);
    case 'blocked-once':
      return { ...blockedOutcome(waitUntil(reply, now, timing.blockedMs), answer), onceThen: 'account-paused' };
    case 'scrape-failed':
      return { kind: 'deferred', retryAt: later(now, 4 * timing.retrySoonMs), onceThen: 'rejected', answer };
  }
}

/** The whole account waits: while it is throttled, further calls lengthen the penalty. */
function blockedOutcome(until: Date, answer: NetworkAnswer): Extract<PublishOutcome, { kind: 'deferred' }> {
  return { kind: 'deferred', retryAt: until, blockedUntil: until, answer };
}

function waitUntil({ headers }: Answered, now: Date, atLeastMs: number): Date {
  const estimateMs = readUsage(headers).regainMinutes * MINUTE_MS;
  return later(now, Math.max(estimateMs, retryAfterMs(headers['retry-after'], now), atLeastMs));
}

/** Seconds or a date: RFC 9110, section 10.2.3. */
function retryAfterMs(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? 0 : ms;
}

function later(now: Date, byMs: number): Date {
  return new Date(now.getTime() + byMs);
}
