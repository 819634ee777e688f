import type { EventInput } from '@fullcalendar/react';
import { useMemo, useRef } from 'react';
import type { Calendar, CalendarAccount } from '../../server/contract.js';
import type { Card } from './cards.js';
import { quietTimesOf } from './habits.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { cardEvents, quietEvents, slotEvents, spansOf } from './to-events.js';
import type { Range } from './use-calendar.js';
import type { Hand } from './use-hand.js';

interface Shown {
  readonly cards: readonly Card[];
  readonly accounts: readonly CalendarAccount[];
  readonly freeSlots: Calendar['freeSlots'];
  readonly range: Range | null;
  readonly hand: Hand | null;
}

/** Cards, and behind them free slots and quiet hours. */
export function useEvents({ cards, accounts, freeSlots, range, hand }: Shown): EventInput[] {
  const time = useNewsroomTime();
  const carried = hand?.by === 'keys' ? hand : null;
  const events = useMemo(() => {
    const drawn = cards.map((card) => (card.id === carried?.id ? { ...card, at: carried.at } : card));
    const spans = spansOf(drawn, freeSlots, time);
    return [
      ...(range === null ? [] : quietEvents(quietTimesOf(accounts, range), accounts)),
      ...slotEvents(freeSlots, accounts, [...spans.values()]),
      ...cardEvents(drawn, spans, carried?.id ?? null),
    ];
  }, [cards, accounts, freeSlots, range, carried, time]);
  // Under other options FullCalendar takes a drop for one from another calendar: news wait until it is done.
  const steady = useRef(events);
  if (hand?.by !== 'mouse') steady.current = events;
  return steady.current;
}
