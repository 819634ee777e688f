import type { ArticleId } from '../../domain/article.js';
import type { LastPoll, SourceId } from '../../domain/source.js';

/** What the ledger knows of what sources send by themselves. Every method is one transaction and harmless to repeat. */
export interface PushLedger {
  /** The hash of a message that was taken in; null = it was not, or long ago. */
  findHook(sourceId: SourceId, messageId: string): Promise<string | null>;
  /** From now on the message is not taken in again; for a week. */
  rememberHook(sourceId: SourceId, messageId: string, bodyHash: string): Promise<void>;
  /** What the source list says of the last message; the same again within a minute writes nothing. */
  noteHook(sourceId: SourceId, outcome: LastPoll['outcome'], note: string): Promise<void>;
  /** A webhook's next secret counts from now on. */
  rotateSecret(sourceId: SourceId): Promise<void>;
  /**
   * A source has taken an article back: its unsent posts, and those that are planned later, wait for a person. What is
   * out stays. Null = no key of it is known.
   */
  withdrawArticle(
    keys: readonly string[],
    sourceId: SourceId,
    reason: string,
  ): Promise<{ readonly articleId: ArticleId; readonly held: number } | null>;
}
