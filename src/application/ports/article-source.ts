import type { Article } from '../../domain/article.js';
import type { Hub, Source } from '../../domain/source.js';

/** Asks one kind of source for its articles. */
export interface ArticleSource {
  /**
   * What the source shows now; it may be what was shown before. `cursor` is the one of the last batch whose articles are
   * all recorded: reading twice with one cursor is harmless. Every answer is a value; it throws only for a bug of ours.
   */
  fetchNew(source: Source, cursor: string | null, signal: AbortSignal, goesOn: GoesOn): Promise<SourceBatch>;
}

/**
 * Whether these go on from what the source showed before. False = none of them is known: there may have been more in
 * between than it shows.
 */
export type GoesOn = (articles: readonly Article[]) => Promise<boolean>;

export type SourceBatch = ArticlesBatch | UnchangedBatch | FailedBatch;

/** `cursor` is text that the adapter alone reads: validators as received, the hash of the body, … */
export interface ArticlesBatch {
  readonly kind: 'articles';
  /** As the source lists them. */
  readonly articles: readonly Article[];
  readonly cursor: string;
  /** One line for people. */
  readonly note: string;
  /** For how long the source asks not to be asked again; null = it does not say. */
  readonly askAgainMs: number | null;
  readonly hub: Hub | null;
  /** The source has moved for good; null = it is where it was. */
  readonly movedTo: string | null;
}

export interface UnchangedBatch {
  readonly kind: 'unchanged';
  readonly cursor: string;
  readonly note: string;
  readonly askAgainMs: number | null;
  readonly movedTo: string | null;
}

export interface FailedBatch {
  readonly kind: 'failed';
  readonly note: string;
  /** When the source wants to be asked again; null = by our own back-off. */
  readonly retryAt: Date | null;
  /** It will not come back: nobody asks again until a person says so. */
  readonly isGone: boolean;
}
