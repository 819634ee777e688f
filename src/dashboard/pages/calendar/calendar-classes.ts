import type { CalendarOptions } from '@fullcalendar/react';
import classes from './calendar.module.css';

const name = (key: string): string => classes[key] ?? '';

/** FullCalendar without a theme: every rule through its own class options. */
export const CLASSES: CalendarOptions = {
  viewClass: name('view'),
  tableHeaderClass: name('tableHead'),
  dayHeaderClass: ({ isToday }) => (isToday ? `${name('dayHead')} ${name('todayHead')}` : name('dayHead')),
  dayLaneClass: ({ isToday }) => (isToday ? `${name('lane')} ${name('todayLane')}` : name('lane')),
  dayCellClass: ({ isToday }) => (isToday ? `${name('cell')} ${name('todayLane')}` : name('cell')),
  slotLaneClass: name('slotLane'),
  slotHeaderClass: name('slotHead'),
  nonBusinessHoursClass: `hatch ${name('quiet')}`,
  nowIndicatorLineClass: name('now'),
  nowIndicatorHeaderClass: name('nowHead'),
  eventClass: name('event'),
  backgroundEventClass: name('free'),
  listDayHeaderClass: name('listDay'),
};
