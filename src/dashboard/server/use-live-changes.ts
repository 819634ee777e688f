import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { serviceNow } from '../time/clock.js';

/** Many changes at once are one reading. */
const GATHER_MS = 300;
/** A browser gives up where a proxy answers in the service's place; it is called again. */
const CALL_AGAIN_MS = 3_000;

/** Reads anew what is shown as soon as the service tells of a change. Null while it is live, else since when it is not. */
export function useLiveChanges(): number | null {
  const queryClient = useQueryClient();
  const [deadSince, setDeadSince] = useState<number | null>(null);
  useEffect(() => {
    let gathering: number | undefined;
    let calling: number | undefined;
    let wasDead = false;
    const readAnew = (): void => {
      gathering = undefined;
      void queryClient.invalidateQueries();
    };
    const listen = (): EventSource => {
      const heard = new EventSource('/api/events');
      heard.onmessage = () => {
        gathering ??= window.setTimeout(readAnew, GATHER_MS);
      };
      heard.onopen = () => {
        if (wasDead) readAnew();
        wasDead = false;
        setDeadSince(null);
      };
      heard.onerror = () => {
        die();
        if (heard.readyState === EventSource.CLOSED) calling = window.setTimeout(callAgain, CALL_AGAIN_MS);
      };
      return heard;
    };
    const die = (): void => {
      wasDead = true;
      setDeadSince((since) => since ?? serviceNow());
    };
    const callAgain = (): void => {
      window.clearTimeout(calling);
      events.close();
      events = listen();
    };
    let events = listen();
    // A connection that was cut without a word seems to be open for minutes.
    window.addEventListener('offline', die);
    window.addEventListener('online', callAgain);
    return () => {
      window.removeEventListener('offline', die);
      window.removeEventListener('online', callAgain);
      window.clearTimeout(gathering);
      window.clearTimeout(calling);
      events.close();
    };
  }, [queryClient]);
  return deadSince;
}
