import { describe, expect, it } from 'vitest';
import { newsroomTime, relative } from './newsroom-time.js';

const AT = Date.UTC(2026, 10, 24, 9, 18, 12);
const MINUTE_MS = 60_000;

describe('times on the dashboard', () => {
  it('are written in the newsroom zone with its letters', () => {
    const tokyo = newsroomTime('Asia/Tokyo');
    expect(`${tokyo.seconds(AT)} ${tokyo.letters(AT)}`).toBe('18:18:12 JST');
    expect(tokyo.longDay(AT)).toBe('Tuesday 24 November 2026');
  });

  it('name the day only where it is another than today', () => {
    const london = newsroomTime('Europe/London');
    expect(london.short(AT, AT)).toBe('09:18');
    expect(london.short(AT + 24 * 60 * MINUTE_MS, AT)).toBe('Wed 25 Nov 09:18');
    expect([0, 24].map((hours) => london.zoned(AT - hours * 60 * MINUTE_MS, AT))).toEqual([
      '09:18 GMT',
      'Mon 23 Nov 09:18 GMT',
    ]);
  });

  it('say midnight as 00:00 and know the hour that summer time adds', () => {
    const london = newsroomTime('Europe/London');
    expect(london.clock(Date.UTC(2026, 10, 24))).toBe('00:00');
    expect(london.clock(Date.UTC(2026, 2, 29, 1))).toBe('02:00');
  });

  it('carry the letters of their own day, whenever they are read', () => {
    const london = newsroomTime('Europe/London');
    expect(
      ['2027-03-28T00:30:00Z', '2027-03-28T08:00:00Z'].map((at) => `${london.clock(at)} ${london.letters(at)}`),
    ).toEqual(['00:30 GMT', '09:00 BST']);
  });

  it.each([
    [12 * MINUTE_MS, 'in 12 min'],
    [72 * MINUTE_MS, 'in 72 min'],
    [3 * 60 * MINUTE_MS, 'in 3 h'],
    [42_000, 'in 42 s'],
    [-46 * MINUTE_MS, '46 min ago'],
    [-3 * 24 * 60 * MINUTE_MS, '3 days ago'],
  ])('%i ms from now is %s', (ms, words) => {
    expect(relative(AT + ms, AT)).toBe(words);
  });
});
