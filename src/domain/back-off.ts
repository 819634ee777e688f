import type { Timing } from './timing.js';

/** The longest wait, in waits of the first. */
const MOST_WAITS = 40;

/** How long to wait after so many tries in vain, where trying again does no harm: twice as long each time, within reason. */
export function backOffMs(tries: number, { retrySoonMs }: Timing): number {
  return retrySoonMs * Math.min(2 ** tries, MOST_WAITS);
}
