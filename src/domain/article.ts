import type { Doer } from './person.js';
import type { WallTime } from './wall-time.js';

/** A published piece. All texts are plain text (NFC, LF); all absent values are null or []. */
export interface Article {
  /** Canonical URL. Null when the piece came without a link of its own; it is never guessed. */
  readonly url: string | null;
  readonly guid: string | null;
  readonly title: string;
  /** The editor's summary, else the lead: whole sentences. */
  readonly summary: string;
  /** Paragraphs separated by one blank line, without boilerplate. */
  readonly body: string;
  readonly authors: readonly string[];
  readonly publication: Publication | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly image: ArticleImage | null;
  /** BCP 47, such as `en` or `ja`. */
  readonly language: string | null;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date | null;
  /** Nothing is said about the article before this instant. */
  readonly embargoUntil: Date | null;
}

/** Who publishes the article, and where readers find them. */
export interface Publication {
  readonly name: string;
  readonly url: string | null;
  /** The X handle with its at sign: `@example`. */
  readonly x: string | null;
  /** The address of the Facebook Page. */
  readonly facebook: string | null;
}

export interface ArticleImage {
  readonly url: string;
  readonly alt: string | null;
  readonly credit: string | null;
}

/** What the page of an article said before its posts were planned. */
export interface ArticlePage {
  /** The article's link, as it was then. */
  readonly asked: string;
  /** Where that link led, by the page's own word; null = to itself. */
  readonly url: string | null;
  readonly summary: string | null;
  readonly image: { readonly url: string; readonly alt: string | null } | null;
  /** What readers of a post about it will miss; it goes out all the same. */
  readonly warnings: readonly ArticleWarning[];
}

export interface ArticleWarning {
  /** Stable, kebab-case: `no-card-picture`, `small-card-picture`, … */
  readonly code: string;
  readonly message: string;
}

export type ArticleId = string;

/** Where the ledger heard of an article. A `sample` speaks to simulated accounts only. */
export type ArticleOrigin = 'file' | 'sample' | 'source';

/** Why an article that a source brought is not posted: it was there at the first meeting, or came too late. */
export type NotPosted = 'primed' | 'too-old';

/** What the person who published it wants instead of what the templates say; null = as they say. */
export interface PublishWish {
  readonly at: Date | null;
  /** The wall time that was written for `at`. */
  readonly wallTime: WallTime | null;
  /** On this account only. */
  readonly accountName: string | null;
}

/** Somebody asks that an embargo be lifted before its time; a second person does it. */
export interface EmbargoAsk {
  readonly by: Doer;
  readonly at: Date;
  readonly reason: string;
}

export interface RecordedArticle {
  readonly id: ArticleId;
  readonly revision: number;
  readonly origin: ArticleOrigin;
  readonly firstSeenAt: Date;
  /** When its posts were planned; null while that is still to be done. */
  readonly plannedAt: Date | null;
  /** Kept with the article, so that whoever plans it plans the same; null when no person published it. */
  readonly wish: PublishWish | null;
  /** Why no post was planned for it when it came; null = the templates decided. */
  readonly notPosted: NotPosted | null;
  /** A title like it was seen not long before, under other keys: its posts wait for a person. */
  readonly alikeTo: ArticleId | null;
  /** Somebody asks that its embargo be lifted before its time. */
  readonly embargoAsk: EmbargoAsk | null;
  /** Null while nobody has read its page. */
  readonly page: ArticlePage | null;
  /** As the source says it, and what it leaves open as the page does. */
  readonly article: Article;
}
