import type { Change, NewsroomSettings } from '../application/ports/desk-ledger.js';
import type { Account } from '../domain/account.js';
import type { PostId } from '../domain/post.js';
import type { PostView, WantedTime } from './post-view.js';

/** What the commands do that the dashboard does as well. */
export interface DeskProgram {
  /** A scheduled post waits for a person. */
  hold(id: PostId, reason: string): Promise<PostView>;
  /** A post that waits for approval is a draft again. */
  giveBack(id: PostId, note: string): Promise<PostView>;
  note(id: PostId, note: string): Promise<void>;
  /** A draft goes out: at that time, or (both null) now; `inSlot`: in the next free slot. */
  queueDraft(id: PostId, time: WantedTime, inSlot: boolean): Promise<PostView>;
  /** Nothing goes out on it until it is resumed. */
  pauseAccount(name: string, reason: string): Promise<Account>;
  /** What the network says of it: null = it is in order, else why it is not. */
  checkAccount(name: string): Promise<string | null>;
  /** What people changed, the newest first. */
  listAudit(wish: {
    readonly login: string | null;
    readonly kind: string | null;
    readonly count: number;
  }): Promise<readonly Change[]>;
  settings(): Promise<NewsroomSettings>;
  changeSettings(change: Partial<NewsroomSettings>): Promise<NewsroomSettings>;
  /** The operations of the API that need nobody signed in, one line each. */
  listOperations(): Promise<readonly string[]>;
  /** One of them, as the command line; `tell` gets what is told as it happens. */
  callApi(name: string, asked: ApiRequest, tell: (text: string) => void): Promise<ApiAnswer>;
}

export interface ApiRequest {
  /** What stands in the address, and the query. */
  readonly words: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The revision of the post, or of the template, that was seen. */
  readonly seen: string | null;
}

export type ApiAnswer =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** All of it was told. */
  | { readonly kind: 'told' };
