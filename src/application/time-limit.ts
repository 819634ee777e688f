import { setMaxListeners } from 'node:events';

/**
 * Aborts after so many milliseconds, with a `TimeoutError`, or as soon as one of the others does; it keeps no process
 * alive. In place of AbortSignal.any, which does not hold what it is made of: an AbortSignal.timeout in it may be
 * collected before its time, and then nothing aborts, ever. https://github.com/nodejs/node/pull/57867
 */
export function timeLimit(limitMs: number, ...others: readonly AbortSignal[]): AbortSignal {
  const limited = new AbortController();
  setTimeout(() => limited.abort(new DOMException('it took too long', 'TimeoutError')), limitMs).unref();
  for (const other of others) {
    if (other.aborted) limited.abort(other.reason);
    // As many as there are calls under way; each is gone with its limit.
    setMaxListeners(0, other);
    other.addEventListener('abort', () => limited.abort(other.reason), { signal: limited.signal });
  }
  return limited.signal;
}
