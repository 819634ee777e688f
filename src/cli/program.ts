import type { NewTime, Silence, Spending, WorkerSign } from '../application/ports/ledger.js';
import type { Explanation } from '../application/explain-article.js';
import type { PostPreview } from '../application/preview-posts.js';
import type { ReplayedPost } from '../application/replay-articles.js';
import type { Account } from '../domain/account.js';
import type { Article, ArticleWarning, RecordedArticle } from '../domain/article.js';
import type { PostId, PostState } from '../domain/post.js';
import type { DeskProgram } from './desk-program.js';
import type { PeopleProgram } from './people-program.js';
import type { PostView, WantedTime } from './post-view.js';
import type { SourceProgram, WebhookProgram } from './source-program.js';

/** Loads and configures the program when a command needs it: help does not. */
export type OpenProgram = () => Promise<Program>;

/** What the commands do, whoever does it; create-app.ts brings it to life. */
export interface Program extends SourceProgram, WebhookProgram, PeopleProgram, DeskProgram {
  readonly zone: string;
  now(): Date;
  /** Runs until it is told to stop. */
  start(options: { readonly port: number | null; readonly role: WorkerSign['role'] }): Promise<void>;
  /** The simulators alone, until they are told to stop. */
  simulate(listening: (urls: { readonly x: string; readonly facebook: string }) => void): Promise<void>;
  migrate(): Promise<{ readonly applied: readonly string[]; readonly backup: string | null }>;
  /** Reads a file or an address, and touches nothing. */
  read(target: string, request: ReadRequest): Promise<DocumentView>;
  preview(
    file: string,
    template: string | null,
  ): Promise<{ readonly article: ArticleView; readonly posts: readonly PostPreview[] }>;
  /** Recorded articles through a changed template; null = through those that there are. */
  replay(
    last: number,
    templateFile: string | null,
  ): Promise<{ readonly articles: number; readonly posts: readonly ReplayedPost[] }>;
  publish(
    file: string,
    wish: PublishRequest,
  ): Promise<{ readonly article: ArticleView; readonly posts: readonly PostView[] }>;
  /** As a source would have shown it: a feed, a page or an article file. */
  ingest(target: string, wait: boolean): Promise<IngestView>;
  post(request: PostRequest): Promise<PostView>;
  listPosts(filter: { readonly state?: PostState; readonly accountName?: string }): Promise<readonly PostView[]>;
  show(
    id: PostId,
  ): Promise<{ readonly article: ArticleView | null; readonly post: PostView; readonly events: readonly EventView[] }>;
  /** `which`: the address of an article, its id, or the id of one of its posts. */
  explain(which: string): Promise<Explanation>;
  cancel(id: PostId): Promise<PostView>;
  reschedule(id: PostId, time: NewTime): Promise<PostView>;
  edit(id: PostId, change: PostChange): Promise<PostView>;
  /** A held post, or one that waits for approval, goes out. */
  release(id: PostId): Promise<PostView>;
  /** A person saw an unconfirmed post on the network, at this address. */
  confirm(id: PostId, url: string): Promise<PostView>;
  /** A person saw that an unconfirmed post is not on the network. */
  resend(id: PostId): Promise<PostView>;
  retract(id: PostId): Promise<PostView>;

  /** Null while there is none. */
  silence(): Promise<Silence | null>;
  startSilence(reason: string, until: Date | null): Promise<Silence>;
  /** `ended` is null where there was none; `held` is everything that waits for a person's yes now. */
  endSilence(): Promise<{ readonly ended: Silence | null; readonly held: readonly PostView[] }>;

  /** Those that are not retired. */
  accounts(): Promise<readonly Account[]>;
  /** What paused it is mended. */
  resumeAccount(name: string): Promise<Account>;
  /** One for each account that is not retired. */
  budget(): Promise<readonly BudgetView[]>;
}

/** Null = by the content, and as the server says. */
export interface ReadRequest {
  readonly type: 'feed' | 'article' | null;
  readonly contentType: string | null;
}

export interface DocumentView {
  /** Null for a document with one article. */
  readonly feed: {
    readonly title: string;
    readonly hub: { readonly hub: string; readonly topic: string } | null;
    readonly ttlMs: number | null;
  } | null;
  readonly encoding: string;
  readonly articles: readonly Article[];
}

/** With what readers of a post about it will miss. */
export type ArticleView = Article & { readonly warnings: readonly ArticleWarning[] };
export interface EventView {
  readonly at: Date;
  readonly kind: string;
  readonly detail: string;
}

export interface IngestView {
  /** So many articles are in the document. */
  readonly shown: number;
  /** What became of them, in words. */
  readonly note: string;
  /** What was new or has changed. */
  readonly recorded: readonly RecordedArticle[];
  readonly posts: readonly PostView[];
}

export interface PublishRequest extends WantedTime {
  readonly url: string | null;
  readonly accountName: string | null;
  readonly wait: boolean;
}

export interface PostRequest extends WantedTime {
  readonly text: string;
  readonly accountName: string;
  readonly link: string | null;
  readonly imageFile: string | null;
  readonly alt: string;
  readonly wait: boolean;
}

export interface PostChange {
  /** Counted from 1; null = the only one. */
  readonly part: number | null;
  /** Null leaves it as it is. */
  readonly text: string | null;
  /** Undefined leaves it as it is; null takes it away. */
  readonly link: string | null | undefined;
  /** It stands in place of all pictures; undefined leaves them as they are, null takes them away. */
  readonly imageFile: string | null | undefined;
  readonly alt: string;
}

/** What an account's posts of a calendar month (UTC) cost; its budget and its prices are in its settings. */
export interface BudgetView {
  readonly account: Account;
  /** Any instant of the month. */
  readonly month: Date;
  readonly spending: Spending;
}
