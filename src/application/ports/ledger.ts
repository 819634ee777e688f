import type { Account, AccountId, AccountSettings, NetworkName } from '../../domain/account.js';
import type {
  Article,
  ArticleId,
  ArticleOrigin,
  ArticlePage,
  PublishWish,
  RecordedArticle,
} from '../../domain/article.js';
import type { Part, Post, PostId, PostState, Problem } from '../../domain/post.js';
import type { FollowSettlement } from '../../domain/following.js';
import type { Doer } from '../../domain/person.js';
import type { PageHistory } from '../../domain/page-check.js';
import type { LookUpSettlement, PartHistory, Settlement, UnknownDelivery } from '../../domain/settlement.js';
import type { Sighting, SightingWay, Source } from '../../domain/source.js';
import type { LedgerEvent, NewTime, PlannedPart, PlannedPost } from './planned-post.js';
import type { Prepared, Saved } from './network.js';
import type { Alarm } from './post-queue.js';
import type { DeskLedger } from './desk-ledger.js';
import type { PeopleLedger } from './people-ledger.js';
import type { PushLedger } from './push-ledger.js';
import type { SourceLedger } from './source-ledger.js';

export type { LedgerEvent, NewTime, PlannedPart, PlannedPost } from './planned-post.js';

/** The truth about every post. Every method is one transaction and harmless to repeat. */
export interface Ledger extends SourceLedger, PushLedger, PeopleLedger, DeskLedger {
  /** The same, for what this person does: the history names them. */
  by(doer: Doer): Ledger;

  /** Makes the accounts what the configuration says; a simulated one that gives way is retired with what was planned on it. */
  syncAccount(wanted: WantedAccount): Promise<Account>;
  /** The same while nobody serves this ledger; beside a service the account is as it is, and one that is not known is made. */
  meetAccount(wanted: WantedAccount): Promise<Account>;
  listAccounts(): Promise<readonly Account[]>;
  resumeAccount(id: AccountId): Promise<void>;

  /**
   * Known if any key is known; of several articles that are, the older; missing keys are added; a changed text is a new
   * revision. What a source brings (`sighting`) is merged into what is known, and may not be posted, or alike another;
   * what one source was met with is new where another one shows it as news.
   */
  recordArticle(
    article: Article,
    keys: readonly string[],
    origin: ArticleOrigin,
    wish: PublishWish | null,
    sighting?: Sighting,
  ): Promise<RecordedArticle & { readonly change: 'new' | 'changed' | 'none' }>;
  findArticle(id: ArticleId): Promise<RecordedArticle | null>;
  /** The oldest article that is known by any of the keys. */
  findArticleByKeys(keys: readonly string[]): Promise<RecordedArticle | null>;
  /** Every source that showed the article, and when it was first seen there, the earliest first. */
  listSightings(id: ArticleId): Promise<readonly SeenAt[]>;
  /** What happened to an article and to its posts, oldest first. */
  listArticleEvents(id: ArticleId): Promise<readonly ArticleEvent[]>;
  listUnplannedArticles(): Promise<readonly RecordedArticle[]>;
  /** The newest first. */
  listNewestArticles(count: number): Promise<readonly RecordedArticle[]>;
  /**
   * Keeps what the article's page says, of the first who read it. Where the key of its canonical address is another
   * article's, and its link led there or their titles are alike, the article becomes that one, which is returned:
   * nothing is planned for this one any more. Else it stays an article of its own, with a warning.
   */
  savePage(id: ArticleId, page: ArticlePage, canonicalKey: string | null): Promise<RecordedArticle>;
  hasArticles(): Promise<boolean>;

