import type { ArticleId } from '../../domain/article.js';
import type { Hub, LastPoll, Source, SourceId } from '../../domain/source.js';

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
    sentAt: Date,
    reason: string,
  ): Promise<{ readonly articleId: ArticleId; readonly held: number } | null>;
  /**
   * The source that has taken the article back shows it again, and said so later: what is held for it stays held, for
   * this reason. Null = it has not taken it back, or said this before.
   */
  publishAgain(
    keys: readonly string[],
    sourceId: SourceId,
    sentAt: Date,
    reason: string,
  ): Promise<{ readonly held: number } | null>;

  /** The next hub that is to be asked for a subscription, new or renewed, with token and lease; null = none is. */
  claimSubscription(): Promise<ClaimedSubscription | null>;
  /** What came of the asking. Nothing changes where the hub has verified in the meantime, or the claim was lost. */
  finishSubscription(token: string, asked: HubAsked): Promise<void>;
  /** Null = there is none any more; its source may be paused or removed. */
  findSubscription(id: string): Promise<Subscription | null>;
  /** The hub asks whether we asked for this. False = we did not. */
  verifySubscription(id: string, topic: string, leaseMs: number): Promise<boolean>;
  /** The hub will not deliver. False = the topic is another. */
  denySubscription(id: string, topic: string, reason: string): Promise<boolean>;
  /** The hub has delivered articles; `note` says how many. Harmless to lose. */
  noteDelivery(id: string, note: string): Promise<void>;
}

export interface Subscription {
  readonly id: string;
  readonly hub: Hub;
  readonly source: Source;
}

/** The right to ask a hub once. */
export interface ClaimedSubscription extends Pick<Subscription, 'id' | 'hub'> {
  readonly token: string;
}

export type HubAsked = { readonly kind: 'accepted' } | { readonly kind: 'failed'; readonly note: string };
