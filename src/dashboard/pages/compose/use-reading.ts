import { useNow } from '../../time/clock.js';
import { useNewsroomTime } from '../../time/time-context.js';
import type { Reading } from './draft-of.js';

const MINUTE_MS = 60_000;

/** A new one every minute; what is due in the minute that runs is due now. */
export function useReading(): Reading {
  const { zone } = useNewsroomTime();
  return { now: useNow(MINUTE_MS) + MINUTE_MS, zone };
}
