import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { serviceNow } from '../time/clock.js';

/** Many changes at once are one reading. */
const GATHER_MS = 300;

/** Reads anew what is shown as soon as the service tells of a change. Null while it is live, else since when it is not. */
export function useLiveChanges(): number | null {
  const queryClient = useQueryClient();
  const [deadSince, setDeadSince] = useState<number | null>(null);
  useEffect(() => {
    let gathering: number | undefined;
    let wasDead = false;
    const readAnew = (): void => {
      gathering = undefined;
      void queryClient.invalidateQueries();
    };
    const events = new EventSource('/api/events');
    events.onmessage = () => {
      gathering ??= window.setTimeout(readAnew, GATHER_MS);
    };
    events.onopen = () => {
      if (wasDead) readAnew();
      wasDead = false;
      setDeadSince(null);
    };
    events.onerror = () => {
      wasDead = true;
      setDeadSince((since) => since ?? serviceNow());
    };
    return () => {
      window.clearTimeout(gathering);
      events.close();
    };
  }, [queryClient]);
  return deadSince;
}
