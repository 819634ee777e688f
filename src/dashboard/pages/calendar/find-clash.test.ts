import { describe, expect, it } from 'vitest';
import type { Account, CalendarPost } from '../../server/contract.js';
import { newsroomTime } from '../../time/newsroom-time.js';
import { makeCards } from './cards.js';
import { findClash } from './find-clash.js';

const NOON = Date.UTC(2026, 10, 24, 12);
const MINUTE_MS = 60_000;
const X = { id: 'x', name: '@paper', network: 'x', simulated: true } as const;
const FACEBOOK = { id: 'f', name: 'The Paper', network: 'facebook', simulated: true } as const;

function post(id: string, at: number, account: CalendarPost['account'] = X, article = id): CalendarPost {
  return {
    id,
    revision: 1,
    account,
    article,
    group: null,
    state: 'scheduled',
    nextAt: new Date(at).toISOString(),
    publishedAt: null,
    words: `Story ${article}`,
    mayMove: true,
  };
}

const ACCOUNT = {
  ...X,
  limits: { minimumGapMs: 15 * MINUTE_MS, quietHours: { from: '22:00', to: '07:00' } },
} as unknown as Account;

describe('the calendar', () => {
  it('shows the posts of one article that go out close together as one card', () => {
    const posts = [post('1', NOON, X, 'a'), post('2', NOON + 5 * MINUTE_MS, FACEBOOK, 'a'), post('3', NOON)];
    expect(makeCards(posts).map((card) => card.posts.map(({ id }) => id))).toEqual([['1', '2'], ['3']]);
  });

  it.each([
    [10 * MINUTE_MS, '10 min from “Story 1”. @paper keeps 15 min between posts.'],
    [15 * MINUTE_MS, null],
    [10.5 * 60 * MINUTE_MS, '@paper is quiet from 22:00 to 07:00.'],
  ])('%i ms after another post: %s', (ms, clash) => {
    const cards = makeCards([post('1', NOON), post('2', NOON + 120 * MINUTE_MS)]);
    const [, moved] = cards;
    if (moved === undefined) throw new Error('two cards');
    const day = { cards, accounts: [ACCOUNT], time: newsroomTime('UTC') };
    expect(findClash(moved, NOON + ms, day)).toBe(clash);
  });
});
