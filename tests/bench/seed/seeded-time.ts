import { ulid } from 'ulid';
import type { Random } from '../../chaos/random.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const YEAR_MS = 365 * DAY_MS;

/** An id as the ledger makes them, in the order of their times; the same again for the same seed. */
export function idAt(random: Random, epochMs: number): string {
  return ulid(epochMs, () => random.below(2 ** 32) / 2 ** 32);
}

/** The newsroom sleeps from midnight to six, and has most to say in the morning and at the end of the day. */
const HOURS = [6, 7, 7, 8, 8, 8, 9, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 17, 18, 18, 19, 20, 21, 22, 23];

/** Some instant of the day in which `epochMs` lies (UTC). */
export function inTheDayOf(random: Random, epochMs: number): number {
  const midnight = epochMs - (epochMs % DAY_MS);
  return midnight + random.pick(HOURS) * HOUR_MS + random.below(60) * MINUTE_MS;
}
