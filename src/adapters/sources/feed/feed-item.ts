/** The first ones of a document; no feed of news has more. */
export const MAX_ITEMS = 2_000;

/** What a feed says, in whatever format: texts as written, addresses whole. */
export interface ParsedFeed {
  readonly title: FeedText | null;
  readonly language: string | null;
  readonly authors: readonly string[];
  readonly items: readonly FeedItem[];
  readonly hub: { readonly hub: string; readonly topic: string } | null;
  readonly ttlMs: number | null;
  /** Where it goes on with what is older; null = it does not say. */
  readonly nextPage: string | null;
}

export interface FeedItem {
  readonly url: string | null;
  readonly guid: string | null;
  readonly title: FeedText | null;
  /** What the feed calls description or summary. */
  readonly description: FeedText | null;
  readonly content: FeedText | null;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly section: string | null;
  readonly publication: string | null;
  readonly images: readonly FeedImage[];
  readonly language: string | null;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date | null;
  readonly embargo: string | null;
  /** Against which the addresses in its texts are read. */
  readonly base: string | null;
}

/** A text with what its markup is: `<b>` is bold in HTML, and three characters in plain text. */
export interface FeedText {
  readonly value: string;
  readonly isHtml: boolean;
}

export interface FeedImage {
  readonly url: string;
  readonly alt: string | null;
  readonly credit: string | null;
  readonly width: number | null;
  readonly isThumbnail: boolean;
}
