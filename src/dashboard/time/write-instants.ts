import type { NewsroomTime } from './newsroom-time.js';

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** Words of the service with the instants in them as the newsroom's wall shows them, with the day where it is not today. */
export function writeInstants(words: string, time: NewsroomTime, now: number): string {
  return words.replaceAll(INSTANT, (at) => time.zoned(at, now));
}
