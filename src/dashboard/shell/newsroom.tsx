import { useMemo } from 'react';
import { useToday } from '../server/use-today.js';
import { newsroomTime } from '../time/newsroom-time.js';
import { TimeContext } from '../time/time-context.js';
import { Shell } from './shell.js';

/** Everything behind the sign-in, in the newsroom's time. */
export function Newsroom(): React.ReactNode {
  const zone = useToday().data?.zone;
  const time = useMemo(() => newsroomTime(zone ?? 'UTC'), [zone]);
  return (
    <TimeContext value={time}>
      <Shell />
    </TimeContext>
  );
}