  /** Posts and `planned_at` together. A plan that exists already (article, account, template, occasion) is left as it is. */
  planPosts(articleId: ArticleId, plans: readonly PlannedPost[]): Promise<readonly Post[]>;
  /** An editor's own post. */
  createPost(plan: PlannedPost): Promise<Post>;
  /**
   * New texts for what was not sent yet, under the next revision: a part keeps its identity, one that is out stays as it
   * is. Null when the post is no longer at `revision`, is being sent, or nobody knows whether a part of it went out.
   */
  replaceParts(
    id: PostId,
    revision: number,
    parts: readonly PlannedPart[],
    problems: readonly Problem[],
    /** Who changes it may not let it go out: from now on it needs a second person. */
    demandsApproval?: boolean,
  ): Promise<Post | null>;
  findPost(id: PostId): Promise<Post | null>;
  listPosts(filter: PostFilter): Promise<readonly Post[]>;
  /**
   * These fail with KWB_TRANSITION_REFUSED when the post may not go there from where it is, and with
   * KWB_CHANGED_MEANWHILE when it is not at the revision that was seen; undefined = whatever it says.
   */
  cancelPost(id: PostId, seen?: number): Promise<Post>;
  reschedulePost(id: PostId, time: NewTime, seen?: number): Promise<Post>;
  /** A person lets a held post, or one that waits for approval, go out: at its time, or now when that has passed; in a slot where it was to. */
  releasePost(id: PostId, seen?: number): Promise<Post>;
  /** A person saw on the network a post that is unconfirmed, or still looked for. */
  confirmPublished(id: PostId, remoteId: string, url: string, seen?: number): Promise<Post>;
  /** A person saw that such a post is not on the network: it is sent again, once the first call can come to nothing any more. */
  confirmAbsent(id: PostId, seen?: number): Promise<Post>;
  markRetracted(id: PostId): Promise<Post>;

  /**
   * From now on nothing goes out: what comes due is held. Replaces the silence that is there. Fails with
   * KWB_TIME_INVALID when it would be over already.
   */
  startSilence(reason: string, until: Date | null): Promise<Silence>;
  /** What was held stays held until a person releases it. */
  endSilence(): Promise<void>;
  /** Null while there is none. */
  findSilence(): Promise<Silence | null>;

  /** What the account's posts of a calendar month (UTC) cost so far, and what is scheduled for it or may be out. */
  readSpending(accountId: AccountId, month: Date): Promise<Spending>;

  claimPost(id: PostId, revision: number): Promise<Claim>;
  /** Of what the account may send now, what comes first: a thread that has begun, then the breaking ones, then by time. */
  claimNext(accountId: AccountId): Promise<Claim>;
  /** False when the claim was lost. `warning`: for the history of the post. */
  savePrepared(token: string, prepared: Prepared, warning?: string): Promise<boolean>;
  /** The intent, committed before the first byte leaves. False when the claim was lost, or a silence or an embargo has begun: then nothing may leave. */
  openDelivery(token: string): Promise<boolean>;
  /** Null when the claim was lost: the answer of somebody else counts. */
  settlePost(token: string, settlement: Settlement): Promise<Post | null>;

  /**
   * The next post that tells an older revision of its article, with token and lease like a look-up. `unsentOf`: of this
   * article, and not out yet; null = any.
   */
  claimOutdated(unsentOf: ArticleId | null): Promise<OutdatedPost | null>;
  /** False when the claim was lost. */
  settleOutdated(token: string, settlement: FollowSettlement): Promise<boolean>;
  /** From now on a scheduled post waits for a person. Null when it is no longer at `revision`. */
  holdPost(id: PostId, revision: number, reason: string): Promise<Post | null>;
  /** The same, also of one that waits for approval: nobody can read the embargo of its article. */
  holdForEmbargo(id: PostId, revision: number): Promise<Post | null>;

  claimLookUp(): Promise<ClaimedLookUp | null>;
  settleLookUp(token: string, settlement: LookUpSettlement): Promise<Post | null>;

  /** The account whose post an alarm still means; null = it rings in vain. */
  findAlarmed(alarm: Alarm): Promise<AccountId | null>;
  /** One sendable post for each account that has one. */
  listSendable(): Promise<readonly Alarm[]>;
  /** Everything that waits for its time, to fill an empty queue. */
  listAlarms(): Promise<readonly { readonly alarm: Alarm; readonly at: Date }[]>;
  /** Ends what came too late, and claims whose lease is over. Returns the alarms to set. */
  sweepLate(): Promise<readonly { readonly alarm: Alarm; readonly at: Date }[]>;

  /**
   * Unpublished posts that no send will show: of posts that ended, were edited or were made without them. Each is given
   * to one caller, and again after a minute, until it is forgotten.
   */
  takeDiscards(): Promise<readonly Discard[]>;
  forgetDiscard(discard: Discard): Promise<void>;

  /** A worker says that it lives. */
  beat(worker: WorkerSign): Promise<void>;
  signOff(workerId: string): Promise<void>;
  readHealth(): Promise<LedgerHealth>;
  readMetrics(): Promise<LedgerMetrics>;

