import type { Account, AccountId, AccountState, NetworkName } from '../../domain/account.js';
import type { ArticleId, RecordedArticle } from '../../domain/article.js';
import type { Doer, PersonId } from '../../domain/person.js';
import type { Lane, Part, Post, PostId, PostState } from '../../domain/post.js';
import type { NetworkAnswer } from '../../domain/publish-outcome.js';
import type { SourceId } from '../../domain/source.js';
import type { LedgerEvent, PlannedPost } from './planned-post.js';

/** What the newsroom's desk reads and does. Every method is one transaction and harmless to repeat. */
export interface DeskLedger {
  /**
   * Posts that an editor composes together, all or none. `creation`: within 24 hours the same request by the same person
   * makes nothing new, and another one under its key fails with KWB_KEY_REUSED.
   */
  createPosts(
    plans: readonly PlannedPost[],
    articleId: ArticleId | null,
    creation: Creation | null,
  ): Promise<readonly Post[]>;
  /** A draft is planned as it stands. */
  queueDraft(id: PostId, seen: number, wish: DraftWish): Promise<Post>;
  /** A post that waits for approval is a draft again. */
  returnPost(id: PostId, seen: number, note: string): Promise<Post>;
  /**
   * The embargo of an article is lifted by two people: one asks and says why, another lifts it. Both name the embargo that
   * they saw by its end, and who lifts it the ask by its time (KWB_CHANGED_MEANWHILE); who asked does not lift it
   * (KWB_OWN_ASK), and the command line does neither (KWB_NOT_ALLOWED). The end that was lifted is no embargo any more,
   * whoever names it; another one is, and what was said of the one before counts no more.
   */
  askEmbargoLift(id: ArticleId, until: Date, reason: string): Promise<RecordedArticle>;
  liftEmbargo(id: ArticleId, until: Date, askedAt: Date): Promise<RecordedArticle>;
  withdrawEmbargoAsk(id: ArticleId): Promise<RecordedArticle>;
  /** A line in the history of a post. */
  notePost(id: PostId, note: string): Promise<void>;
  /** Nothing goes out on it until it is resumed. */
  pauseAccount(id: AccountId, reason: string): Promise<void>;
  /** Its file is not in the ledger; that it was written is told to all who follow what happens. */
  tellTemplateSaved(name: string): Promise<void>;

  searchPosts(search: PostSearch, page: PageWish): Promise<Page<Post>>;
  /** What stands in the calendar in a time, the first first. */
  listCalendar(search: CalendarSearch, limit: number): Promise<Page<CalendarEntry>>;
  /** For each of these states in which there are any. */
  countPosts(states: readonly PostState[]): Promise<readonly { readonly state: PostState; readonly count: number }[]>;
  listDeliveries(id: PostId): Promise<readonly Delivery[]>;
  /** The oldest first. */
  listTexts(id: PostId): Promise<readonly WrittenText[]>;
  /** The newest first. */
  searchArticles(words: string | null, page: PageWish): Promise<Page<RecordedArticle>>;
  /** Titles by id, of those that there are. */
  listTitles(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, string>>;
  /** Of all these articles, the oldest post first. */
  listPostsOf(ids: readonly ArticleId[]): Promise<readonly Post[]>;
  /** What went out in a time: when it was due and when it left. */
  listSent(from: Date, to: Date): Promise<readonly { readonly dueAt: Date; readonly sentAt: Date }[]>;
  /** When what is scheduled for a time goes out. */
  listScheduledTimes(from: Date, to: Date): Promise<readonly Date[]>;
  /** When a post may go out by the limits of its account; null = not within a year. */
  findFreeTime(
    account: Account,
    wish: { readonly postId: PostId | null; readonly lane: Lane; readonly dueAt: Date; readonly inSlot: boolean },
  ): Promise<Date | null>;

  /** What happened since then, the oldest first. */
  listChanges(since: Date, limit: number): Promise<readonly Change[]>;
  /** What people did, the newest first. */
  searchAudit(search: AuditSearch, page: PageWish): Promise<Page<AuditLine>>;

  readSettings(): Promise<NewsroomSettings>;
  changeSettings(change: Partial<NewsroomSettings>): Promise<NewsroomSettings>;
}

/** A request to make something, that may come twice. */
export interface Creation {
  /** Chosen by who asks. */
  readonly key: string;
  /** Of what was asked. */
  readonly hash: string;
}

export type DraftWish = Pick<PlannedPost, 'dueAt' | 'wallTime' | 'inSlot' | 'needsApproval'>;

export interface PageWish {
  /** Where the page before ended; null = from the beginning. */
  readonly cursor: string | null;
  readonly limit: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null = there is nothing behind it. */
  readonly next: string | null;
}

export interface PostSearch {
  readonly states?: readonly PostState[];
  readonly accountId?: AccountId;
  readonly network?: NetworkName;
  /** On accounts that are in it. */
  readonly accountState?: AccountState;
  /** `none`: written by a person. */
  readonly template?: string;
  readonly articleId?: ArticleId;
  readonly groupId?: string;
  readonly writtenBy?: PersonId;
  /** Going out from then on, and before then. */
  readonly from?: Date;
  readonly to?: Date;
  readonly words?: string;
  readonly sort: 'next' | '-next' | '-created';
}

export type CalendarSearch = Pick<PostSearch, 'accountId' | 'network'> & Required<Pick<PostSearch, 'from' | 'to'>>;

/** A post as a calendar shows it. */
export interface CalendarEntry {
  readonly id: PostId;
  readonly revision: number;
  readonly account: Account;
  readonly articleId: ArticleId | null;
  readonly groupId: string | null;
  readonly state: PostState;
  readonly keepsTime: boolean;
  readonly nextAt: Date;
  readonly publishedAt: Date | null;
  /** Of its first part. */
  readonly text: string;
  readonly link: string | null;
  /** A part of it is out. */
  readonly hasBegun: boolean;
}

export interface AuditSearch {
  readonly by?: PersonId;
  readonly kind?: string;
  readonly from?: Date;
  readonly to?: Date;
}

export interface Delivery {
  readonly id: string;
  readonly position: number;
  readonly state: 'intent' | 'unknown' | 'published' | 'refused' | 'deferred' | 'absent';
  readonly dueAt: Date;
  readonly begunAt: Date;
  readonly settledAt: Date | null;
  readonly answer: NetworkAnswer | null;
}

export interface WrittenText {
  readonly at: Date;
  /** Null = the program. */
  readonly by: Doer | null;
  readonly parts: readonly (Pick<Part, 'text' | 'link'> & { readonly pictures: number })[];
}

/** One thing that happened. */
export interface Change extends LedgerEvent {
  readonly postId: PostId | null;
  readonly articleId: ArticleId | null;
  readonly accountId: AccountId | null;
  readonly sourceId: SourceId | null;
}

/** What somebody changed, for people to read. */
export interface AuditLine extends Change {
  /** The words of its post, or the title of its article; null = it is about neither. */
  readonly about: string | null;
  readonly sourceName: string | null;
}

export interface NewsroomSettings {
  /** As it stands on the pages; null = nobody has named it. */
  readonly newsroomName: string | null;
  /** What editors write and queue waits for a second person. */
  readonly editorsNeedApproval: boolean;
  /** Administrators may save templates in the page. */
  readonly saveTemplates: boolean;
}
