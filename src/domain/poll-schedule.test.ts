import { describe, expect, it } from 'vitest';
import { testSource } from '../../tests/support/samples.js';
import { nextPollAt, nextTryAt } from './poll-schedule.js';
import { TIMING } from './timing.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const MINUTE_MS = 60_000;
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * MINUTE_MS);
const history = testSource().history;
const minutesUntil = (at: Date): number => (at.getTime() - NOW.getTime()) / MINUTE_MS;

describe('when a source is asked again', () => {
  const wait = (lastNew: number, askAgainMs: number | null = null, every = testSource().settings.every): number => {
    const source = testSource({
      history: { ...history, lastNewAt: ago(lastNew) },
      settings: { ...testSource().settings, every },
    });
    return minutesUntil(nextPollAt(source, askAgainMs, NOW, 0.5));
  };

  it('in a minute while there is news, less often in a silence, at least every quarter of an hour', () => {
    expect([1, 60, 300, 10_000].map((minutes) => wait(minutes))).toEqual([1, 1, 5, 15]);
  });

  it('a feed that asks for more time gets it, up to ten minutes', () => {
    expect(wait(1, 3 * MINUTE_MS)).toBe(3);
    expect(wait(1, 300 * MINUTE_MS)).toBe(10);
  });

  it('a newsroom that says how often is obeyed', () => {
    expect(wait(1, 300 * MINUTE_MS, { floorMs: 2_000, ceilingMs: 2_000 })).toBe(2 / 60);
    expect(wait(10_000, null, { floorMs: 30_000, ceilingMs: 2 * MINUTE_MS })).toBe(2);
  });

  it('not all sources at the same instant: a tenth earlier or later', () => {
    const source = testSource({ history: { ...history, lastNewAt: NOW } });
    expect(minutesUntil(nextPollAt(source, null, NOW, 0))).toBeCloseTo(0.9);
    expect(minutesUntil(nextPollAt(source, null, NOW, 1))).toBeCloseTo(1.1);
  });
});

describe('when a source that failed is asked again', () => {
  it('after 1, 2, 4 … minutes, and at least every six hours', () => {
    const waits = [0, 1, 2, 8, 9, 50].map((failuresInRow) =>
      minutesUntil(nextTryAt(testSource({ history: { ...history, failuresInRow } }), null, TIMING, NOW, 0.5)),
    );
    expect(waits).toEqual([1, 2, 4, 256, 360, 360]);
  });

  it('when it says itself, but not before its turn, and within a day', () => {
    const tryAt = (retryAt: Date): number => minutesUntil(nextTryAt(testSource(), retryAt, TIMING, NOW, 0.5));
    expect(tryAt(ago(-7))).toBe(7);
    expect(tryAt(ago(60))).toBe(1);
    expect(tryAt(ago(-100_000))).toBe(24 * 60);
  });
});
