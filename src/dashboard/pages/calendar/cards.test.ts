import { describe, expect, it } from 'vitest';
import type { CalendarPost } from '../../server/contract.js';
import { makeCards } from './cards.js';

const NOON = Date.parse('2026-03-02T12:00:00Z');

function post(id: string, account: string, minutes: number, more: Partial<CalendarPost> = {}): CalendarPost {
  return {
    id,
    revision: 1,
    account,
    network: 'x',
    group: null,
    article: null,
    state: 'scheduled',
    at: new Date(NOON + minutes * 60_000).toISOString(),
    words: id,
    keepsTime: false,
    mayMove: true,
    ...more,
  };
}

const idsOf = (posts: readonly CalendarPost[]) => makeCards(posts).map((card) => card.posts.map(({ id }) => id));

describe('posts in the calendar', () => {
  it('stand together where they are of one article, or of one writing, and close together', () => {
    const posts = [
      post('b', 'facebook', 15, { article: 'ferry' }),
      post('a', 'x', 0, { article: 'ferry' }),
      post('c', 'x', 1, { group: 'hand' }),
      post('d', 'facebook', 2, { group: 'hand' }),
    ];
    expect(idsOf(posts)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it.each([
    ['of no article and no writing', post('b', 'facebook', 0)],
    ['of another article', post('b', 'facebook', 0, { article: 'bridge' })],
    ['more than a quarter of an hour later', post('b', 'facebook', 16, { article: 'ferry' })],
    ['in another state', post('b', 'facebook', 0, { article: 'ferry', state: 'held' })],
    ['on the same account', post('b', 'x', 0, { article: 'ferry' })],
  ])('stand by themselves when one is %s', (_, other) => {
    expect(idsOf([post('a', 'x', 0, { article: 'ferry' }), other])).toEqual([['a'], ['b']]);
  });

  it('find the one that they belong to also behind others of their article', () => {
    const posts = [
      post('a', 'x', 0, { article: 'ferry' }),
      post('b', 'x', 30, { article: 'ferry' }),
      post('c', 'facebook', 31, { article: 'ferry' }),
    ];
    expect(idsOf(posts)).toEqual([['a'], ['b', 'c']]);
  });
});
