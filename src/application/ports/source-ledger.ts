import type { SaidAt } from '../../domain/said-at.js';
import type { Hub, KnownItem, LastPoll, Source, SourceId, SourceKind, SourceSettings } from '../../domain/source.js';

/** What the ledger knows of the sources. Every method is one transaction and harmless to repeat. */
export interface SourceLedger {
  /**
   * One that was removed comes back with all that it has shown. It is for the caller to ask it first (`claimPollOf`).
   * Fails with KWB_USAGE where name or address is taken.
   */
  addSource(wanted: WantedSource): Promise<Source>;
  /** All that are not removed, by name. */
  listSources(): Promise<readonly Source[]>;
  /** Null where no source that is not removed has this name. */
  findSource(name: string): Promise<Source | null>;
  pauseSource(id: SourceId, reason: string): Promise<void>;
  /** It is polled at once. */
  resumeSource(id: SourceId): Promise<void>;
  /** `post`: what the next poll shows is taken in as always. `skip`: it is old news, as at a first meeting. */
  acceptFlood(id: SourceId, what: 'post' | 'skip'): Promise<void>;
  removeSource(id: SourceId): Promise<void>;

  /** The next source of these kinds whose poll is due, with token and lease; null = none is. */
  claimPoll(kinds: readonly SourceKind[]): Promise<ClaimedPoll | null>;
  /** The same for one source, due or not; null where it is paused, removed, or polled by somebody now. */
  claimPollOf(id: SourceId): Promise<ClaimedPoll | null>;
  /** False when the poll was lost: nothing of the result is kept. */
  finishPoll(token: string, result: PollResult): Promise<boolean>;

  /** What is known of items, one answer for each, with a few queries for all of them. */
  findKnownItems(sourceId: SourceId, items: readonly ItemKeys[]): Promise<readonly KnownItem[]>;
  /** The source has said the same again, at a later time. Harmless to lose. */
  noteSaid(sourceId: SourceId, items: readonly ItemSaid[]): Promise<void>;
  /** Whether the source has ever shown so many items. */
  hasShown(sourceId: SourceId, count: number): Promise<boolean>;
}

export interface WantedSource {
  readonly name: string;
  readonly kind: SourceKind;
  readonly address: string;
  readonly settings: SourceSettings;
  readonly backfill: number;
}

/** The right to ask a source once. */
export interface ClaimedPoll {
  readonly token: string;
  readonly source: Source;
  readonly cursor: string | null;
}

export interface PollResult {
  readonly outcome: LastPoll['outcome'];
  readonly note: string;
  /** Null leaves the one before: what was read is not all recorded. */
  readonly cursor: string | null;
  readonly nextPollAt: Date;
  /** How many articles it showed; null where it did not show them. */
  readonly items: number | null;
  /** How many of them were not known. */
  readonly newArticles: number;
  /** Null leaves the one before. */
  readonly hub: Hub | null;
  readonly movedTo: string | null;
  /** All that the source shows is recorded: the first meeting is over, and so is what a person has accepted. */
  readonly isTakenIn: boolean;
  /** Why nobody is to ask again until a person says so; null = it goes on. */
  readonly pauseReason: string | null;
}

export interface ItemKeys {
  readonly itemKey: string;
  readonly keys: readonly string[];
  /** As `titleWords`. */
  readonly title: string;
}

export interface ItemSaid {
  readonly itemKey: string;
  readonly saidAt: SaidAt;
}
