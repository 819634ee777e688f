import { useMemo } from 'react';
import { useToday } from '../server/use-today.js';
import { newsroomTime } from '../time/newsroom-time.js';
import { TimeContext } from '../time/time-context.js';
import { Shell } from './shell.js';

/** Everything behind the sign-in, in the newsroom's time; nothing is drawn before that is known. */
export function Newsroom(): React.ReactNode {
  const { data, isPending } = useToday();
  const zone = data?.zone ?? 'UTC';
  const time = useMemo(() => newsroomTime(zone), [zone]);
  if (isPending) return null;
  return (
    <TimeContext value={time}>
      <Shell />
    </TimeContext>
  );
}
