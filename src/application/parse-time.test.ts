import { describe, expect, it } from 'vitest';

import { parseDuration, parseTime, parseWhen, resolveWallTime } from './parse-time.js';

const noon = new Date('2026-05-01T12:00:00Z');

function isoOf(text: string, now = noon, zone = 'UTC'): string {
  return parseTime(text, now, zone).at.toISOString();
}

describe('parseTime', () => {
  it.each([
    ['now', 'UTC', '2026-05-01T12:00:00.000Z'],
    ['+15m', 'UTC', '2026-05-01T12:15:00.000Z'],
    ['+2h', 'Asia/Tokyo', '2026-05-01T14:00:00.000Z'],
    ['+30d', 'UTC', '2026-05-31T12:00:00.000Z'],
    ['18:30', 'UTC', '2026-05-01T18:30:00.000Z'],
    ['22:30', 'Asia/Tokyo', '2026-05-01T13:30:00.000Z'],
    ['tomorrow 09:00', 'Asia/Tokyo', '2026-05-02T00:00:00.000Z'],
    [' Tomorrow  9:00 ', 'UTC', '2026-05-02T09:00:00.000Z'],
    ['2026-05-03T18:30', 'Asia/Tokyo', '2026-05-03T09:30:00.000Z'],
    ['2026-05-03 18:30:15', 'UTC', '2026-05-03T18:30:15.000Z'],
    ['2026-05-03T18:30+02:00', 'Asia/Tokyo', '2026-05-03T16:30:00.000Z'],
    ['2026-05-03T18:30:00Z', 'Asia/Tokyo', '2026-05-03T18:30:00.000Z'],
  ])('an editor in a hurry writes "%s" in %s', (text, zone, expected) => {
    expect(parseTime(text, noon, zone)).toMatchObject({ at: new Date(expected), note: null });
  });

  it('takes a time of day that has gone by as that of tomorrow, and says so', () => {
    expect(parseTime('09:00', noon, 'UTC')).toMatchObject({
      at: new Date('2026-05-02T09:00:00Z'),
      note: '09:00 has gone by today: tomorrow 09:00 it is',
    });
  });

  it('says of a full date in the past that it lies there', () => {
    expect(parseTime('2026-04-01T10:00', noon, 'UTC').note).toBe('2026-04-01T10:00 lies in the past');
  });

  it('counts days on the calendar, so that the wall time stays when clocks change', () => {
    expect(isoOf('+2d', new Date('2026-03-28T09:00:00Z'), 'Europe/Berlin')).toBe('2026-03-30T08:00:00.000Z');
    expect(isoOf('+48h', new Date('2026-03-28T09:00:00Z'), 'Europe/Berlin')).toBe('2026-03-30T09:00:00.000Z');
  });

  it('moves a wall time that does not exist forward, and says so', () => {
    expect(parseTime('2026-03-29T02:30', new Date('2026-03-01T00:00:00Z'), 'Europe/Berlin')).toEqual({
      at: new Date('2026-03-29T01:30:00Z'),
      wallTime: { at: '2026-03-29T02:30', zone: 'Europe/Berlin' },
      note: '2026-03-29 02:30 does not exist in Europe/Berlin, clocks go forward: 03:30 is taken',
    });
  });

  it('takes the first of a wall time that comes twice, and says so', () => {
    expect(parseTime('2026-10-25T02:30', noon, 'Europe/Berlin')).toEqual({
      at: new Date('2026-10-25T00:30:00Z'),
      wallTime: { at: '2026-10-25T02:30', zone: 'Europe/Berlin' },
      note: '2026-10-25 02:30 comes twice in Europe/Berlin, clocks go back: the first is taken',
    });
  });

  it.each(['now', '+15m', '+2d', '2026-05-03T18:30+02:00'])('"%s" is no wall time', (text) => {
    expect(parseTime(text, noon, 'Asia/Tokyo').wallTime).toBeNull();
  });

  it.each(['18:30', 'tomorrow 18:30', '2026-05-01T18:30'])('"%s" stays 18:30 whatever becomes of the zone', (text) => {
    const { at, wallTime } = parseTime(text, noon, 'UTC');
    expect(wallTime).toMatchObject({ at: expect.stringMatching(/T18:30$/) as string, zone: 'UTC' });
    expect(wallTime === null ? null : resolveWallTime(wallTime)).toEqual(at);
  });

  it.each([
    '',
    'soon',
    '25:00',
    '18:60',
    '24:00',
    '6pm',
    '+5w',
    '-15m',
    '2026-05-01',
    '2026-02-30T10:00',
    '2026-05-01T18:30+99:00',
    'yesterday 10:00',
    'next slot',
  ])('refuses "%s" and says what is expected', (text) => {
    expect(() => parseTime(text, noon, 'UTC')).toThrow(
      expect.objectContaining({
        code: 'KWB_TIME_INVALID',
        message: expect.stringMatching(/expected|no such time/) as string,
      }),
    );
  });

  it('refuses a zone that nobody knows', () => {
    expect(() => parseTime('18:30', noon, 'Europe/Atlantis')).toThrow(/"Europe\/Atlantis" is not a time zone/);
  });
});

describe('parseWhen', () => {
  it.each(['now', '+15m', '18:30', 'tomorrow 09:00'])('a template may go out "%s"', (when) => {
    expect(parseWhen(` ${when} `)).toBe(when);
  });

  it('a template may ask for the next posting slot', () => {
    expect(parseWhen(' Next  Slot ')).toBe('next slot');
  });

  it('refuses what is no time', () => {
    expect(() => parseWhen('at once')).toThrow(expect.objectContaining({ code: 'KWB_TIME_INVALID' }));
  });
});

describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['45m', 2_700_000],
    ['6h', 21_600_000],
    ['2d', 172_800_000],
  ])('reads %s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it.each(['', '6', '6 hours', '0h', '-1h', '+6h', '1.5h'])('refuses "%s"', (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'KWB_TIME_INVALID' }));
  });
});
