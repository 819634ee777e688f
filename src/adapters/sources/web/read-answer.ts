import type { FailedBatch } from '../../../application/ports/article-source.js';
import type { Fetched } from '../../http/guarded-fetch.js';

type Answer = Extract<Fetched, { kind: 'fetched' }>;

/** Null where the answer has what was asked for, or says that nothing has changed; else why not, in words for people. */
export function findFailure(fetched: Fetched, now: Date): FailedBatch | null {
  if (fetched.kind !== 'fetched') return failed(fetched.message);
  const { status, url } = fetched;
  if (status === 200 || status === 304) return null;
  if (status === 410) return { ...failed(`410: ${url} is gone for good`), isGone: true };
  if (status === 429 || status === 503) return throttled(fetched, now);
  return failed(`${status}: ${MEANINGS[status] ?? meaningOf(status)}`);
}

const MEANINGS: Readonly<Record<number, string>> = {
  401: 'it asks for a password',
  403: 'it does not let us in',
  404: 'there is nothing at this address',
  451: 'it may not show itself, for legal reasons',
};

function meaningOf(status: number): string {
  if (status >= 500) return 'the server is in trouble';
  return status >= 400 ? 'it does not take our question' : 'an answer without articles';
}

function throttled({ status, headers }: Answer, now: Date): FailedBatch {
  const retryAt = readRetryAfter(headers['retry-after'] ?? '', now);
  const until = retryAt === null ? '' : `, not before ${retryAt.toISOString()}`;
  return { ...failed(`${status}: it wants to be left alone${until}`), retryAt };
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function readRetryAfter(text: string, now: Date): Date | null {
  if (/^\s*\d{1,9}\s*$/.test(text)) return new Date(now.getTime() + Number(text) * 1_000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at);
}

/** For how long the answer says that it is fresh: https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.1 */
export function readFreshFor({ headers }: Answer): number | null {
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(headers['cache-control'] ?? '')?.[1];
  return maxAge === undefined ? null : Number(maxAge) * 1_000;
}

export function failed(note: string): FailedBatch {
  return { kind: 'failed', note, retryAt: null, isGone: false };
}
