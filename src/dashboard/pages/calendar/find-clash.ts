import type { Account } from '../../server/contract.js';
import { type NewsroomTime, span } from '../../time/newsroom-time.js';
import { type Card, timeOf, wordsOf } from './cards.js';

/** States that take a place in the account's day. */
const COUNTED: ReadonlySet<string> = new Set(['scheduled', 'awaiting-approval', 'publishing', 'published', 'held']);

/** Why a card should not go there, in a sentence; null = nothing speaks against it. A person decides. */
export function findClash(
  card: Card,
  at: number,
  { cards, accounts, time }: { cards: readonly Card[]; accounts: readonly Account[]; time: NewsroomTime },
): string | null {
  for (const post of card.posts) {
    const account = accounts.find(({ id }) => id === post.account.id);
    if (account === undefined) continue;
    const { minimumGapMs, quietHours } = account.limits;
    const own = at + timeOf(post) - card.at;
    const near = cards
      .flatMap(({ posts }) => posts)
      .filter((other) => other.account.id === account.id && COUNTED.has(other.state) && !card.posts.includes(other))
      .find((other) => Math.abs(timeOf(other) - own) < minimumGapMs);
    if (near !== undefined)
      return `${span(timeOf(near) - own)} from “${wordsOf(near)}”. ${account.name} keeps ${span(minimumGapMs)} between posts.`;
    if (quietHours !== null && isWithin(time.clock(own), quietHours))
      return `${account.name} is quiet from ${quietHours.from} to ${quietHours.to}.`;
  }
  return null;
}

/** `from` until `to`, over midnight if `to` is earlier. */
function isWithin(clock: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}
