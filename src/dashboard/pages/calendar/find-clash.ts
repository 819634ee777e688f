import type { CalendarAccount, CalendarPost } from '../../server/contract.js';
import { newsroomTime, span } from '../../time/newsroom-time.js';
import { type Card, timeOf, wordsOf } from './cards.js';

/** States that take a place in the account's day. */
export const COUNTED: ReadonlySet<string> = new Set([
  'scheduled',
  'awaiting-approval',
  'publishing',
  'published',
  'held',
]);

export interface Clash {
  /** "18:40 is …" */
  readonly word: 'too close' | 'quiet time';
  readonly why: string;
}

/** What the page knows of. */
export interface Day {
  readonly cards: readonly Card[];
  readonly accounts: readonly CalendarAccount[];
}

/** Why a card should not go there; null = nothing that the page knows of speaks against it. */
export function findClash(card: Card, at: number, { cards, accounts }: Day): Clash | null {
  for (const post of card.posts) {
    const account = accounts.find(({ id }) => id === post.account);
    if (account === undefined) continue;
    const { minimumGapMs, quietHours, zone } = account.limits;
    const own = at + timeOf(post) - card.at;
    const near = neighboursOf(card, account.id, cards).find((other) => Math.abs(timeOf(other) - own) < minimumGapMs);
    if (near !== undefined)
      return {
        word: 'too close',
        why: `${span(timeOf(near) - own)} from “${wordsOf(near)}”. ${account.name} keeps ${span(minimumGapMs)} between posts.`,
      };
    if (quietHours !== null && isWithin(newsroomTime(zone).clock(own), quietHours))
      return { word: 'quiet time', why: `${account.name} is quiet from ${quietHours.from} to ${quietHours.to}.` };
  }
  return null;
}

/** The other posts of the account that a card has to keep its distance from. */
export function neighboursOf(card: Card, account: string, cards: readonly Card[]): readonly CalendarPost[] {
  return cards
    .flatMap(({ posts }) => posts)
    .filter((other) => other.account === account && COUNTED.has(other.state) && !card.posts.includes(other));
}

/** `from` until `to`, over midnight if `to` is earlier. */
function isWithin(clock: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}
