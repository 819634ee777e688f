import type { CalendarRef } from '@fullcalendar/react';
import { type RefObject, useEffect } from 'react';
import type { CalendarAccount } from '../../server/contract.js';
import type { Card } from './cards.js';
import { gapsAround } from './habits.js';
import { gapEvents } from './to-events.js';

interface Held {
  readonly calendar: RefObject<CalendarRef | null>;
  readonly card: Card | null;
  readonly cards: readonly Card[];
  readonly accounts: readonly CalendarAccount[];
}

/** While a card is in the hand: where it would come too close. By the calendar's API, since its options have to stay as they are. */
export function useGaps({ calendar, card, cards, accounts }: Held): void {
  const id = card?.id;
  useEffect(() => {
    if (card === null) return;
    const gaps = calendar.current?.getApi().addEventSource([...gapEvents(gapsAround(card, cards, accounts))]);
    return () => gaps?.remove();
    // As they were when it was taken.
  }, [calendar, id]);
}
