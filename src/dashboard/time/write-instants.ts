import type { NewsroomTime } from './newsroom-time.js';

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** Words of the service with the instants in them as the newsroom's wall shows them. */
export function writeInstants(words: string, time: NewsroomTime): string {
  return words.replaceAll(INSTANT, (at) => `${time.day(at)} ${time.clock(at)} ${time.letters(at)}`);
}
