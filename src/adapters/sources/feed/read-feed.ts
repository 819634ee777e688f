import type { Article } from '../../../domain/article.js';
import { charsetOfHeader, charsetOfXml } from '../../documents/declared-charset.js';
import { decodeBytes } from '../../documents/decode-bytes.js';
import { languageTag } from '../../documents/language-tag.js';
import { linesOf } from '../../documents/plain-lines.js';
import { webAddress } from '../../documents/web-address.js';
import { articleOfItem, lineOf } from './article-of-item.js';
import type { ParsedFeed } from './feed-item.js';
import { findRoot } from './find-root.js';
import { readJsonFeed } from './json-feed.js';
import { readFeedTree } from './read-feed-tree.js';
import { readXmlFeed } from './xml-feed.js';

/** What came with the bytes. */
export interface FeedOrigin {
  /** Where the document was found, after redirects; null for a file. */
  readonly url: string | null;
  /** The Content-Type header as it came. */
  readonly contentType: string | null;
}

/** A whole feed; `articles` in the order of the document. */
export interface ReadFeed {
  readonly kind: 'feed';
  readonly title: string;
  /** How the bytes were read, such as `utf-8` or `windows-1251`. */
  readonly encoding: string;
  readonly articles: readonly Article[];
  /** The WebSub hub that announces this feed, and the topic to subscribe to. */
  readonly hub: { readonly hub: string; readonly topic: string } | null;
  /** How long the feed itself says that it may be kept. */
  readonly ttlMs: number | null;
  /** Where it goes on with what is older; null = it does not say. */
  readonly nextPage: string | null;
}

/** The document is cut off, is no feed, or is too large or too deep: nothing of it is used. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

const MAX_BYTES = 10_000_000;

/** Reads RSS, Atom, RDF or JSON Feed: wholly, or not at all. Knows nothing of HTTP, and fetches nothing. */
export function readFeed(bytes: Uint8Array, origin: FeedOrigin): ReadFeed | Refused {
  if (bytes.length > MAX_BYTES) return refused(`it is larger than ${MAX_BYTES} bytes`);
  const { text, encoding } = decodeBytes(bytes, [charsetOfHeader(origin.contentType), charsetOfXml(bytes)]);
  const feed = parseFeed(text, webAddress(origin.url, null));
  if (typeof feed === 'string') return refused(feed);
  const title = lineOf(feed.title);
  const defaults = { title, authors: linesOf(feed.authors), language: languageTag(feed.language) };
  return {
    kind: 'feed',
    title,
    encoding,
    articles: feed.items.map((item) => articleOfItem(item, defaults)),
    hub: feed.hub,
    ttlMs: feed.ttlMs,
    nextPage: feed.nextPage,
  };
}

/** In a string, why it is not read. */
function parseFeed(text: string, documentUrl: string | null): ParsedFeed | string {
  if (/^\s*\{/.test(text)) return readJsonFeed(text, documentUrl);
  const start = findRoot(text);
  if (typeof start === 'string') return start;
  const root = readFeedTree(text.slice(start));
  return typeof root === 'string' ? root : readXmlFeed(root, documentUrl);
}

function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}