  /** What an editor brings: it stays for good. */
  storePicture(pictureId: string, bytes: Uint8Array): Promise<void>;
  loadPicture(pictureId: string): Promise<Uint8Array | null>;
  /** Which of these no editor has brought, each once: what was fetched from the web may be gone tomorrow. */
  findMissingPictures(pictureIds: readonly string[]): Promise<readonly string[]>;
  /** The stored picture that was fetched from an address in the last day; null = none. */
  findFetched(url: string): Promise<string | null>;
  keepFetched(url: string, pictureId: string, bytes: Uint8Array): Promise<void>;
  /** Drops a few of the pictures that were fetched longer than a day ago; what an editor has brought as well stays. */
  dropFetched(): Promise<void>;
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

export interface Silence {
  readonly reason: string;
  readonly startedAt: Date;
  /** Null = until a person ends it. */
  readonly until: Date | null;
}

/** In millionths of a US dollar. */
export interface Spending {
  readonly spentMicros: number;
  readonly scheduledMicros: number;
}

export interface Discard {
  readonly account: Account;
  readonly unpublishedId: string;
}

export interface WorkerSign {
  /** The same after a restart where only one can run. */
  readonly id: string;
  readonly role: 'all' | 'worker';
}

export interface LedgerHealth {
  /** How long the oldest sendable post has been waiting; null = there is none. */
  readonly oldestLateMs: number | null;
  readonly workers: readonly (WorkerSign & { readonly seenMsAgo: number })[];
  readonly silence: Silence | null;
  readonly pausedAccounts: readonly Account[];
  /** They send nothing: of several posts in a row nobody knows yet whether they went out. */
  readonly stalledAccounts: readonly Account[];
  readonly unconfirmedPosts: number;
  /** Sources that are paused, or have failed several times in a row. */
  readonly troubledSources: readonly Source[];
  /** The last write of this process that the ledger did not take, and why in plain words; null = none so far. */
  readonly refusedWrite: { readonly reason: string; readonly msAgo: number } | null;
}

/** Counted over everything the ledger knows, so that every process tells the same. */
export interface LedgerMetrics {
  readonly posts: readonly { readonly network: NetworkName; readonly state: PostState; readonly count: number }[];
  readonly deliveries: readonly { readonly network: NetworkName; readonly state: string; readonly count: number }[];
  /** Deliveries by how late their intent was: as many as were at most `atMostMs` late; the last has no bound (null). */
  readonly lateness: readonly {
    readonly network: NetworkName;
    readonly buckets: readonly { readonly atMostMs: number | null; readonly count: number }[];
    readonly sumMs: number;
  }[];
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
  readonly prepared: Saved;
  readonly history: PartHistory;
  /** For a first part only; null = it leads nowhere. */
  readonly page: PageToAsk | null;
}

/** The page to which a post leads its readers. */
export interface PageToAsk {
  readonly address: string;
  /** Of an article that the ledger knows; else it is a page that an editor links to. */
  readonly isArticle: boolean;
  readonly history: PageHistory;
  /** When the post is worth nothing any more; null = never. */
  readonly expiresAt: Date | null;
}

/** The right to bring a post to the newest revision of its article. */
export interface OutdatedPost {
  readonly token: string;
  readonly post: Post;
  /** The article as the post tells it. */
  readonly told: Article;
  /** The article as it is now. */
  readonly recorded: RecordedArticle;
  /** A person let it go out. */
  readonly isApproved: boolean;
  /** How often that was tried in vain. */
  readonly tries: number;
}

export interface ClaimedLookUp {
  readonly token: string;
  readonly account: Account;
  readonly part: Part;
  readonly prepared: Prepared | null;
  /** The part's first intent. */
  readonly firstIntentAt: Date;
  readonly knownIds: ReadonlySet<string>;
  readonly delivery: UnknownDelivery;
  readonly history: PartHistory;
}

export interface SeenAt {
  readonly sourceName: string;
  readonly way: SightingWay;
  readonly at: Date;
}

export interface ArticleEvent extends LedgerEvent {
  /** Null where it happened to the article itself. */
  readonly postId: PostId | null;
  /** Null where no source was part of it. */
  readonly sourceName: string | null;
}
