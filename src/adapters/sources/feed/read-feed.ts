import type { Article } from '../../../domain/article.js';

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
}

/** The document is cut off, is no feed, or is too large or too deep: nothing of it is used. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Reads RSS, Atom, RDF or JSON Feed: wholly, or not at all. Knows nothing of HTTP, and fetches nothing. */
export function readFeed(bytes: Uint8Array, origin: FeedOrigin): ReadFeed | Refused {
  return { kind: 'refused', reason: `${bytes.length} bytes from ${origin.url ?? 'a file'} are not read yet` };
}
