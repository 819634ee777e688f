import { expect, test } from 'vitest';
import { punctuality } from './punctuality.js';

test.each([
  ['2027-03-01T09:00:00.000Z', '2027-03-01T09:00:00.040Z', 'On time, to 40 ms'],
  ['2027-03-01T09:00:00.000Z', '2027-03-01T08:59:59.998Z', 'On time, to 0 ms'],
  ['2027-03-01T09:00:00.000Z', '2027-03-01T09:00:12.300Z', '12 s after its time'],
  ['2027-03-01T09:00:00.000Z', '2027-03-01T09:07:00.000Z', '7 min after its time'],
])('what was due at %s and left at %s: %s', (dueAt, begunAt, words) => {
  expect(punctuality({ dueAt, begunAt })).toBe(words);
});
