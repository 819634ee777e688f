import type { CalendarController } from '@fullcalendar/react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { serviceNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { VIEWS } from './calendar-bar.js';

/** The view and the day of the calendar stand in the address, so that the way back from a post leads to them. */
export function useCalendarAddress(controller: CalendarController, usualView: string) {
  const search = useSearch({ from: '/newsroom/calendar' });
  const navigate = useNavigate({ from: '/calendar' });
  const time = useNewsroomTime();
  const today = time.dayKey(serviceNow());
  const view = VIEWS.find(({ value }) => value === search.view)?.value ?? usualView;
  const date = search.date !== undefined && isDay(search.date) ? search.date : today;
  const shown = `${view} ${date}`;
  /** What is on its way into the address: the calendar may be further by the time it is there. */
  const written = useRef<string[]>([]);
  const dayOf = (at: Date | undefined): string => (at === undefined ? date : time.dayKey(at.getTime()));

  useEffect(() => {
    const own = written.current.indexOf(shown);
    written.current.splice(0, own + 1);
    // Led there from elsewhere: a link to the calendar shows today.
    if (own >= 0 || controller.view === undefined) return;
    if (controller.view.type !== view) controller.changeView(view);
    if (dayOf(controller.getDate()) !== date) controller.gotoDate(date);
  }, [shown]);

  const remember = (nextView: string): void => {
    const nextDate = dayOf(controller.getDate());
    const next = `${nextView} ${nextDate}`;
    if (next === (written.current.at(-1) ?? shown)) return;
    written.current.push(next);
    const words = { view: nextView === usualView ? '' : nextView, date: nextDate === today ? '' : nextDate };
    void navigate({ search: (before) => ({ ...before, ...words }), replace: true });
  };
  return { view, date, remember };
}

/** The accounts that are switched off, and how others are. */
export function useHidden(): readonly [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  const { hidden = '' } = useSearch({ from: '/newsroom/calendar' });
  const navigate = useNavigate({ from: '/calendar' });
  const ids = useMemo(() => new Set(hidden.split(',').filter((id) => id !== '')), [hidden]);
  const hide = (next: ReadonlySet<string>): void =>
    void navigate({ search: (before) => ({ ...before, hidden: [...next].join(',') }), replace: true });
  return [ids, hide];
}

function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
}
