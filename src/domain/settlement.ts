import { backOffMs } from './back-off.js';
import type { PageSettlement } from './page-check.js';
import type { LookUp, NetworkAnswer, PublishOutcome } from './publish-outcome.js';
import type { Timing } from './timing.js';

/** What we do about an outcome. This file is the whole retry policy: nothing else repeats what creates a post. */
export type Settlement =
  | PageSettlement
  | {
      readonly kind: 'part-published';
      readonly remoteId: string;
      readonly url: string | null;
      readonly blockAccountUntil: Date | null;
    }
  | {
      readonly kind: 'rejected';
      readonly reason: string;
      /** The refusal may be meant for the account: the next one like it pauses it. */
      readonly suspectsAccount: boolean;
      readonly answer: NetworkAnswer;
    }
  | {
      readonly kind: 'try-again';
      readonly at: Date;
      readonly discardPrepared: boolean;
      /** What was answered, where the same answer once more ends the post; null = it may be answered so for ever. */
      readonly triedOnce: string | null;
      readonly blockAccountUntil: Date | null;
      readonly answer: NetworkAnswer;
    }
  | { readonly kind: 'account-paused'; readonly reason: string; readonly answer: NetworkAnswer }
  | {
      readonly kind: 'look-up';
      readonly at: Date;
      readonly ifAbsent: 'send-again' | 'reject';
      readonly answer: NetworkAnswer;
    };

/** What came of earlier deliveries of the same part. */
export interface PartHistory {
  /** The answers to which one more try was given. */
  readonly triedOnce: readonly string[];
  /** A delivery was proven absent before, so that the text was sent again: never a third time. */
  readonly sentAgain: boolean;
  /** Another post of the account was the last one refused without a clear reason, and none was published since. */
  readonly accountSuspected: boolean;
}

/** How long after its deadline a call may still take effect. The last look for an unknown delivery comes after it. */
export interface LookUpWindow {
  readonly deadline: Date;
  readonly windowMs: number;
}

/** Looks at 5 s, 20 s, 60 s and 2 min for a window of 2 min (X), and in proportion for others. */
const FIRST_LOOK = 1 / 24;
const LOOKS = [FIRST_LOOK, 1 / 6, 1 / 2, 1];
const DAY_MS = 24 * 3_600_000;

export function settle(outcome: PublishOutcome, history: PartHistory, window: LookUpWindow): Settlement {
  switch (outcome.kind) {
    case 'published':
      return {
        kind: 'part-published',
        remoteId: outcome.remoteId,
        url: outcome.url,
        blockAccountUntil: outcome.blockedUntil ?? null,
      };
    case 'rejected':
      return settleRejected(outcome, history);
    case 'unauthorized':
      return {
        kind: 'account-paused',
        reason: `the network refuses our credentials, connect the account again: ${outcome.answer.message}`,
        answer: outcome.answer,
      };
    case 'deferred':
      return settleDeferred(outcome, history);
    case 'duplicate':
      return { kind: 'look-up', at: lookAt(0, window), ifAbsent: 'reject', answer: outcome.answer };
    case 'unknown':
      return { kind: 'look-up', at: lookAt(0, window), ifAbsent: 'send-again', answer: outcome.answer };
  }
}

function settleRejected(outcome: Extract<PublishOutcome, { kind: 'rejected' }>, history: PartHistory): Settlement {
  const { scope, answer } = outcome;
  if (scope !== 'content') return pauseAccount(scope, answer);
  const isUnspecific = outcome.unspecific ?? false;
  if (isUnspecific && history.accountSuspected) return pauseAccount('account', answer);
  return { kind: 'rejected', reason: answer.message, suspectsAccount: isUnspecific, answer };
}

function settleDeferred(outcome: Extract<PublishOutcome, { kind: 'deferred' }>, history: PartHistory): Settlement {
  const { onceThen, answer } = outcome;
  const asked = answer.code ?? answer.message;
  if (onceThen !== undefined && history.triedOnce.includes(asked))
    return onceThen === 'rejected'
      ? { kind: 'rejected', reason: answer.message, suspectsAccount: false, answer }
      : pauseAccount('account', answer);
  return {
    kind: 'try-again',
    at: outcome.retryAt,
    discardPrepared: outcome.discardPrepared ?? false,
    triedOnce: onceThen === undefined ? null : asked,
    blockAccountUntil: outcome.blockedUntil ?? null,
    answer,
  };
}

const BREAKDOWN = 'internal-error';
/** The waits between them add up to a quarter of an hour. */
const MOST_BREAKDOWNS = 6;

/**
 * Something of ours threw before the intent: nothing has left. The post waits behind the others of its account, since
 * the next one may be well; where it breaks again and again, a person is told.
 */
