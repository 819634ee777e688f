export type AccountId = string;
export type NetworkName = 'x' | 'facebook';
export type AccountState = 'active' | 'paused' | 'retired';

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
  /** Nothing is sent before this instant (rate limit). */
  readonly blockedUntil: Date | null;
  readonly settings: AccountSettings;
}

export interface AccountSettings {
  /** Longest text in the network's own measure; null takes the network's default. */
  readonly characterLimit: number | null;
  readonly minimumGapMs: number;
}
