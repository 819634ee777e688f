import { describe, expect, it } from 'vitest';
import { daysLater, wallNow, wallTimeToInstant } from './wall-time.js';

describe('times that a person chooses on the newsroom wall', () => {
  it.each([
    ['2026-11-24 18:30', 'Asia/Tokyo', '2026-11-24T09:30:00.000Z', 'without summer time'],
    ['2026-07-01 12:00:00', 'Europe/London', '2026-07-01T11:00:00.000Z', 'in summer'],
    ['2026-03-29 01:30', 'Europe/London', '2026-03-29T01:30:00.000Z', 'in the hour that is skipped, an hour behind'],
    ['2026-10-25 01:30', 'Europe/London', '2026-10-25T00:30:00.000Z', 'in the hour that comes twice, the first'],
    ['2026-03-29 02:30', 'Europe/London', '2026-03-29T01:30:00.000Z', 'right after the clocks changed'],
  ])('%s in %s is %s (%s)', (wall, zone, instant) => {
    expect(new Date(wallTimeToInstant(wall, zone)).toISOString()).toBe(instant);
  });

  it('stay the same so many days later, also where clocks change between', () => {
    const before = Date.parse('2026-10-24T17:30:00Z');
    expect(new Date(daysLater(before, 1, 'Europe/London')).toISOString()).toBe('2026-10-25T18:30:00.000Z');
    expect(new Date(daysLater(before, -1, 'Europe/London')).toISOString()).toBe('2026-10-23T17:30:00.000Z');
  });

  it('are shown as the wall shows them', () => {
    expect(wallNow('Asia/Tokyo', Date.UTC(2026, 10, 24, 9, 30))).toBe('2026-11-24 18:30:00');
  });
});
