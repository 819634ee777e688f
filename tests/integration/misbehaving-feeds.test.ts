import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { guardedFetch } from '../../src/adapters/http/guarded-fetch.js';
import { openEngine } from '../../src/adapters/ledger/engines.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { WebPages } from '../../src/adapters/pages/web-pages.js';
import { FeedSource } from '../../src/adapters/sources/feed/feed-source.js';
import { pollSource } from '../../src/application/poll-source.js';
import type { Ports } from '../../src/application/ports/ports.js';
import { drawSource } from '../../src/cli/draw-source.js';
import { readConfig } from '../../src/config/read-config.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import { loadTemplates } from '../../src/service/load-templates.js';
import { previewNetworks } from '../../src/service/preview-parts.js';
import { FeedServer, type ServedStory } from '../support/feed-server.js';
import { BAD, ODD, status } from '../support/misbehaving-ways.js';
import { wantedAccount } from '../support/samples.js';
import { openTestLedger, type TestLedger } from '../support/test-ledger.js';

const HOUR_MS = 3_600_000;
const NEVER = new AbortController().signal;
const NOBODY_RINGS = { enqueue: () => Promise.resolve() };

const THIS_MACHINE = guardedFetch({ to: 'loopback', allowPrivate: [] });

describe('a feed', () => {
  let test: TestLedger;
  let feed: FeedServer;
  let planning: Pick<Ports, 'networks' | 'pages' | 'templates' | 'timing' | 'zone'>;
  beforeAll(async () => {
    const config = readConfig({});
    const { timing, zone } = config;
    const pages = new WebPages({ web: THIS_MACHINE, 'this-machine': THIS_MACHINE });
    planning = { pages, timing, zone, ...previewNetworks(config), templates: await loadTemplates(config) };
  });
  beforeEach(async () => {
    test = await openTestLedger('sqlite', inject('postgresUrl'));
    await test.ledger.syncAccount(wantedAccount());
    feed = await FeedServer.start();
    feed.stories = [story('b', 2), story('a', 3)];
    await test.ledger.addSource({
      name: 'harbour-post',
      kind: 'feed',
      address: `${feed.url}/feed`,
      settings: DEFAULT_SOURCE_SETTINGS,
      backfill: 0,
    });
    expect(await poll()).toMatch(/ok .* 2 articles, 2 there already when it was first read/);
    test.clock.advance(60_000);
  });
  afterEach(async () => {
    await feed.stop();
    await test.destroy();
  });

  const story = (name: string, hoursAgo = 0): ServedStory => ({
    name,
    publishedAt: new Date(test.clock.now().getTime() - hoursAgo * HOUR_MS),
  });
  const show = (name: string): void => {
    feed.stories = [story(name), ...feed.stories];
  };
  const find = async (ledger = test.ledger) => {
    const source = await ledger.findSource('harbour-post');
    if (source === null) throw new Error('it is gone');
    return source;
  };
  /** By a process that has just started, opens the ledger, and closes it again: every poll has a restart before it. */
  const poll = async (pollMs = planning.timing.pollMs): Promise<string> => {
    const { clock, address } = test;
    const timing = { ...planning.timing, pollMs };
    const engine = openEngine(address);
    const ledger = createSqlLedger({ engine, clock, timing });
    const fetchBytes = guardedFetch({ to: 'public', allowPrivate: ['127.0.0.0/8'] });
    const sources = { feed: new FeedSource({ fetchBytes, clock, userAgent: 'Kawaraban/test (+mailto:desk@example)' }) };
    const claim = await ledger.claimPollOf((await find(ledger)).id);
    if (claim === null) throw new Error('it cannot be asked');
    await pollSource({ clock, ledger, ...planning, timing, sources, postQueue: NOBODY_RINGS }, claim, NEVER);
    const line = drawSource(await find(ledger), clock.now());
    await engine.db.destroy();
    return line;
  };
  /** Not before its turn. */
  const pollInTurn = async (): Promise<string> => {
    const waitMs = ((await find()).nextPollAt?.getTime() ?? 0) - test.clock.now().getTime();
    test.clock.advance(Math.max(waitMs, 0));
    return poll();
  };
  /** The titles that are news, so often as each was recorded; each has its one post. */
  const listNews = async (): Promise<readonly string[]> => {
    const rows = await test.engine.db
      .selectFrom('articles')
      .select('title_words')
      .where('not_posted', 'is', null)
      .execute();
    expect(await test.ledger.listPosts({})).toHaveLength(rows.length);
    return rows.map((row) => row.title_words);
  };

  it.each(Object.entries(BAD))(
    'that %s is said so, nothing of it is used, and the next good answer is',
    async (_name, way) => {
      show('c');
      feed.listener = way.answer(feed);
      const line = await poll(way.pollMs);
      expect(line).toMatch(way.line);
      expect(line).toContain('failed once');
      expect(await listNews()).toEqual([]);
      feed.listener = null;
      feed.stories = [story('c', -24), ...feed.stories.slice(1)];
      expect(await pollInTurn()).toMatch(/ok .* 200, 3 articles, 1 new/);
      await pollInTurn();
      expect(await listNews()).toEqual(['story c of the harbour']);
    },
  );

  it.each(Object.entries(ODD))('that %s is read, once', async (_name, way) => {
    show('c');
    for (const expected of [way.line, /ok/, /ok/]) {
      const answer = way.answer(feed);
      feed.listener = (request, response) =>
        request.url === '/feed' ? answer(request, response) : void response.end(feed.document());
      expect(await pollInTurn()).toMatch(expected);
    }
    feed.listener = null;
    await pollInTurn();
    expect(await listNews()).toEqual(['story c of the harbour']);
  });

  it('that is gone for good is asked no more, until a person says so', async () => {
    feed.listener = status(410)();
    expect(await poll()).toMatch(/PAUSED: 410: .* is gone for good · asked 0 s ago ·/);
    expect(await test.ledger.claimPoll(['feed'])).toBeNull();
    feed.listener = null;
    await test.ledger.resumeSource((await find()).id);
    expect(await poll()).toContain('ok');
  });

  it('that fails and fails is asked less and less often, and somebody is told at the third time', async () => {
    feed.listener = status(500)();
    const lines = [];
    for (let times = 0; times < 10; times++) lines.push(await pollInTurn());
    expect(lines[1]).toContain('failed 2 times in a row');
    expect(lines[2]).toContain('FAILED 3 TIMES IN A ROW');
    expect(lines[9]).toMatch(/again in (5|6|7) h/);
    expect((await test.ledger.readHealth()).troubledSources).toHaveLength(1);
    feed.listener = null;
    expect(await pollInTurn()).toContain('ok');
  });

  it('is asked with both validators exactly as they came, and an unchanged one is not read again', async () => {
    const validators = { etag: 'W/"a  b"', 'last-modified': 'Tue, 24 Nov 2026 08:00:00 GMT' };
    feed.listener = (request, response) => {
      const isKnown =
        request.headers['if-none-match'] === validators.etag &&
        request.headers['if-modified-since'] === validators['last-modified'];
      response.writeHead(isKnown ? 304 : 200, validators).end(isKnown ? '' : feed.document());
    };
    await pollInTurn();
    expect(await pollInTurn()).toContain('304, unchanged');
    expect(feed.asked.at(-1)?.headers).toMatchObject({
      'user-agent': 'Kawaraban/test (+mailto:desk@example)',
      accept: expect.stringMatching(/^application\/rss\+xml, /) as string,
      'accept-encoding': expect.stringContaining('gzip') as string,
    });
    feed.listener = null;
    expect(await pollInTurn()).toContain('200, the same as before');
  });

  it('whose cache calls everything unchanged is found out within the hour', async () => {
    feed.listener = (request, response) =>
      request.headers['if-none-match'] === undefined
        ? void response.setHeader('etag', '"1"').end(feed.document())
        : void response.writeHead(304).end();
    await pollInTurn();
    show('c');
    expect(await pollInTurn()).toContain('304, unchanged');
    expect(await listNews()).toEqual([]);
    test.clock.advance(HOUR_MS);
    expect(await poll()).toContain('1 new');
  });

  it('that has moved for good is asked at the new address after it has said so three times', async () => {
    feed.listener = (request, response) =>
      request.url === '/new'
        ? void response.end(feed.document())
        : void response.writeHead(301, { location: '/new' }).end();
    for (const address of ['/feed', '/feed', '/new', '/new']) {
      show(`moved ${feed.stories.length}`);
      expect(await pollInTurn()).toContain(`1 new`);
      expect(await find()).toMatchObject({ address: `${feed.url}${address}` });
    }
  });

  it('that loses its articles and regains them brings nothing again', async () => {
    const { stories } = feed;
    for (const shown of [[], stories, stories.slice(1), stories]) {
      feed.stories = shown;
      expect(await pollInTurn()).toMatch(/nothing new|the same as before/);
    }
    expect(await listNews()).toEqual([]);
  });
});
