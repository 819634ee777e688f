import type { CalendarOptions } from '@fullcalendar/react';
import { useCallbackRef } from '@mantine/hooks';
import type { Card } from './cards.js';
import { useHand } from './use-hand.js';
import { useMoveCard } from './use-move-card.js';

export type Handler<Name extends keyof CalendarOptions> = NonNullable<CalendarOptions[Name]>;

/** Cards in the hand, by mouse and by keys, and what becomes of them when they are put down. */
export function useMoving(cards: readonly Card[]) {
  const move = useMoveCard();
  const { hand, setHand } = useHand({ cards, drop: (card, at) => void move(card, at) });
  const eventAllow = useCallbackRef<Handler<'eventAllow'>>((to, event) => {
    // Told while FullCalendar draws. It is never refused: the service finds the next free time.
    queueMicrotask(() => setHand({ id: event?.id ?? '', at: to.start.getTime(), by: 'mouse' }));
    return true;
  });
  const eventDragStop = useCallbackRef<Handler<'eventDragStop'>>(() => setHand(null));
  const eventDrop = useCallbackRef<Handler<'eventDrop'>>(({ event, revert }) => {
    const card = cards.find(({ id }) => id === event.id);
    if (card === undefined) return revert();
    void move(card, event.start?.getTime() ?? card.at).then((isMoved) => isMoved || revert());
  });
  return { hand, handlers: { eventAllow, eventDragStop, eventDrop } };
}
