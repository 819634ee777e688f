import type { FetchBytes } from './guarded-fetch.js';

/** Says who asks, unless the question does: firewalls of sites refuse agents that they do not know. */
export function namedFetch(fetchBytes: FetchBytes, userAgent: string): FetchBytes {
  return (url, options, signal) =>
    fetchBytes(url, { ...options, headers: { 'User-Agent': userAgent, ...options.headers } }, signal);
}
