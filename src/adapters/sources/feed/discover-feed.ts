import type { Fetched, FetchBytes } from '../../http/guarded-fetch.js';
import { readPage, type AnnouncedFeed } from '../../pages/read-page.js';
import { FEED_TYPES } from './feed-source.js';
import { readFeed } from './read-feed.js';

export interface Asking {
  readonly fetchBytes: FetchBytes;
  readonly userAgent: string;
}

export type Discovered =
  { readonly kind: 'found'; readonly address: string } | { readonly kind: 'none'; readonly reason: string };

const LIMITS = { maxBytes: 10_000_000, timeoutMs: 15_000 };
/** Where feeds lie on sites that do not announce them. */
const USUAL_PLACES = ['feed', 'feed/', 'rss.xml', 'atom.xml', 'feed.xml', 'feed.json', 'index.xml', 'rss'];

/** The feed at an address, or that of the page there: the one it announces, else one in a usual place. */
export async function discoverFeed(asking: Asking, address: string, signal: AbortSignal): Promise<Discovered> {
  const first = await ask(asking, address, signal);
  const here = feedAddress(first, address);
  if (here !== null) return { kind: 'found', address: here };
  if (first.kind !== 'fetched') return { kind: 'none', reason: `${address} does not answer: ${first.message}` };
  const announced = first.status === 200 ? announcedBy(first) : [];
  for (const candidate of new Set([...announced.map(({ url }) => url), ...usualPlaces(first.url)])) {
    const found = feedAddress(await ask(asking, candidate, signal), candidate);
    if (found !== null) return { kind: 'found', address: found };
  }
  return {
    kind: 'none',
    reason: `there is no feed at ${address} (it answered ${first.status}), the page announces none that can be read, and there is none at ${USUAL_PLACES.map((place) => `/${place}`).join(', ')}: give the address of the feed itself`,
  };
}

function ask({ fetchBytes, userAgent }: Asking, url: string, signal: AbortSignal): Promise<Fetched> {
  return fetchBytes(url, { ...LIMITS, headers: { 'User-Agent': userAgent, Accept: FEED_TYPES } }, signal);
}

/** Where the feed is that was asked for at an address; null where there is none. */
function feedAddress(answer: Fetched, asked: string): string | null {
  if (answer.kind !== 'fetched' || answer.status !== 200) return null;
  const { bytes, url, headers, movedTo } = answer;
  const read = readFeed(bytes, { url, contentType: headers['content-type'] ?? null });
  return read.kind === 'feed' ? (movedTo ?? asked) : null;
}

/** Comments come last: they are announced on every page of WordPress. */
function announcedBy({ bytes, url, headers }: Extract<Fetched, { kind: 'fetched' }>): readonly AnnouncedFeed[] {
  const contentType = headers['content-type'] ?? null;
  const { feeds } = readPage(bytes, { url, contentType, robotsTag: headers['x-robots-tag'] ?? null });
  const isComments = (feed: AnnouncedFeed): boolean => /comment/i.test(`${feed.url} ${feed.title ?? ''}`);
  return [...feeds.filter((feed) => !isComments(feed)), ...feeds.filter(isComments)];
}

/** Below the page first, then at the root of the site. */
function usualPlaces(page: string): readonly string[] {
  const below = new URL(page);
  below.search = '';
  below.hash = '';
  if (!below.pathname.endsWith('/')) below.pathname += '/';
  return [below.href, new URL('/', page).href].flatMap((base) =>
    USUAL_PLACES.map((place) => new URL(place, base).href),
  );
}
