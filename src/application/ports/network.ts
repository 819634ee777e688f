import type { Account, NetworkName } from '../../domain/account.js';
import type { Draft, DraftPart, Part, Problem } from '../../domain/post.js';
import type {
  AccountHealth,
  EditOutcome,
  LookUp,
  PrepareFailure,
  PublishOutcome,
  RetractOutcome,
} from '../../domain/publish-outcome.js';

/** What `prepare` made and readers cannot see, as the network names it. Plain JSON: it is kept in the ledger. */
export interface Prepared {
  /** Media ids in the order of the part's pictures. */
  readonly mediaIds: readonly string[];
  /** When the network forgets them; null = never or nothing to forget. */
  readonly usableUntil: Date | null;
  /** Two-phase: the post that waits to be made visible; null = it is made by the visible call. */
  readonly unpublishedId: string | null;
  /** The network was asked to read the page of the link anew. */
  readonly isCardAsked?: true;
}

/**
 * What came of earlier calls of `prepare` for exactly this part. Null = there was none; `lost` = one may have made
 * something, and its worker ended without keeping what.
 */
export type Saved = Prepared | 'lost' | null;

export type PrepareResult =
  /** `warning`: what did not work out and does not stop the post, for its history. */
  | { readonly kind: 'prepared'; readonly prepared: Prepared; readonly warning?: string }
  | { readonly kind: 'failed'; readonly outcome: PrepareFailure };

/** Where a post's link goes: X reads it from the text, Facebook takes it beside the text. */
export type LinkPlacement = 'in-text' | 'beside-text';

export interface Network {
  readonly name: NetworkName;
  readonly linkPlacement: LinkPlacement;
  /** Length of the text in the network's own measure, and the account's limit. */
  measure(text: string, account: Account): { readonly used: number; readonly limit: number };
  /** Everything in the draft that the network would refuse. Pure. */
  findProblems(draft: Draft, account: Account): readonly Problem[];
  /** What the network charges for the part, in millionths of a US dollar; null = nothing. Pure. */
  priceMicros(part: DraftPart, account: Account): number | null;
  /** Makes only what readers cannot see (uploads, an unpublished post). Repeatable: what is saved, or lost and found again, is not made anew. */
  prepare(part: Part, account: Account, saved: Saved, signal: AbortSignal): Promise<PrepareResult>;
  /** Removes the unpublished post that `prepare` made and nobody will publish. Harmless to repeat; false = try again later. */
  discard(unpublishedId: string, account: Account, signal: AbortSignal): Promise<boolean>;
  /**
   * One visible call, no retry. Every answer is a value; it throws only for a bug of ours.
   * The deadline is compared with ledger time right before the write: past it, the outcome is `deferred` and nothing left.
   */
  publish(
    part: Part,
    prepared: Prepared,
    account: Account,
    deadline: Date,
    signal: AbortSignal,
  ): Promise<PublishOutcome>;
  /**
   * Was it published after all? A match needs parent, link AND text (links masked, unescaped, NFC), is not in
   * `knownIds`, and is the only one. `notBefore`: the part's first intent minus clock skew.
   */
  findPublished(
    part: Part,
    prepared: Prepared | null,
    account: Account,
    where: { readonly notBefore: Date; readonly knownIds: ReadonlySet<string> },
    signal: AbortSignal,
  ): Promise<LookUp>;
  /** The network's id of the post that an address shows; null when it is no address of a post of this network. */
  remoteIdIn(address: string): string | null;
  /** Gives a published part another text, where the network can. */
  edit(remoteId: string, part: DraftPart, account: Account, signal: AbortSignal): Promise<EditOutcome>;
  /** Deletes one published part. One that is gone already counts as retracted, where the network tells that from one that we may not see. */
  retract(remoteId: string, account: Account, signal: AbortSignal): Promise<RetractOutcome>;
  checkAccount(account: Account, signal: AbortSignal): Promise<AccountHealth>;
}
