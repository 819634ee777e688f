import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import type { PostSearch } from '../../src/application/ports/desk-ledger.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { POST_STATES } from '../../src/domain/post.js';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { WatchedQueries } from '../support/watched-queries.js';

const FROM = new Date('2026-11-01T00:00:00Z');
const TO = new Date('2026-12-01T00:00:00Z');
const SORTS = ['next', '-next', '-created'] as const;
/** Each, and what it is combined with in the pages. */
const SEARCHES: readonly Omit<PostSearch, 'sort'>[] = [
  {},
  { states: ['held'] },
  { states: ['scheduled', 'publishing'] },
  { accountId: 'a' },
  { accountId: 'a', states: ['held'] },
  { network: 'x' },
  { network: 'x', states: ['draft', 'held'] },
  { accountState: 'active', states: ['scheduled'] },
  { template: 'x/default' },
  { template: 'none', states: ['held'] },
  { articleId: 'a' },
  { articleId: 'a', states: ['published'] },
  { groupId: 'g' },
  { writtenBy: 'p' },
  { writtenBy: 'p', accountId: 'a' },
  { from: FROM, to: TO },
  { from: FROM, to: TO, states: ['scheduled'] },
  { words: 'ferry' },
  { words: 'fe', states: ['held'] },
  { words: 'ferry', network: 'x', writtenBy: 'p' },
];

describe('without reading a table that grows from end to end', () => {
  let desk: LedgerDesk;
  let watched: WatchedQueries;
  let ledger: Ledger;
  beforeEach(async () => {
    desk = await LedgerDesk.open('sqlite', inject('postgresUrl'));
    await desk.schedule({ text: 'The night ferry returns' });
    watched = new WatchedQueries(desk.test.engine);
    ledger = createSqlLedger({ engine: watched.engine, clock: desk.clock, timing: TIMING });
  });
  afterEach(() => desk.close());

  /** A first page, and one that goes on behind another. */
  const pages = () => [null, Buffer.from(JSON.stringify([1, 'x'])).toString('base64url')];

  it('pages of posts are found, whatever is looked for and in whichever order', async () => {
    for (const sort of SORTS)
      for (const search of SEARCHES)
        for (const cursor of pages()) await ledger.searchPosts({ ...search, sort }, { cursor, limit: 50 });
    expect(watched.count).toBeGreaterThan(SORTS.length * SEARCHES.length * 2);
    expect(await watched.findScans()).toEqual([]);
  });

  it('pages of articles and of the audit are found', async () => {
    for (const cursor of pages()) {
      for (const words of [null, 'ferry', 'fe']) await ledger.searchArticles(words, { cursor, limit: 50 });
      for (const search of [{}, { by: 'p' }, { kind: 'k' }, { by: 'p', kind: 'k' }, { from: FROM, to: TO }])
        await ledger.searchAudit(search, { cursor, limit: 50 });
    }
    expect(await watched.findScans()).toEqual([]);
  });

  it('today, the calendar and the pages of a post and an article are drawn', async () => {
    await ledger.listCalendar({ from: FROM, to: TO }, 2_000);
    await ledger.listCalendar({ from: FROM, to: TO, network: 'x' }, 2_000);
    await ledger.countPosts(POST_STATES);
    await ledger.listSent(FROM, TO);
    await ledger.listScheduledTimes(FROM, TO);
    await ledger.readHealth();
    await ledger.readSpending('a', FROM);
    await ledger.listTitles(['a']);
    await ledger.listPostsOf(['a']);
    await ledger.listChanges(FROM, 100);
    await ledger.listEvents('p');
    await ledger.listDeliveries('p');
    await ledger.listTexts('p');
    await ledger.listArticleEvents('a');
    await ledger.listSightings('a');
    expect(watched.count).toBeGreaterThan(15);
    expect(await watched.findScans()).toEqual([]);
  });
});
