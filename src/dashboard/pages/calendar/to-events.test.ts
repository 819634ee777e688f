import { describe, expect, it } from 'vitest';
import type { CalendarAccount } from '../../server/contract.js';
import { newsroomTime } from '../../time/newsroom-time.js';
import { slotEvents, spansOf } from './to-events.js';

const cardAt = (at: string) => ({ id: at, at: Date.parse(at), words: 'Ferry', mayMove: true, posts: [] });

const freeAt = (...times: readonly string[]) => times.map((at) => ({ account: 'x', at }));

/** How long each card is drawn, in minutes. */
function lengths(starts: readonly string[], zone = 'Asia/Tokyo', free: readonly string[] = []): number[] {
  const spans = spansOf(starts.map(cardAt), freeAt(...free), newsroomTime(zone));
  return [...spans.values()].map(({ start, end }) => (end - start) / 60_000);
}

describe('a card of the calendar', () => {
  it('ends where the next begins, is drawn long enough to be read, and an hour at most', () => {
    const starts = ['2026-11-24T00:00Z', '2026-11-24T00:30Z', '2026-11-24T00:31Z', '2026-11-24T05:00Z'];
    expect(lengths(starts)).toEqual([30, 20, 60, 60]);
  });

  it('ends where a free slot begins', () => {
    expect(lengths(['2026-11-24T00:15Z'], 'Asia/Tokyo', ['2026-11-24T00:45Z'])).toEqual([30]);
  });

  it.each([
    ['2026-11-24T14:50Z', 'Asia/Tokyo', 10],
    ['2026-11-24T14:00Z', 'Asia/Tokyo', 60],
    // Its midnight is skipped: the next day begins at one.
    ['2027-03-27T21:30Z', 'Asia/Beirut', 30],
  ])('at %s in %s ends with its day', (start, zone, minutes) => {
    expect(lengths([start], zone)).toEqual([minutes]);
  });
});

describe('a free slot', () => {
  it('is drawn only where no card covers it', () => {
    const account = { id: 'x', name: 'x', network: 'x' as const };
    const free = freeAt('2026-11-24T00:00Z', '2026-11-24T01:00Z', '2026-11-24T02:00Z');
    const cards = ['2026-11-24T00:08Z', '2026-11-24T00:45Z'].map(cardAt);
    const spans = [...spansOf(cards, free, newsroomTime('Asia/Tokyo')).values()];
    const drawn = slotEvents(free, [account as CalendarAccount], spans);
    expect(drawn.map(({ start }) => Number(start))).toEqual([Date.parse('2026-11-24T02:00Z')]);
  });
});
