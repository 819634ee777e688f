import { describe, expect, it } from 'vitest';
import { newsroomTime } from '../../time/newsroom-time.js';
import { writeInstants } from '../../time/write-instants.js';
import { eventDetail } from './event-detail.js';

const NOW = Date.parse('2026-11-27T00:10:00Z');
const written = (words: string): string => writeInstants(words, newsroomTime('Asia/Tokyo'), NOW);
const detailOf = (kind: string, detail: string): string => eventDetail({ kind, detail }, written);

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
    ['X gave no answer; we look at 2026-11-27T00:19:00.000Z', 'X gave no answer; we look at 09:19 JST'],
    ['X gave no answer (ECONNRESET) (again at 2026-11-27T00:19:00.000Z)', 'X gave no answer; again at 09:19 JST'],
    [
      'not to be seen; we look again at 2026-11-27T15:10:00.000Z',
      'not to be seen; we look again at Sat 28 Nov 00:10 JST',
    ],
  ])('says without codes when it goes on, with the day from tomorrow on: %s', (told, said) => {
    expect(detailOf('delivery-look-up', told)).toBe(said);
  });

  it.each([
    ['article-changed', 'revision 2', ''],
    ['article-changed', 'its title has changed: edited in place', 'its title has changed: edited in place'],
    ['article-held-alike', '01KB0000000000000000000000', ''],
    ['claim-abandoned', 'the worker that held it is gone', ''],
    ['source-accepted', 'skip', 'none of them is posted'],
  ])('leaves out what only the program knows by: %s %s', (kind, told, said) => {
    expect(detailOf(kind, told)).toBe(said);
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
