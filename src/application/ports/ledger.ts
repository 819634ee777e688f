import type { Account, AccountId, AccountSettings, NetworkName } from '../../domain/account.js';
import type { Article, ArticleId, ArticleOrigin, PublishWish, RecordedArticle } from '../../domain/article.js';
import type { DraftPart, Part, Post, PostId, PostState, Problem } from '../../domain/post.js';
import type { LookUpSettlement, PartHistory, Settlement, UnknownDelivery } from '../../domain/settlement.js';
import type { Prepared } from './network.js';
import type { Alarm } from './post-queue.js';

/** The truth about every post. Every method is one transaction and harmless to repeat. */
export interface Ledger {
  /** Makes the accounts what the configuration says; a simulated one that gives way is retired with what was planned on it. */
  syncAccount(wanted: WantedAccount): Promise<Account>;
  listAccounts(): Promise<readonly Account[]>;
  resumeAccount(id: AccountId): Promise<void>;

  /** Known if any key is known; missing keys are added; a changed text is a new revision. */
  recordArticle(
    article: Article,
    keys: readonly string[],
    origin: ArticleOrigin,
    wish: PublishWish | null,
  ): Promise<RecordedArticle & { readonly change: 'new' | 'changed' | 'none' }>;
  findArticle(id: ArticleId): Promise<RecordedArticle | null>;
  listUnplannedArticles(): Promise<readonly RecordedArticle[]>;
  hasArticles(): Promise<boolean>;

  /** Posts and `planned_at` together. A plan that exists already (article, account, template, occasion) is left as it is. */
  planPosts(articleId: ArticleId, plans: readonly PlannedPost[]): Promise<readonly Post[]>;
  /** An editor's own post. */
  createPost(plan: PlannedPost): Promise<Post>;
  /** New texts for a post of which nothing was sent yet, under its next revision; null when it is too late. */
  replaceParts(id: PostId, parts: readonly DraftPart[], problems: readonly Problem[]): Promise<Post | null>;
  findPost(id: PostId): Promise<Post | null>;
  listPosts(filter: PostFilter): Promise<readonly Post[]>;
  /** Fails with KWB_TRANSITION_REFUSED when the post may not go there from where it is. */
  cancelPost(id: PostId): Promise<Post>;
  reschedulePost(id: PostId, at: Date): Promise<Post>;
  markRetracted(id: PostId): Promise<Post>;

  claimPost(id: PostId, revision: number): Promise<Claim>;
  /** False when the claim was lost. */
  savePrepared(token: string, prepared: Prepared): Promise<boolean>;
  /** The intent, committed before the first byte leaves. False when the claim was lost: then nothing may leave. */
  openDelivery(token: string): Promise<boolean>;
  /** Null when the claim was lost: the answer of somebody else counts. */
  settlePost(token: string, settlement: Settlement): Promise<Post | null>;

  claimLookUp(): Promise<ClaimedLookUp | null>;
  settleLookUp(token: string, settlement: LookUpSettlement): Promise<Post | null>;

  /** The account's next post that may be sent now. */
  findSendable(accountId: AccountId): Promise<Alarm | null>;
  /** One sendable post for each account that has one. */
  listSendable(): Promise<readonly Alarm[]>;
  /** Everything that waits for its time, to fill an empty queue. */
  listAlarms(): Promise<readonly { readonly alarm: Alarm; readonly at: Date }[]>;
  /** Ends what came too late, and claims whose lease is over. Returns the alarms to set. */
  sweepLate(): Promise<readonly { readonly alarm: Alarm; readonly at: Date }[]>;

  storePicture(pictureId: string, bytes: Uint8Array): Promise<void>;
  loadPicture(pictureId: string): Promise<Uint8Array | null>;
  /** What happened to a post, oldest first. */
  listEvents(postId: PostId): Promise<readonly LedgerEvent[]>;
}

export interface WantedAccount {
  readonly network: NetworkName;
  readonly name: string;
  readonly simulated: boolean;
  readonly remoteId: string | null;
  readonly settings: AccountSettings;
}

export interface PlannedPost {
  readonly accountId: AccountId;
  /** Null for an editor's own post. */
  readonly template: string | null;
  readonly occasion: string | null;
  readonly state: Extract<PostState, 'scheduled' | 'held' | 'awaiting-approval'>;
  readonly dueAt: Date;
  readonly expiresAt: Date | null;
  readonly lane: 'normal' | 'breaking';
  readonly parts: readonly DraftPart[];
  readonly problems: readonly Problem[];
  readonly reason: string | null;
}

export interface PostFilter {
  readonly state?: PostState;
  readonly accountName?: string;
  readonly articleId?: ArticleId;
}

export type NotClaimed = { readonly kind: 'early'; readonly until: Date } | { readonly kind: 'gone' };
export type Claim = ClaimedPost | NotClaimed;

/** The right to send one part once, until the deadline. */
export interface ClaimedPost {
  readonly kind: 'claimed';
  readonly token: string;
  /** Nothing leaves after it. */
  readonly deadline: Date;
  readonly account: Account;
  readonly part: Part;
  readonly prepared: Prepared | null;
  readonly history: PartHistory;
}

export interface ClaimedLookUp {
  readonly token: string;
  readonly account: Account;
  readonly part: Part;
  /** The part's first intent. */
  readonly firstIntentAt: Date;
  readonly knownIds: ReadonlySet<string>;
  readonly delivery: UnknownDelivery;
  readonly history: PartHistory;
}

export interface LedgerEvent {
  readonly at: Date;
  readonly kind: string;
  readonly detail: string;
}
