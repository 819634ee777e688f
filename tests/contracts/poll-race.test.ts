import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import { FeedServer } from '../support/feed-server.js';
import { runRacer } from '../support/run-racer.js';
import { wantedAccount } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';
import { openTestLedger, TestClock, type TestLedger } from '../support/test-ledger.js';

const STORIES = 8;

describe.each<Engine>(['sqlite', 'postgres'])('three processes that ask one feed, with the ledger on %s', (kind) => {
  let test: TestLedger;
  let feed: FeedServer;
  beforeEach(async () => {
    test = await openTestLedger(kind, inject('postgresUrl'), new TestClock(Date.now() - 60_000));
    feed = await FeedServer.start();
  });
  afterEach(async () => {
    await feed.stop();
    await test.destroy();
  });

  it('take turns, and each story that appears is one article with one post', { timeout: 90_000 }, async () => {
    await test.ledger.syncAccount(wantedAccount());
    const settings = { ...DEFAULT_SOURCE_SETTINGS, every: { floorMs: 1, ceilingMs: 1 } };
    const address = `${feed.url}/feed`;
    await test.ledger.addSource({ name: 'harbour-post', kind: 'feed', address, settings, backfill: 0 });
    // The answers are empty until two processes have asked: one may be done before the next has started. From then on
    // each shows one more.
    const askers = new Set<string | undefined>();
    feed.listener = (request, response) => {
      askers.add(request.headers['user-agent']);
      response.end(feed.document());
      if (askers.size < 2) return;
      const name = `number ${String.fromCharCode(97 + feed.stories.length)}`;
      if (feed.stories.length < STORIES) feed.stories = [{ name, publishedAt: new Date() }, ...feed.stories];
    };
    const racers = await Promise.all([race(test), race(test), race(test)]);
    expect(feed.mostAtOnce).toBe(1);
    expect(racers.filter((polls) => polls > 0).length).toBeGreaterThan(1);
    expect(await test.engine.db.selectFrom('articles').select('id').execute()).toHaveLength(STORIES);
    const posts = await test.ledger.listPosts({});
    expect([posts.length, new Set(posts.map(({ articleId }) => articleId)).size]).toEqual([STORIES, STORIES]);
  });
});

async function race({ address }: TestLedger): Promise<number> {
  return (await runRacer('poll-racer.ts', JSON.stringify(address), String(STORIES))).length;
}