export function settleBreakdown(error: unknown, history: PartHistory, now: Date, timing: Timing): Settlement {
  const message = `something went wrong here before it was sent: ${error instanceof Error ? error.message : String(error)}`;
  const answer = { status: null, code: BREAKDOWN, message: message.slice(0, 500) };
  const tries = history.triedOnce.filter((answered) => answered.startsWith(BREAKDOWN)).length;
  if (tries >= MOST_BREAKDOWNS) return { kind: 'rejected', reason: answer.message, suspectsAccount: false, answer };
  return {
    kind: 'try-again',
    at: new Date(now.getTime() + backOffMs(tries, timing)),
    discardPrepared: false,
    triedOnce: `${BREAKDOWN} ${tries + 1}`,
    blockAccountUntil: null,
    answer,
  };
}

function pauseAccount(scope: keyof typeof PAUSE_REASON, answer: NetworkAnswer): Settlement {
  return { kind: 'account-paused', reason: `${PAUSE_REASON[scope]}: ${answer.message}`, answer };
}

const PAUSE_REASON = {
  account: 'the network has restricted the account',
  billing: 'the network wants to be paid first',
} as const;

/** A delivery that nobody knows the end of, as far as its looks have come. */
export interface UnknownDelivery extends LookUpWindow {
  readonly ifAbsent: 'send-again' | 'reject';
  /** Complete looks without a match so far. */
  readonly cleanLooks: number;
  /** Looks in a row that gave no answer. */
  readonly failedLooks: number;
  /** When the post is worth nothing any more; null = never. */
  readonly expiresAt: Date | null;
  /** The account's setting. */
  readonly resend: 'once' | 'never';
}

export type LookUpSettlement =
  | { readonly kind: 'part-published'; readonly remoteId: string; readonly url: string | null }
  | { readonly kind: 'look-again'; readonly at: Date; readonly clean: boolean }
  /** `counted`: it may make a second post, and is done once, ever. */
  | { readonly kind: 'send-again'; readonly counted: boolean }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'unconfirmed'; readonly reason: string };

/** Absent = two complete looks, the second after the window. Then the identical text once, ever. */
export function settleLookUp(
  found: LookUp,
  delivery: UnknownDelivery,
  history: PartHistory,
  now: Date,
): LookUpSettlement {
  switch (found.kind) {
    case 'found':
      return { kind: 'part-published', remoteId: found.remoteId, url: found.url };
    case 'cannot-tell': {
      const isOver = now >= endOfLooks(delivery) || found.noAccess === true;
      if (isOver && now >= lookAt(LOOKS.length - 1, delivery))
        return { kind: 'unconfirmed', reason: `nobody could tell whether it went out: ${found.answer.message}` };
      const waitMs = Math.min(delivery.windowMs * FIRST_LOOK * 2 ** delivery.failedLooks, delivery.windowMs);
      return { kind: 'look-again', at: new Date(now.getTime() + waitMs), clean: false };
    }
    case 'hidden':
      return settleHidden(delivery, now);
    case 'absent':
      return settleAbsent(delivery, history, now);
  }
}

/** Looks that never have an answer end: until then they hold up the account, and nobody is asked. */
function endOfLooks({ expiresAt, deadline }: UnknownDelivery): Date {
  return expiresAt ?? new Date(deadline.getTime() + DAY_MS);
}

/** Making a post visible twice makes no second one, once the first call cannot come back any more. */
function settleHidden(delivery: UnknownDelivery, now: Date): LookUpSettlement {
  if (delivery.ifAbsent === 'reject') return settleAbsentDuplicate();
  return now >= lookAt(0, delivery)
    ? { kind: 'send-again', counted: false }
    : { kind: 'look-again', at: lookAt(0, delivery), clean: true };
}

function settleAbsentDuplicate(): LookUpSettlement {
  return { kind: 'rejected', reason: 'the network says that it equals an older post, and it is not ours' };
}

function settleAbsent(delivery: UnknownDelivery, history: PartHistory, now: Date): LookUpSettlement {
  const lastLook = lookAt(LOOKS.length - 1, delivery);
  if (delivery.cleanLooks === 0 || now < lastLook) {
    const next = LOOKS.map((_, index) => lookAt(index, delivery)).find((at) => at > now);
    const soon = new Date(now.getTime() + delivery.windowMs * FIRST_LOOK);
    return { kind: 'look-again', at: next ?? soon, clean: true };
  }
  if (delivery.ifAbsent === 'reject') return settleAbsentDuplicate();
  if (history.sentAgain)
    return { kind: 'unconfirmed', reason: 'it was sent twice without an answer and is not to be seen on the network' };
  if (delivery.resend === 'never')
    return { kind: 'unconfirmed', reason: 'it was sent without an answer and is not to be seen on the network' };
  return { kind: 'send-again', counted: true };
}

function lookAt(index: number, { deadline, windowMs }: LookUpWindow): Date {
  return new Date(deadline.getTime() + windowMs * (LOOKS[index] ?? 1));
}
