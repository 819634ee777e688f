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

type FreeSlots = Calendar['freeSlots'];

const LONGEST_MS = 3_600_000;
const SHORTEST_MS = 20 * 60_000;
/** So long a free slot is drawn, and can be clicked. */
export const SLOT_MS = SHORTEST_MS;

/**
 * How far each card is drawn: to where the next card or a free slot begins, so that both can be read, at most an hour,
 * and not into the next day, of which it is no post.
 */
export function spansOf(
  cards: readonly Card[],
  freeSlots: FreeSlots,
  time: Pick<NewsroomTime, 'dayKey' | 'zone'>,
): ReadonlyMap<string, Span> {
  const begins = [...cards.map(({ at }) => at), ...freeSlots.map(({ at }) => msOf(at))];
  const starts = [...new Set(begins)].sort((a, b) => a - b);
  const nextBehind = new Map(starts.map((at, index) => [at, starts[index + 1]]));
  return new Map(
    cards.map(({ id, at }) => {
      const next = nextBehind.get(at) ?? Infinity;
      const end = at + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, next - at));
      const isOfOneDay = time.dayKey(end - 1) === time.dayKey(at);
      return [id, { start: at, end: isOfOneDay ? end : wallTimeToInstant(`${time.dayKey(end)} 00:00`, time.zone) }];
    }),
  );
}

export function cardEvents(
  cards: readonly Card[],
  spans: ReadonlyMap<string, Span>,
  inHand: string | null,
): readonly EventInput[] {
  return cards.map((card): EventInput => {
    const place: Place = { kind: 'card', card, isInHand: card.id === inHand };
    const span = spans.get(card.id) ?? { start: card.at, end: card.at + SHORTEST_MS };
    return { ...drawn(card.id, span, place), title: card.words, editable: card.mayMove };
  });
}

/** Times that are free in the habits of an account, and that no card covers: a click begins a post there. */
export function slotEvents(
  freeSlots: FreeSlots,
  shown: readonly CalendarAccount[],
  covered: readonly Span[],
): readonly EventInput[] {
  return freeSlots.flatMap(({ account, at }) => {
    const owner = shown.find(({ id }) => id === account);
    const span = { start: msOf(at), end: msOf(at) + SLOT_MS };
    const isCovered = covered.some(({ start, end }) => start < span.end && span.start < end);
    if (owner === undefined || isCovered) return [];
    const place: Place = { kind: 'slot', at: span.start, network: owner.network };
    return [behind(`slot ${account} ${at}`, span, place)];
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
