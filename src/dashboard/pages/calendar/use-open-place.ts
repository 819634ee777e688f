import type { EventClickInfo } from '@fullcalendar/react';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../server/use-me.js';
import { serviceNow } from '../../time/clock.js';
import type { Place } from './to-events.js';

/** A card leads to its post; a free slot, or any time that is to come, to a new post at that time. */
export function useOpenPlace() {
  const navigate = useNavigate();
  const mayWrite = useMay('editor');
  const beginAt = (at: number, account: string | null): void => {
    if (!mayWrite || at < serviceNow()) return;
    const search = { at: new Date(at).toISOString(), ...(account === null ? {} : { account }) };
    void navigate({ to: '/compose', search });
  };
  const openPlace = ({ id, extendedProps }: Pick<EventClickInfo['event'], 'id' | 'extendedProps'>): void => {
    const place = extendedProps.place as Place;
    if (place.kind === 'card') void navigate({ to: '/posts/$id', params: { id } });
    if (place.kind === 'slot') beginAt(place.at, place.account);
  };
  return { beginAt, openPlace };
}
