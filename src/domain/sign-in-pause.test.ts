import { describe, expect, it } from 'vitest';
import { pauseAfter } from './sign-in-pause.js';

const lastAt = new Date('2026-11-24T09:00:00Z');

describe('the pause between tries to sign in', () => {
  it.each([
    [4, 0],
    [5, 30],
    [6, 60],
    [9, 480],
    [10, 900],
    [10_000, 900],
  ])('after %i tries of which five are free it lasts %i s', (count, seconds) => {
    expect(pauseAfter({ count, lastAt }, 5)).toEqual(new Date(lastAt.getTime() + seconds * 1_000));
  });
});
