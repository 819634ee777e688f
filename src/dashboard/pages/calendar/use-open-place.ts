import type { EventClickInfo } from '@fullcalendar/react';
import { useNavigate } from '@tanstack/react-router';
import type { Calendar } from '../../server/contract.js';
import { useMay } from '../../server/use-me.js';
import { serviceNow } from '../../time/clock.js';
import { msOf } from '../../time/newsroom-time.js';
import { type Place, SLOT_MS } from './to-events.js';

/** A card leads to its post; a free slot, or any time that is to come, to a new post at that time. */
export function useOpenPlace(freeSlots: Calendar['freeSlots']) {
  const navigate = useNavigate();
  const mayWrite = useMay('editor');
  /** What is behind the cards gets no clicks of its own: the time says which slot was meant. */
  const beginAt = (at: number): void => {
    const slot = freeSlots.find((each) => msOf(each.at) <= at && at < msOf(each.at) + SLOT_MS);
    if (!mayWrite || at < serviceNow()) return;
    const time = { at: new Date(at).toISOString() };
    void navigate({ to: '/compose', search: slot ?? time });
  };
  const openPlace = ({ id, extendedProps }: Pick<EventClickInfo['event'], 'id' | 'extendedProps'>): void => {
    const { kind } = extendedProps.place as Place;
    if (kind === 'card') void navigate({ to: '/posts/$id', params: { id } });
  };
  return { beginAt, openPlace };
}
