import { latestKnown } from './latest.js';

/** From when the words of an item are; null where its source does not say. */
export interface SaidAt {
  /** When the article was changed last, as it says itself; not later than its arrival. */
  readonly updatedAt: Date | null;
  /** When the message that brought it was signed. */
  readonly sentAt: Date | null;
}

/** Only what is alike is compared: a day without an hour, beside the second of a message, tells nothing. */
export function isOlder(one: SaidAt, other: SaidAt): boolean {
  return (order(one.updatedAt, other.updatedAt) || order(one.sentAt, other.sentAt)) < 0;
}

function order(one: Date | null, other: Date | null): number {
  return one === null || other === null ? 0 : one.getTime() - other.getTime();
}

export function newestOf(one: SaidAt, other: SaidAt): SaidAt {
  return { updatedAt: latestKnown(one.updatedAt, other.updatedAt), sentAt: latestKnown(one.sentAt, other.sentAt) };
}

export function areSame(one: SaidAt, other: SaidAt): boolean {
  return one.updatedAt?.getTime() === other.updatedAt?.getTime() && one.sentAt?.getTime() === other.sentAt?.getTime();
}
