import { describe, expect, it } from 'vitest';
import { newsroomTime } from '../../time/newsroom-time.js';
import { eventDetail } from './event-detail.js';

const detailOf = (kind: string, detail: string): string => eventDetail({ kind, detail }, newsroomTime('Asia/Tokyo'));

describe('what stands beside an event', () => {
  it.each([
    ['poll 200, 5 articles, 5 new', ''],
    [
      'poll 200, 5 articles, 5 new, not posted: it was there already when its source was first read',
      'not posted: it was there already when its source was first read',
    ],
    [
      'poll 200, 5 articles, 5 new, not posted: primed',
      'not posted: it was there already when its source was first read',
    ],
    ['webhook, not posted: too-old', 'told by the site; not posted: it was too old when it was first seen'],
    ['poll 200, 5 articles, 0 new; it is news here, and is posted', 'it is news here, and is posted'],
    ['file', 'from a file'],
  ])('says in plain words how an article came: %s', (told, said) => {
    expect(detailOf('article-recorded', told)).toBe(said);
  });

  it.each([
    ['200, 5 articles, 5 new', '5 articles, 5 new'],
    [
      '200, 5 articles, 5 from before the first meeting, not posted',
      '5 articles, 5 there already when it was first read, not posted',
    ],
    ['200, but it is not read: it is cut off', 'it is not read: it is cut off'],
    ['404: there is nothing at this address', 'there is nothing at this address'],
  ])('leaves out the numbers of answers: %s', (note, said) => {
    expect(detailOf('source-polled', note)).toBe(said);
  });
});
