import { describe, expect, it } from 'vitest';
import { isOneTime } from './is-one-time.js';

describe('accounts go out together', () => {
  it.each([
    ['one alone', ['2026-11-27T09:30:00.000Z']],
    ['all now, though they were asked one after the other', ['2026-11-27T09:30:00.998Z', '2026-11-27T09:30:01.003Z']],
    ['none at any time', [null, null]],
  ])('%s', (_, times) => {
    expect(isOneTime(times)).toBe(true);
  });

  it.each([
    ['one later', ['2026-11-27T09:52:00.000Z', '2026-11-27T09:30:00.000Z']],
    ['one never', ['2026-11-27T09:30:00.000Z', null]],
  ])('not: %s', (_, times) => {
    expect(isOneTime(times)).toBe(false);
  });
});
