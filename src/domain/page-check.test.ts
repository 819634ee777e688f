import { expect, test } from 'vitest';
import { settlePage, type PageHistory } from './page-check.js';
import { TIMING } from './timing.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const HOUR_MS = 3_600_000;
const at = (ms: number): Date => new Date(NOW.getTime() + ms);
const AWAY = { kind: 'no-answer', code: 'no-answer', reason: 'its page is away' } as const;
const GONE = { kind: 'taken-down', code: 'gone', reason: 'its page is gone' } as const;
const FIRST: PageHistory = { pardoned: null, silentSince: null, tries: 0 };

test('a page that is fine is no obstacle, and neither is what a person has pardoned', () => {
  expect(settlePage({ kind: 'fine' }, FIRST, null, NOW, TIMING)).toBeNull();
  expect(settlePage(GONE, { ...FIRST, pardoned: 'gone' }, null, NOW, TIMING)).toBeNull();
  expect(settlePage(AWAY, { ...FIRST, pardoned: 'no-answer' }, null, NOW, TIMING)).toBeNull();
  expect(settlePage(GONE, { ...FIRST, pardoned: 'noindex' }, null, NOW, TIMING)).toMatchObject({ kind: 'held' });
});

test.each([
  [0, 15_000],
  [1, 30_000],
  [3, 120_000],
  [6, 600_000],
  [500, 600_000],
])('after %i tries in vain the page is asked for again in %i ms', (tries, waitMs) => {
  const history = { ...FIRST, tries, silentSince: at(-HOUR_MS) };
  expect(settlePage(AWAY, history, at(10 * HOUR_MS), NOW, TIMING)).toEqual({
    kind: 'ask-again',
    at: at(waitMs),
    reason: 'its page is away',
  });
});

test('the last question comes when the post expires, and then a person decides', () => {
  expect(settlePage(AWAY, FIRST, at(1_000), NOW, TIMING)).toMatchObject({ kind: 'ask-again', at: at(1_000) });
  expect(settlePage(AWAY, FIRST, NOW, NOW, TIMING)).toEqual({
    kind: 'held',
    finding: 'no-answer',
    reason: 'its page is away; its time is over',
  });
});

test('a post that never expires is held after a day', () => {
  const since = (ms: number): PageHistory => ({ ...FIRST, tries: 100, silentSince: at(ms) });
  expect(settlePage(AWAY, since(-23 * HOUR_MS), null, NOW, TIMING)).toMatchObject({ kind: 'ask-again' });
  expect(settlePage(AWAY, since(-24 * HOUR_MS), null, NOW, TIMING)).toMatchObject({ kind: 'held' });
});
