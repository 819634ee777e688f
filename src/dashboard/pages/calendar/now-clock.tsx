import type { SlotHeaderInfo } from '@fullcalendar/react';
import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './calendar.module.css';

/** Two clocks closer than this would stand in each other. */
const NEAR_HOURS = 14 / 60;

/** Beside the line that says how far the day is. */
export function NowClock(): React.ReactNode {
  const now = useNow(60_000);
  return useNewsroomTime().clock(now);
}

/** A whole hour at the edge, which gives way to the clock of now. */
export function HourClock({ info: { text, view } }: { readonly info: SlotHeaderInfo }): React.ReactNode {
  const now = useNow(60_000);
  const hourNow = useNewsroomTime().hourOfDay(now);
  const isShown = view.currentStart.getTime() <= now && now < view.currentEnd.getTime();
  const givesWay = isShown && Math.abs(Number.parseInt(text, 10) - hourNow) < NEAR_HOURS;
  return <span className={givesWay ? classes.hidden : undefined}>{text}</span>;
}
