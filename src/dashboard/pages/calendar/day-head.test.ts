import { describe, expect, it } from 'vitest';
import type { CalendarPost } from '../../server/contract.js';
import { newsroomTime } from '../../time/newsroom-time.js';
import { countDays } from './day-head.js';

function post(at: string, state: CalendarPost['state']): CalendarPost {
  const id = `${at} ${state}`;
  return {
    ...{ id, revision: 1, account: 'x', network: 'x', group: null, article: null },
    ...{ state, at, words: '', keepsTime: false, mayMove: true },
  };
}

describe('the posts of a day', () => {
  it('are those of the day that the newsroom has, and what will not go out is not among them', () => {
    const posts = [
      post('2026-11-23T14:59:00.000Z', 'published'),
      post('2026-11-23T15:00:00.000Z', 'published'),
      post('2026-11-24T09:00:00.000Z', 'scheduled'),
      post('2026-11-24T09:30:00.000Z', 'cancelled'),
      post('2026-11-24T15:00:00.000Z', 'held'),
    ];
    expect([...countDays(posts, newsroomTime('Asia/Tokyo'))]).toEqual([
      ['2026-11-23', { sent: 1, all: 1 }],
      ['2026-11-24', { sent: 1, all: 2 }],
      ['2026-11-25', { sent: 0, all: 1 }],
    ]);
  });
});
