import { describe, expect, it } from 'vitest';
import type { CalendarAccount, CalendarPost } from '../../server/contract.js';
import { makeCards } from './cards.js';
import { findClash } from './find-clash.js';
import { gapsAround, quietTimesOf } from './habits.js';

const NOON = Date.UTC(2026, 10, 24, 12);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
type Named = Pick<CalendarAccount, 'id' | 'name' | 'network'>;
const X: Named = { id: 'x', name: '@paper', network: 'x' };
const FACEBOOK: Named = { id: 'f', name: 'The Paper', network: 'facebook' };

function post(id: string, at: number, account: Named = X, article = id): CalendarPost {
  return {
    id,
    revision: 1,
    account: account.id,
    network: account.network,
    article,
    group: null,
    state: 'scheduled',
    at: new Date(at).toISOString(),
    words: `Story ${article}`,
    keepsTime: false,
    mayMove: true,
  };
}

function account(named: Named, quietHours: CalendarAccount['limits']['quietHours'], zone = 'UTC'): CalendarAccount {
  return { ...named, limits: { minimumGapMs: 15 * MINUTE_MS, quietHours, zone } } as unknown as CalendarAccount;
}

const NIGHT = { from: '22:00', to: '07:00' };

describe('the calendar', () => {
  it('shows the posts of one article that go out close together as one card', () => {
    const posts = [post('1', NOON, X, 'a'), post('2', NOON + 5 * MINUTE_MS, FACEBOOK, 'a'), post('3', NOON)];
    expect(makeCards(posts).map((card) => card.posts.map(({ id }) => id))).toEqual([['1', '2'], ['3']]);
  });

  it.each([
    [10 * MINUTE_MS, '10 min from “Story 1”. @paper keeps 15 min between posts.'],
    [15 * MINUTE_MS, undefined],
    [10.5 * HOUR_MS, '@paper is quiet from 22:00 to 07:00.'],
  ])('%i ms after another post: %s', (ms, clash) => {
    const cards = makeCards([post('1', NOON), post('2', NOON + 2 * HOUR_MS)]);
    const [, moved] = cards;
    if (moved === undefined) throw new Error('two cards');
    expect(findClash(moved, NOON + ms, { cards, accounts: [account(X, NIGHT)] })?.why).toBe(clash);
  });

  it('shows where a card in the hand would come too close to another of its account', () => {
    const cards = makeCards([post('1', NOON), post('2', NOON + 2 * HOUR_MS), post('3', NOON, FACEBOOK)]);
    const moved = cards.find(({ id }) => id === '2');
    if (moved === undefined) throw new Error('a card');
    expect(gapsAround(moved, cards, [account(X, null)])).toEqual([
      { start: NOON - 15 * MINUTE_MS, end: NOON + 15 * MINUTE_MS },
    ]);
  });

  it('shows the quiet hours of each account, once where they are the same, also over the night that the clocks change', () => {
    const range = { from: '2026-03-28T00:00:00.000Z', to: '2026-03-30T00:00:00.000Z' };
    const accounts = [account(X, NIGHT, 'Europe/London'), account(FACEBOOK, NIGHT, 'Europe/London')];
    const [first, second] = quietTimesOf(accounts, range);
    expect(first).toMatchObject({ until: '07:00', names: ['@paper', 'The Paper'] });
    expect([first?.start, first?.end].map((at) => new Date(at ?? 0).toISOString())).toEqual([
      '2026-03-27T22:00:00.000Z',
      '2026-03-28T07:00:00.000Z',
    ]);
    // Summer time begins: the night is an hour shorter.
    expect((second?.end ?? 0) - (second?.start ?? 0)).toBe(8 * HOUR_MS);
  });
});
