import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { serviceNow } from '../time/clock.js';
import { LiveConnection } from './live-connection.js';

/** Many changes at once are one reading. */
const GATHER_MS = 300;

/** Reads anew what is shown as soon as the service tells of a change. Null while it is live, else since when it is not. */
export function useLiveChanges(): number | null {
  const queryClient = useQueryClient();
  const [deadSince, setDeadSince] = useState<number | null>(null);
  useEffect(() => {
    let gathering: number | undefined;
    let hasListened = false;
    let mayMiss = false;
    const readAnew = (): void => {
      gathering = undefined;
      void queryClient.invalidateQueries();
    };
    const gather = (): void => {
      gathering ??= window.setTimeout(readAnew, GATHER_MS);
    };
    const connection = new LiveConnection({
      changed: gather,
      alive: () => {
        // What changed between the first reading and the first listening.
        if (!hasListened) gather();
        hasListened = true;
        if (mayMiss) readAnew();
        mayMiss = false;
        setDeadSince(null);
      },
      dead: () => {
        mayMiss = true;
        setDeadSince((since) => since ?? serviceNow());
      },
      unwatched: () => {
        mayMiss = true;
      },
    });
    return () => {
      window.clearTimeout(gathering);
      connection.close();
    };
  }, [queryClient]);
  return deadSince;
}
