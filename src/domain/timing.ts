import type { NetworkName } from './account.js';

/** Every wait of the delivery, in one place, in milliseconds. `KAWARABAN_TIMING` changes them for a drill. */
export interface Timing {
  /** From the claim of a part to the instant after which nothing of it leaves. */
  readonly callMs: number;
  /** From that instant to the one at which the claim is taken away. */
  readonly leaseGraceMs: number;
  /** Between the parts of a thread: a part that follows quickly may not find its parent. */
  readonly betweenPartsMs: number;
  /** How long after its deadline a call may still take effect on the network. */
  readonly lookUpWindowMs: Readonly<Record<NetworkName, number>>;
  /** How long one look at a network may take. */
  readonly lookUpCallMs: number;
  /** How long one poll of a source may take, with the recording of what it shows. */
  readonly pollMs: number;
  /** After a poll that failed; twice as long after each that follows, up to the longest. */
  readonly pollBackOffMs: number;
  readonly longestPollBackOffMs: number;
  /** So long a file in a folder must not have grown before it is read. */
  readonly fileStableMs: number;
  readonly sweepMs: number;
  /** Before the next try where nothing is known to be wrong for long: a server that is down, a parent not visible yet. */
  readonly retrySoonMs: number;
  /** After "too many requests" without a word about when to come back. */
  readonly throttledMs: number;
  /** After a block for posting too fast, for which the network names no end. */
  readonly blockedMs: number;
  /** A post later than this is late: the late ones go out in order, `catchUpGapMs` apart, never in a burst. */
  readonly lateMs: number;
  readonly catchUpGapMs: number;
  /** How long the page of a post is waited for before the post goes out, well within `callMs`; 0 = it is not asked for. */
  readonly pageCheckMs: number;
  /** How long a new article waits for what its page says; 0 = its page is not read. */
  readonly enrichMs: number;
  /** The same where a template calls the article breaking. */
  readonly enrichBreakingMs: number;
  /** How long a post waits for the network to read the page of its link card anew; 0 = it is not asked to. */
  readonly cardMs: number;
  /** How long a stop waits for the calls in flight before it cuts them off. */
  readonly drainMs: number;
}

/** Sources: the networks' documents for the windows (X: seconds in practice; Facebook: several minutes). */
export const TIMING: Timing = {
  callMs: 45_000,
  leaseGraceMs: 10_000,
  betweenPartsMs: 5_000,
  lookUpWindowMs: { x: 120_000, facebook: 600_000 },
  lookUpCallMs: 20_000,
  pollMs: 30_000,
  pollBackOffMs: 60_000,
  longestPollBackOffMs: 6 * 3_600_000,
  fileStableMs: 2_000,
  sweepMs: 2_000,
  retrySoonMs: 15_000,
  throttledMs: 15 * 60_000,
  blockedMs: 3 * 60 * 60_000,
  lateMs: 60_000,
  catchUpGapMs: 20_000,
  pageCheckMs: 6_000,
  enrichMs: 5_000,
  enrichBreakingMs: 1_500,
  cardMs: 5_000,
  drainMs: 8_000,
};
