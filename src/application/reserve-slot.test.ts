import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCOUNT_SETTINGS, type AccountSettings } from '../domain/account.js';
import type { Lane } from '../domain/post.js';
import { reserveTime } from './reserve-slot.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Case extends Partial<AccountSettings> {
  readonly lane?: Lane;
  readonly inSlot?: boolean;
  readonly taken?: readonly string[];
}

function reserve(wanted: string, { lane = 'normal', inSlot = false, taken = [], ...habits }: Case): string | null {
  const settings = { ...DEFAULT_ACCOUNT_SETTINGS, ...habits };
  const times = taken.map((time) => new Date(time));
  return reserveTime(new Date(wanted), lane, inSlot, times, settings)?.toISOString().slice(0, 16) ?? null;
}

describe('the first free time of an account', () => {
  it('is the time wanted where nothing stands in its way', () => {
    expect(reserve('2026-11-24T09:00Z', { taken: ['2026-11-24T09:00Z'] })).toBe('2026-11-24T09:00');
  });

  it('keeps the gap to the post before and to the post behind', () => {
    const minimumGapMs = 10 * MINUTE_MS;
    const taken = ['2026-11-24T09:00Z', '2026-11-24T09:15Z'];
    expect(reserve('2026-11-24T09:05Z', { minimumGapMs, taken })).toBe('2026-11-24T09:25');
    expect(reserve('2026-11-24T08:51Z', { minimumGapMs, taken: taken.slice(0, 1) })).toBe('2026-11-24T09:10');
    expect(reserve('2026-11-24T09:05Z', { minimumGapMs, taken: ['2026-11-24T09:00Z', '2026-11-24T09:20Z'] })).toBe(
      '2026-11-24T09:10',
    );
  });

  it('keeps the hourly and the daily quota, also towards posts that are already planned behind it', () => {
    const taken = ['2026-11-24T09:10Z', '2026-11-24T09:50Z'];
    expect(reserve('2026-11-24T09:30Z', { postsPerHour: 2, taken })).toBe('2026-11-24T10:10');
    expect(reserve('2026-11-24T09:00Z', { postsPerHour: 2, taken })).toBe('2026-11-24T10:10');
    expect(reserve('2026-11-24T08:50Z', { postsPerHour: 2, taken })).toBe('2026-11-24T08:50');
    expect(reserve('2026-11-24T09:30Z', { postsPerDay: 2, taken })).toBe('2026-11-25T09:10');
    expect(reserve('2026-11-24T09:30Z', { postsPerDay: 0 })).toBeNull();
  });

  it('lies behind the quiet hours, over midnight too', () => {
    const quietHours = { from: '22:30', to: '07:00' };
    expect(reserve('2026-11-24T22:29Z', { quietHours })).toBe('2026-11-24T22:29');
    expect(reserve('2026-11-24T22:30Z', { quietHours })).toBe('2026-11-25T07:00');
    expect(reserve('2026-11-25T03:00Z', { quietHours })).toBe('2026-11-25T07:00');
    expect(reserve('2026-11-24T13:00Z', { quietHours: { from: '12:00', to: '14:00' } })).toBe('2026-11-24T14:00');
    expect(reserve('2026-11-24T23:00Z', { quietHours, zone: 'Asia/Tokyo' })).toBe('2026-11-24T23:00');
  });

  it('lies where the quiet hours end by the wall clock, in nights of 9 and of 7 hours', () => {
    const habits = { quietHours: { from: '23:00', to: '07:00' }, zone: 'Europe/London' };
    expect(reserve('2026-10-24T22:30Z', habits)).toBe('2026-10-25T07:00');
    expect(reserve('2026-03-28T23:30Z', habits)).toBe('2026-03-29T06:00');
  });

  it('lies where the clocks skip the end of the quiet hours', () => {
    const habits = { quietHours: { from: '23:00', to: '01:30' }, zone: 'Europe/London' };
    expect(reserve('2026-03-29T00:10Z', habits)).toBe('2026-03-29T01:00');
  });

  it('of an end that comes twice in a night, the quiet hours take both', () => {
    const habits = { quietHours: { from: '23:00', to: '01:30' }, zone: 'Europe/London' };
    expect(reserve('2026-10-25T00:10Z', habits)).toBe('2026-10-25T00:30');
    expect(reserve('2026-10-25T01:10Z', habits)).toBe('2026-10-25T01:30');
  });

  it('is a slot that no other post has, by the wall clock of the account', () => {
    const habits = { inSlot: true, slots: ['18:30', '08:00'], zone: 'Europe/Berlin' };
    expect(reserve('2026-11-24T09:00Z', habits)).toBe('2026-11-24T17:30');
    expect(reserve('2026-11-24T09:00Z', { ...habits, taken: ['2026-11-24T17:30Z'] })).toBe('2026-11-25T07:00');
    expect(reserve('2026-11-24T07:00Z', habits)).toBe('2026-11-24T07:00');
    expect(reserve('2026-07-24T09:00Z', habits)).toBe('2026-07-24T16:30');
  });

  it('is anywhere for an account without slots, and never in a slot of the quiet hours', () => {
    expect(reserve('2026-11-24T09:00Z', { inSlot: true })).toBe('2026-11-24T09:00');
    const quietHours = { from: '22:00', to: '07:00' };
    expect(reserve('2026-11-24T09:00Z', { inSlot: true, slots: ['06:00', '07:00'], quietHours })).toBe(
      '2026-11-25T07:00',
    );
    expect(reserve('2026-11-24T09:00Z', { inSlot: true, slots: ['06:00'], quietHours })).toBeNull();
  });

  it('is behind the change of the clocks for a slot that they skip', () => {
    const habits = { inSlot: true, slots: ['02:30'], zone: 'Europe/Berlin' };
    expect(reserve('2026-03-28T12:00Z', habits)).toBe('2026-03-29T01:30');
  });

  it('of a breaking post waits for no morning and no slot, only for the quotas', () => {
    const habits = { lane: 'breaking', quietHours: { from: '22:00', to: '07:00' }, slots: ['08:00'] } as const;
    expect(reserve('2026-11-24T23:00Z', { ...habits, inSlot: true })).toBe('2026-11-24T23:00');
    expect(reserve('2026-11-24T23:00Z', { ...habits, postsPerHour: 1, taken: ['2026-11-24T22:30Z'] })).toBe(
      '2026-11-24T23:30',
    );
  });

  it('is found at once among two thousand posts', () => {
    const start = Date.UTC(2026, 10, 24);
    const taken = Array.from({ length: 2_000 }, (_, index) => new Date(start + index * 2 * HOUR_MS));
    const settings: AccountSettings = {
      ...DEFAULT_ACCOUNT_SETTINGS,
      zone: 'America/New_York',
      minimumGapMs: 90 * MINUTE_MS,
      postsPerHour: 2,
      postsPerDay: 14,
      quietHours: { from: '22:00', to: '06:00' },
      slots: ['06:00', '08:00', '10:00', '12:00', '14:00', '16:00', '18:00', '20:00'],
    };
    const before = process.cpuUsage();
    const found = reserveTime(new Date(start), 'normal', false, taken, settings);
    const inSlot = reserveTime(new Date(start), 'normal', true, taken, settings);
    // Of the processor, since other tests run beside this one; a tenth of a second of a machine that does nothing else.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(10_000);
    expect(found?.getTime()).toBeGreaterThan(start + 160 * 24 * HOUR_MS);
    expect(inSlot?.getTime()).toBeGreaterThanOrEqual(found?.getTime() ?? 0);
  });
});

