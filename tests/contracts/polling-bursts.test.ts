import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { guardedFetch } from '../../src/adapters/http/guarded-fetch.js';
import { FeedSource } from '../../src/adapters/sources/feed/feed-source.js';
import { askSource } from '../../src/application/poll-source.js';
import type { Source } from '../../src/domain/source.js';
import { TIMING } from '../../src/domain/timing.js';
import { FeedServer, type ServedStory } from '../support/feed-server.js';
import { HOUR_MS, SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

const WINDOW = 10;
const MISSED = 'some may have been missed';

describe.each<Engine>(['sqlite', 'postgres'])('a burst that is longer than the feed, with the ledger on %s', (kind) => {
  let desk: SourceDesk;
  let server: FeedServer;
  let feed: Source;
  /** Where the feed says that it goes on. */
  let next: (page: number) => string;
  beforeEach(async () => {
    desk = await SourceDesk.open(kind, inject('postgresUrl'));
    server = await FeedServer.start();
    next = (page) => `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/feed?page=${page}"/>`;
    server.listener = ({ url }, response) => {
      const page = Number(new URL(url ?? '', server.url).searchParams.get('page') ?? 1);
      const shown = server.document(server.stories.slice((page - 1) * WINDOW, page * WINDOW));
      response.end(shown.replace('<item>', `${next(page + 1)}<item>`));
    };
    server.stories = stories('old', 30, 48);
    feed = await desk.add('feed', { address: `${server.url}/feed` });
    await poll();
    desk.clock.advance(HOUR_MS);
  });
  afterEach(async () => {
    await server.stop();
    await desk.close();
  });

  const stories = (prefix: string, count: number, hoursAgo: number): readonly ServedStory[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `${prefix}${String.fromCharCode(97 + index)}`,
      publishedAt: new Date(desk.clock.now().getTime() - hoursAgo * HOUR_MS - index * 1000),
    }));
  async function poll(): Promise<string> {
    const { clock, ledger } = desk.test;
    const claim = await ledger.claimPollOf(feed.id);
    if (claim === null) throw new Error('it cannot be polled');
    const fetchBytes = guardedFetch({ to: 'loopback', allowPrivate: [] });
    const sources = { feed: new FeedSource({ fetchBytes, clock, userAgent: 'Kawaraban/test' }) };
    const ports = { clock, ledger, zone: 'UTC', timing: TIMING, sources };
    await askSource(ports, claim, new AbortController().signal);
    return (await ledger.findSource('feed'))?.lastPoll?.note ?? '';
  }
  const burst = (count: number) => (server.stories = [...stories('new', count, 0), ...server.stories]);
  const planned = async () => (await desk.listPlanned()).length;

  it('is followed into the next pages until something is known, and no further', async () => {
    burst(15);
    expect(await poll()).not.toContain(MISSED);
    expect(await planned()).toBe(15);
    expect(server.asked.map(({ url }) => url)).toEqual(['/feed', '/feed', '/feed?page=2']);
  });

  it('is not followed where something is known, nor at the first meeting', async () => {
    burst(9);
    expect(await poll()).not.toContain(MISSED);
    expect([await planned(), server.asked.length]).toEqual([9, 2]);
  });

  it.each([
    ['does not go on', () => ''],
    ['goes on where nothing is', () => '<link rel="next" href="http://127.0.0.1:1/feed"/>'],
  ])('of a feed that %s is said to be longer, perhaps', async (_how, link) => {
    next = link;
    burst(15);
    expect(await poll()).toContain(MISSED);
    expect(await planned()).toBe(10);
    expect((await desk.listEvents('source-polled')).at(-1)).toContain(MISSED);
  });

  it('ends after three pages more, also where they never end', async () => {
    server.listener = (_request, response) =>
      response.end(server.document(stories(`page${server.asked.length}`, 5, 0)).replace('<item>', `${next(9)}<item>`));
    expect(await poll()).toContain(MISSED);
    expect(server.asked).toHaveLength(5);
    expect(await planned()).toBe(20);
  });

  it('brings nothing from before the first meeting', async () => {
    server.stories = [...stories('new', 10, 0), ...stories('older', 15, 2)];
    await poll();
    expect(await planned()).toBe(10);
  });

  it('that looks like an archive stops the source, and what it says is no less true', async () => {
    server.stories = stories('moved', 30, 60);
    const note = await poll();
    expect(note).toContain('are unknown and do not look new');
    expect(note).toContain(MISSED);
    expect((await desk.test.ledger.findSource('feed'))?.pausedReason).toContain('there may be more than it shows');
    expect([await planned(), await desk.countArticles()]).toEqual([0, 10]);
  });

  it('is none where the feed was empty before', async () => {
    server.stories = [];
    await poll();
    next = () => '';
    server.stories = stories('new', 3, 0);
    expect(await poll()).not.toContain(MISSED);
  });
});
