import type { DayHeaderInfo } from '@fullcalendar/react';
import { createContext, useContext } from 'react';
import type { CalendarPost } from '../../server/contract.js';
import type { NewsroomTime } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { timeOf } from './cards.js';
import { COUNTED } from './find-clash.js';
import classes from './calendar.module.css';

interface DayCount {
  readonly sent: number;
  readonly all: number;
}

/** By the newsroom's day, as `dayKey` writes it. */
export type DayCounts = ReadonlyMap<string, DayCount>;

/** Beside the calendar's options, which have to stay as they are while a card is in the hand. */
export const DayCountsContext = createContext<DayCounts>(new Map());

export function countDays(posts: readonly CalendarPost[], time: NewsroomTime): DayCounts {
  const counts = new Map<string, DayCount>();
  for (const post of posts) {
    if (!COUNTED.has(post.state)) continue;
    const day = time.dayKey(timeOf(post));
    const { sent, all } = counts.get(day) ?? { sent: 0, all: 0 };
    counts.set(day, { sent: post.state === 'published' ? sent + 1 : sent, all: all + 1 });
  }
  return counts;
}

/** "Tue **24**", and how many posts it has; of today also how many of them are out. */
export function DayHead({ info }: { readonly info: DayHeaderInfo }): React.ReactNode {
  const counts = useContext(DayCountsContext);
  const time = useNewsroomTime();
  // A column of the month stands for a weekday, and for no day.
  if (info.view.type === 'dayGridMonth') return info.text;
  const count = counts.get(time.dayKey(info.date.getTime()));
  return (
    <>
      {info.weekdayText} <b>{info.dayNumberText}</b>
      {count !== undefined && <span className={classes.dayCount}>{wordsOf(count, info.isToday)}</span>}
    </>
  );
}

function wordsOf({ sent, all }: DayCount, isToday: boolean): string {
  if (sent === 0) return String(all);
  return isToday && sent < all ? `${sent} of ${all} sent` : `${sent} sent`;
}
