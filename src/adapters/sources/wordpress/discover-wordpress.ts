import type { Asking, Discovered } from '../feed/discover-feed.js';
import { failed, findFailure } from '../web/read-answer.js';
import { postsAddress } from './posts-address.js';
import { readPosts } from './read-posts.js';

const LIMITS = { maxBytes: 10_000_000, timeoutMs: 15_000 };

/** The root of a site's REST API: what its pages name in a header, else in the usual places. */
export async function discoverWordPress(asking: Asking, address: string, signal: AbortSignal): Promise<Discovered> {
  const { fetchBytes, userAgent } = asking;
  const page = await fetchBytes(address, { ...LIMITS, beyond: 'cut', headers: { 'User-Agent': userAgent } }, signal);
  if (page.kind !== 'fetched') return { kind: 'none', reason: `${address} does not answer: ${page.message}` };
  const named = rootNamedIn(page.headers['link'] ?? '', page.url);
  const usual = [new URL('wp-json/', withSlash(page.url)).href, new URL('/?rest_route=/', page.url).href];
  let last = failed('it does not answer');
  for (const root of named === null ? usual : [named]) {
    const headers = { 'User-Agent': userAgent, Accept: 'application/json' };
    const url = postsAddress(root, { by: 'date', after: null }, 1);
    const answer = await fetchBytes(url, { ...LIMITS, headers }, signal);
    const failure = findFailure(answer, new Date(0));
    if (failure === null && answer.kind === 'fetched' && readPosts(answer.bytes, root) !== null)
      return { kind: 'found', address: root };
    last = failure ?? failed('no list of posts');
  }
  return {
    kind: 'none',
    reason: `${address} shows no posts by WordPress's REST API (${last.note}): a site may close it; its feed may be open (--kind feed)`,
  };
}

/** https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/ */
function rootNamedIn(link: string, base: string): string | null {
  const written = /<([^>]+)>\s*;[^,]*rel="?https:\/\/api\.w\.org\/"?/i.exec(link)?.[1];
  return written !== undefined && URL.canParse(written, base) ? new URL(written, base).href : null;
}

function withSlash(address: string): string {
  const url = new URL(address);
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}
