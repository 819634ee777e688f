import type { Delivery } from '../../server/contract.js';
import { msOf, span } from '../../time/newsroom-time.js';

const ON_TIME_MS = 1_000;

/** "On time, to 40 ms", "12 s after its time" */
export function punctuality({ dueAt, begunAt }: Pick<Delivery, 'dueAt' | 'begunAt'>): string {
  const lateMs = Math.max(msOf(begunAt) - msOf(dueAt), 0);
  return lateMs < ON_TIME_MS ? `On time, to ${lateMs} ms` : `${span(lateMs)} after its time`;
}
