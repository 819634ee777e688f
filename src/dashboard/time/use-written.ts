import { useNow } from './clock.js';
import { useNewsroomTime } from './time-context.js';
import { writeInstants } from './write-instants.js';

/** Writes words of the service for the people of the newsroom, as of this minute. */
export function useWritten(): (words: string) => string {
  const now = useNow(60_000);
  const time = useNewsroomTime();
  return (words) => writeInstants(words, time, now);
}
