import type { CalendarOptions } from '@fullcalendar/react';
import { useCallbackRef, useWindowEvent } from '@mantine/hooks';
import { useRef } from 'react';
import type { Card } from './cards.js';
import { type Day, findClash } from './find-clash.js';
import { useHand } from './use-hand.js';
import { useMoveCard } from './use-move-card.js';

export type Handler<Name extends keyof CalendarOptions> = NonNullable<CalendarOptions[Name]>;

/** Longer than a card takes to fly back. */
const LET_GO_MS = 1_000;

/** Cards in the hand, by mouse and by keys, and what becomes of them when they are put down. */
export function useMoving(day: Day) {
  const { cards } = day;
  const move = useMoveCard();
  const drop = (card: Card, at: number): Promise<boolean> => move(card, { at, keepsTime: false });
  // Only where the note has offered it.
  const keep = (card: Card, at: number): Promise<boolean> =>
    move(card, { at, keepsTime: findClash(card, at, day) !== null });
  const { hand, setHand } = useHand({
    cards,
    drop: (card, at) => void drop(card, at),
    keep: (card, at) => void keep(card, at),
  });
  const isDragged = useRef(false);
  const eventAllow = useCallbackRef<Handler<'eventAllow'>>((to, event) => {
    // Told while FullCalendar draws, and it may be so after the drop. Never refused: the service finds the next free time.
    queueMicrotask(() => {
      if (isDragged.current) setHand({ id: event?.id ?? '', at: to.start.getTime(), by: 'mouse' });
    });
    return true;
  });
  const lettingGo = useRef<number>(undefined);
  const isPutBack = useRef(false);
  const eventDragStart = useCallbackRef<Handler<'eventDragStart'>>(() => {
    window.clearTimeout(lettingGo.current);
    isDragged.current = true;
    isPutBack.current = false;
  });
  const letGo = useCallbackRef(() => {
    isDragged.current = false;
    setHand((held) => (held?.by === 'mouse' ? null : held));
  });
  // Of a card that was taken from under the hand, FullCalendar never says that it stopped.
  useWindowEvent('pointerup', () => {
    lettingGo.current = window.setTimeout(letGo, LET_GO_MS);
  });
  // FullCalendar has no key for it: the mouse lets go for it, and what was dropped goes back.
  useWindowEvent('keydown', ({ key }) => {
    if (key !== 'Escape' || !isDragged.current) return;
    isPutBack.current = true;
    document.dispatchEvent(new MouseEvent('mouseup'));
  });
  const eventDrop = useCallbackRef<Handler<'eventDrop'>>(({ event, jsEvent, revert }) => {
    const card = cards.find(({ id }) => id === event.id);
    if (card === undefined || isPutBack.current) return revert();
    const put = jsEvent.altKey ? keep : drop;
    void put(card, event.start?.getTime() ?? card.at).then((isMoved) => isMoved || revert());
  });
  return { hand, handlers: { eventAllow, eventDragStart, eventDragStop: letGo, eventDrop } };
}
