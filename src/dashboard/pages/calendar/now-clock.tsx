import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';

/** Beside the line that says how far the day is. */
export function NowClock(): React.ReactNode {
  const now = useNow(60_000);
  return useNewsroomTime().clock(now);
}
