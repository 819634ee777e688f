import { describe, expect, it } from 'vitest';
import { newsroomTime } from '../../time/newsroom-time.js';
import { cardEvents } from './to-events.js';

const cardAt = (at: string) => ({ id: at, at: Date.parse(at), words: 'Ferry', mayMove: true, posts: [] });

/** How long each card is drawn, in minutes. */
function lengths(starts: readonly string[], zone = 'Asia/Tokyo'): number[] {
  const events = cardEvents(starts.map(cardAt), null, newsroomTime(zone));
  return events.map(({ start, end }) => (Number(end) - Number(start)) / 60_000);
}

describe('a card of the calendar', () => {
  it('ends where the next begins, is drawn long enough to be read, and an hour at most', () => {
    const starts = ['2026-11-24T00:00Z', '2026-11-24T00:30Z', '2026-11-24T00:31Z', '2026-11-24T05:00Z'];
    expect(lengths(starts)).toEqual([30, 20, 60, 60]);
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
