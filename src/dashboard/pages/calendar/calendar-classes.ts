import type { CalendarOptions } from '@fullcalendar/react';
import type { Place } from './to-events.js';
import classes from './calendar.module.css';

const name = (key: string): string => classes[key] ?? '';

function backgroundOf({ kind }: Place): string {
  if (kind === 'quiet') return `hatch ${name('quiet')}`;
  return kind === 'gap' ? name('gap') : name('free');
}

/** FullCalendar without a theme: every rule through its own class options. */
export const CLASSES: CalendarOptions = {
  viewClass: name('view'),
  tableHeaderClass: name('tableHead'),
  dayHeaderClass: ({ isToday }) => (isToday ? `${name('dayHead')} ${name('todayHead')}` : name('dayHead')),
  dayHeaderInnerClass: name('dayHeadWords'),
  dayHeaderAlign: 'start',
  dayLaneClass: ({ isToday }) => (isToday ? `${name('lane')} ${name('todayLane')}` : name('lane')),
  dayCellClass: ({ isToday, isOther }) =>
    `${name('cell')} ${isToday ? name('todayLane') : ''} ${isOther ? name('otherMonth') : ''}`,
  dayCellTopInnerClass: name('cellTop'),
  rowMoreLinkClass: name('more'),
  columnMoreLinkClass: name('moreBeside'),
  columnMoreLinkInnerClass: name('moreBesideWords'),
  slotLaneClass: name('slotLane'),
  slotHeaderClass: name('slotHead'),
  slotHeaderInnerClass: name('slotHeadWords'),
  nowIndicatorLineClass: name('now'),
  nowIndicatorHeaderClass: name('nowHead'),
  nowIndicatorDotClass: name('nowDot'),
  eventClass: name('event'),
  backgroundEventClass: ({ event }) => backgroundOf(event.extendedProps.place as Place),
  listDayHeaderClass: name('listDay'),
};