describe('whatever an account has planned and whatever its habits', () => {
  const wall = fc.tuple(fc.nat(23), fc.constantFrom('00', '15', '30')).map(([hour, minute]) => {
    return `${String(hour).padStart(2, '0')}:${minute}`;
  });
  const habits = fc.record({
    zone: fc.constantFrom('UTC', 'Europe/London', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kolkata'),
    minimumGapMs: fc.nat(8).map((steps) => steps * 15 * MINUTE_MS),
    postsPerHour: fc.option(fc.integer({ min: 1, max: 3 })),
    postsPerDay: fc.option(fc.integer({ min: 1, max: 6 })),
    quietHours: fc.option(fc.record({ from: wall, to: wall })),
    slots: fc.array(wall, { maxLength: 4 }),
  });
  // Around the nights in which the clocks of some of the zones change.
  const instant = fc
    .tuple(fc.constantFrom('2026-03-28', '2026-04-04', '2026-10-03', '2026-10-24', '2026-11-01'), fc.nat(8 * 24))
    .map(([day, steps]) => Date.parse(`${day}T12:00Z`) + steps * 15 * MINUTE_MS);

  it('the time found keeps every limit, and no quarter of an hour before it does', () => {
    fc.assert(
      fc.property(
        habits,
        instant,
        fc.array(instant, { maxLength: 20 }),
        fc.constantFrom<Lane>('normal', 'breaking'),
        fc.boolean(),
        (chosen, wanted, times, lane, inSlot) => {
          const settings = { ...DEFAULT_ACCOUNT_SETTINGS, ...chosen };
          const taken = times.map((time) => new Date(time));
          const found = reserveTime(new Date(wanted), lane, inSlot, taken, settings)?.getTime() ?? null;
          const isKept = (at: number): boolean => keeps(at, lane, inSlot, times, settings);
          if (found !== null) expect(isKept(found)).toBe(true);
          const end = found ?? wanted + 14 * 24 * HOUR_MS;
          for (let at = wanted; at < end; at += 15 * MINUTE_MS) expect(isKept(at)).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });

  /** The rules again, said plainly and slowly. */
  function keeps(
    at: number,
    lane: Lane,
    inSlot: boolean,
    times: readonly number[],
    settings: AccountSettings,
  ): boolean {
    if (times.some((time) => Math.abs(time - at) < settings.minimumGapMs)) return false;
    if (isCrowded(at, times, settings.postsPerHour, HOUR_MS)) return false;
    if (isCrowded(at, times, settings.postsPerDay, 24 * HOUR_MS)) return false;
    if (lane === 'breaking') return true;
    const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(settings.zone);
    const clock = moment.toPlainTime().toString({ smallestUnit: 'minute' });
    const { quietHours, slots } = settings;
    if (quietHours !== null && isBetween(clock, quietHours.from, quietHours.to)) return false;
    if (!inSlot || slots.length === 0) return true;
    return !times.includes(at) && slots.some((slot) => isAt(moment, slot));
  }

  function isCrowded(at: number, times: readonly number[], quota: number | null, windowMs: number): boolean {
    if (quota === null) return false;
    const all = [...times, at];
    return all.some((start) => {
      const within = (time: number): boolean => time >= start && time < start + windowMs;
      return within(at) && all.filter(within).length > quota;
    });
  }

  function isBetween(clock: string, from: string, to: string): boolean {
    return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
  }

  function isAt(moment: Temporal.ZonedDateTime, slot: string): boolean {
    return moment.toPlainDate().toZonedDateTime({ timeZone: moment.timeZoneId, plainTime: slot }).equals(moment);
  }
});
