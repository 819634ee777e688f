import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import classes from './posts.module.css';

/** Divides what is over from what is to come. */
export function NowRule(): React.ReactNode {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  return (
    <span className={classes.nowRule} aria-hidden>
      <span>
        now {time.clock(now)} {time.letters(now)}
      </span>
    </span>
  );
}
