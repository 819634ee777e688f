export type AccountId = string;
export type NetworkName = 'x' | 'facebook';
export type AccountState = 'active' | 'paused' | 'retired';
export type PausedBy = 'person' | 'network';

/** One X account or one Facebook Page. A simulated account never becomes a real one: it is retired. */
export interface Account {
  readonly id: AccountId;
  readonly network: NetworkName;
  /** What editors call it; unique among the accounts that are not retired. */
  readonly name: string;
  readonly simulated: boolean;
  /** The network's own id of the account where it is known (Page id). */
  readonly remoteId: string | null;
  readonly state: AccountState;
  /** Why it is paused, in plain words. */
  readonly pausedReason: string | null;
  /** What a person has paused, only a person resumes; null where it is not paused. */
  readonly pausedBy: PausedBy | null;
  /** Nothing is sent before this instant (rate limit). */
  readonly blockedUntil: Date | null;
  readonly settings: AccountSettings;
}

/** The limits and habits of an account. Wall times are `HH:mm` in its `zone`. */
export interface AccountSettings {
  /** Longest text in the network's own measure; null takes the network's default. */
  readonly characterLimit: number | null;
  /** IANA name. */
  readonly zone: string;
  /** Between the starts of two posts. */
  readonly minimumGapMs: number;
  /** In any 60 minutes; null = no limit. */
  readonly postsPerHour: number | null;
  /** In any 24 hours; null = no limit. */
  readonly postsPerDay: number | null;
  /** No post is due from `from` until `to`, over midnight if `to` is earlier; a breaking one is. */
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  /** Where `when: next slot` puts a post; empty = anywhere. */
  readonly slots: readonly string[];
  /** What follows when a call is proven to have made nothing: the identical text once more, or a person decides. */
  readonly resend: 'once' | 'never';
  /** Facebook: first an unpublished post, then one call that makes it visible. */
  readonly twoPhase: boolean;
  /** What the network's prices may add up to in a calendar month (UTC); null = no budget. */
  readonly budget: Budget | null;
  /** What the network charges; null = nothing. */
  readonly prices: Prices | null;
}

export interface Budget {
  /** Millionths of a US dollar, as all money here. */
  readonly monthlyMicros: number;
  /** What becomes of a post that is over it: held for a person, or left out (the other networks still post). */
  readonly whenOver: 'hold' | 'skip';
}

/** In millionths of a US dollar. X: https://docs.x.com/x-api/getting-started/pricing */
export interface Prices {
  readonly postMicros: number;
  readonly linkPostMicros: number;
  /** For each picture with an alternative text. */
  readonly altTextMicros: number;
}

export const DEFAULT_ACCOUNT_SETTINGS: AccountSettings = {
  characterLimit: null,
  zone: 'UTC',
  minimumGapMs: 0,
  postsPerHour: null,
  postsPerDay: null,
  quietHours: null,
  slots: [],
  resend: 'once',
  twoPhase: false,
  budget: null,
  prices: null,
};
