import type { AccountId } from '../../domain/account.js';
import type { Doer } from '../../domain/person.js';
import type { DraftPart, Lane, Problem } from '../../domain/post.js';
import type { WallTime } from '../../domain/wall-time.js';

export interface PlannedPost {
  readonly accountId: AccountId;
  /** Null for an editor's own post. */
  readonly template: string | null;
  readonly occasion: string | null;
  /** What the editor or the template chose. The ledger moves the send behind it, to where the account's limits leave room. */
  readonly dueAt: Date;
  readonly wallTime: WallTime | null;
  /** In the account's next free slot from `dueAt` on. */
  readonly inSlot: boolean;
  readonly needsApproval: boolean;
  readonly expiresAt: Date | null;
  readonly lane: Lane;
  readonly parts: readonly PlannedPart[];
  /** The revision of its article that it tells, and will follow; null = none. */
  readonly articleRevision: number | null;
  /** The network's id of what its first part answers; null = nothing. */
  readonly replyTo: string | null;
  /** It waits for the person who writes it; nothing is reserved for it. */
  readonly isDraft: boolean;
  /** Of posts that are composed together; null = on its own. */
  readonly groupId: string | null;
  /** With any, the post is held. */
  readonly problems: readonly Problem[];
}

export type PlannedPart = DraftPart & { readonly priceMicros: number | null };

export interface LedgerEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly detail: string;
  /** Null = the program itself. */
  readonly by: Doer | null;
}

/** When a post is to go out instead. */
export interface NewTime {
  readonly at: Date;
  /** Null where no person chose a wall time. */
  readonly wallTime: WallTime | null;
  /** Whatever the limits of the account say; of a draft it means nothing. */
  readonly keepsTime?: boolean;
}
