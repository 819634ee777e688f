import { expect, test } from 'vitest';
import { instantOf, takeDate } from './written-date.js';

const SEEN = new Date('2027-03-02T12:00:00Z');

test.each([
  ['2027-03-01T09:00:00.123Z', '2027-03-01T09:00:00.123Z'],
  ['2027-03-01T18:00:00.5+09:00', '2027-03-01T09:00:00.500Z'],
  ['2027-03-01 18:00:00.123456', '2027-03-01T09:00:00.123Z'],
  ['2027-03-01 18:00', '2027-03-01T09:00:00.000Z'],
])('of articles of one second, what is written as %s keeps its place', (written, instant) => {
  const taken = takeDate(written);
  expect(taken?.rest).toBe('');
  expect(taken && instantOf(taken.date, 'Asia/Tokyo', SEEN).toISOString()).toBe(instant);
});

test.each(['2026-11-26 14:30 +25:00', '2026-11-26 14:30 -90:00', '2026-11-26T14:30+01:75'])(
  '%s is no date: no clock on earth is set so',
  (written) => {
    expect(takeDate(written)).toBeNull();
  },
);
