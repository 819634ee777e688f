import type { SlotHeaderInfo } from '@fullcalendar/react';
import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './calendar.module.css';

/** Two clocks closer than this would stand in each other. */
const NEAR_MINUTES = 14;

/** Beside the line that says how far the day is. */
export function NowClock(): React.ReactNode {
  const now = useNow(60_000);
  return useNewsroomTime().clock(now);
}

/** An hour at the edge, which gives way to the clock of now. */
export function HourClock({ info: { text, view } }: { readonly info: SlotHeaderInfo }): React.ReactNode {
  const now = useNow(60_000);
  const clock = useNewsroomTime().clock(now);
  const isShown = view.currentStart.getTime() <= now && now < view.currentEnd.getTime();
  const givesWay = isShown && Math.abs(minutesOf(text) - minutesOf(clock)) < NEAR_MINUTES;
  return <span className={givesWay ? classes.hidden : undefined}>{text}</span>;
}

/** Of `09:05`. */
function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
