import { isLoopback } from './x-connection.js';

/** `https://x.com/harbourpost/status/1900000000000000001`, as people copy it, with whatever follows it. */
const STATUS = /\/status\/(\d{1,19})(?:\/|$)/;

/** The id of the post that an address shows, on X under any of its names or on a simulator; null when it is none. */
export function remoteIdIn(address: string): string | null {
  const written = address.trim();
  const full = /^https?:\/\//i.test(written) ? written : `https://${written}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  const isOfX = /^(?:(?:www|mobile)\.)?(?:x|twitter)\.com$/.test(url.hostname) || isLoopback(url);
  return isOfX ? (STATUS.exec(url.pathname)?.[1] ?? null) : null;
}
