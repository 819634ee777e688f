import { useNow } from './clock.js';
import { type At, msOf, relative } from './newsroom-time.js';
import { useNewsroomTime } from './time-context.js';

/** "in 12 min · 18:30 JST": relative for the glance, absolute for the plan. */
export function Moment({ at }: { readonly at: At }): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  return (
    <time dateTime={new Date(msOf(at)).toISOString()}>
      {relative(at, now)} · {time.zoned(at, now)}
    </time>
  );
}

/** 18:30, with the day where it is not today; the zone is in its title. */
export function ShortTime({ at }: { readonly at: At }): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  return (
    <time
      dateTime={new Date(msOf(at)).toISOString()}
      title={`${time.longDay(at)}, ${time.seconds(at)} ${time.letters(at)}`}
    >
      {time.short(at, now)}
    </time>
  );
}

/** "46 min ago", with the exact time in its title. */
export function Ago({ at }: { readonly at: At }): React.ReactNode {
  const now = useNow();
  const time = useNewsroomTime();
  return (
    <time
      dateTime={new Date(msOf(at)).toISOString()}
      title={`${time.longDay(at)}, ${time.seconds(at)} ${time.letters(at)}`}
    >
      {relative(at, now)}
    </time>
  );
}
