import type { EventInput } from '@fullcalendar/react';
import type { Calendar, CalendarAccount, NetworkName } from '../../server/contract.js';
import { msOf, type NewsroomTime } from '../../time/newsroom-time.js';
import { wallTimeToInstant } from '../../time/wall-time.js';
import type { Card } from './cards.js';
import type { QuietTime, Span } from './habits.js';

/** What stands behind a place of the calendar, for those who draw it. */
export type Place =
  | { readonly kind: 'card'; readonly card: Card; readonly isInHand: boolean }
  | { readonly kind: 'slot'; readonly at: number; readonly network: NetworkName }
  | { readonly kind: 'quiet'; readonly words: string }
  | { readonly kind: 'gap' };

const LONGEST_MS = 3_600_000;
const SHORTEST_MS = 20 * 60_000;
/** So long a free slot is drawn, and can be clicked. */
export const SLOT_MS = SHORTEST_MS;

/** A card ends where the next begins, at most an hour later, and with its day: it is no post of the next one. */
export function cardEvents(
  cards: readonly Card[],
  inHand: string | null,
  time: Pick<NewsroomTime, 'dayKey' | 'zone'>,
): readonly EventInput[] {
  const starts = [...new Set(cards.map(({ at }) => at))].sort((a, b) => a - b);
  const nextBehind = new Map(starts.map((at, index) => [at, starts[index + 1]]));
  return cards.map((card): EventInput => {
    const next = nextBehind.get(card.at) ?? Infinity;
    const end = card.at + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, next - card.at));
    const isOfOneDay = time.dayKey(end - 1) === time.dayKey(card.at);
    const span = { start: card.at, end: isOfOneDay ? end : wallTimeToInstant(`${time.dayKey(end)} 00:00`, time.zone) };
    const place: Place = { kind: 'card', card, isInHand: card.id === inHand };
    return { ...drawn(card.id, span, place), title: card.words, editable: card.mayMove };
  });
}

/** Times that are free in the habits of an account: a click begins a post there. */
export function slotEvents(freeSlots: Calendar['freeSlots'], shown: readonly CalendarAccount[]): readonly EventInput[] {
  return freeSlots.flatMap(({ account, at }) => {
    const owner = shown.find(({ id }) => id === account);
    if (owner === undefined) return [];
    const start = msOf(at);
    const place: Place = { kind: 'slot', at: start, network: owner.network };
    return [behind(`slot ${account} ${at}`, { start, end: start + SLOT_MS }, place)];
  });
}

export function quietEvents(times: readonly QuietTime[], shown: readonly CalendarAccount[]): readonly EventInput[] {
  return times.map(({ start, end, until, names }) => {
    const who = names.length === shown.length ? '' : `${names.join(', ')} `;
    return behind(
      `quiet ${start} ${names.join()}`,
      { start, end },
      { kind: 'quiet', words: `${who}quiet until ${until}` },
    );
  });
}

export function gapEvents(gaps: readonly Span[]): readonly EventInput[] {
  return gaps.map((gap, index) => behind(`gap ${index}`, gap, { kind: 'gap' }));
}

function behind(id: string, span: Span, place: Place): EventInput {
  return { ...drawn(id, span, place), display: 'background' };
}

function drawn(id: string, { start, end }: Span, place: Place): EventInput {
  return { id, start, end, extendedProps: { place } };
}
