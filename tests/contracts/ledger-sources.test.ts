import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { PollResult, WantedSource } from '../../src/application/ports/source-ledger.js';
import { DEFAULT_SOURCE_SETTINGS, type Source } from '../../src/domain/source.js';
import type { Engine } from '../support/test-databases.js';
import { openTestLedger, type TestLedger } from '../support/test-ledger.js';

const MINUTE_MS = 60_000;
const WANTED: WantedSource = {
  name: 'harbour-post',
  kind: 'feed',
  address: 'https://harbour-post.example/feed',
  settings: DEFAULT_SOURCE_SETTINGS,
  backfill: 0,
};

describe.each<Engine>(['sqlite', 'postgres'])('the sources in the ledger on %s', (kind) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await openTestLedger(kind, inject('postgresUrl'));
  });
  afterEach(() => test.destroy());

  /** So that it is the service's turn to ask it. */
  const add = async (change: Partial<WantedSource> = {}): Promise<Source> => {
    const source = await test.ledger.addSource({ ...WANTED, ...change });
    test.clock.advance(MINUTE_MS);
    return source;
  };
  const find = async (name = WANTED.name): Promise<Source> => {
    const source = await test.ledger.findSource(name);
    if (source === null) throw new Error(`${name} is not there`);
    return source;
  };
  const claim = () => test.ledger.claimPoll(['feed', 'wordpress', 'folder', 'webhook']);
  const result = (change: Partial<PollResult> = {}): PollResult => ({
    outcome: 'articles',
    note: '200, 10 articles',
    cursor: 'c1',
    nextPollAt: new Date(test.clock.now().getTime() + MINUTE_MS),
    items: 10,
    newArticles: 0,
    hub: null,
    movedTo: null,
    isTakenIn: true,
    pauseReason: null,
    ...change,
  });
  const poll = async (change: Partial<PollResult> = {}): Promise<void> => {
    const claimed = await claim();
    expect(await test.ledger.finishPoll(claimed?.token ?? '', result(change))).toBe(true);
  };
  const fail = (note: string) => poll({ outcome: 'failed', note, cursor: null, items: null, isTakenIn: false });
  const eventKinds = async () =>
    (
      await test.engine.db
        .selectFrom('events')
        .select('kind')
        .where('source_id', 'is not', null)
        .orderBy('id')
        .execute()
    ).map((event) => event.kind);

  it('whoever adds a source asks it first, and its first answer ends the first meeting', async () => {
    const { id } = await test.ledger.addSource(WANTED);
    expect(await find()).toMatchObject({ state: 'active', primedAt: null, lastPoll: null });
    expect(await claim()).toBeNull();
    expect(await test.ledger.claimPollOf(id)).toMatchObject({ source: { id } });
    test.clock.advance(MINUTE_MS);
    expect(await claim()).toMatchObject({ source: { name: 'harbour-post' }, cursor: null });
    test.clock.advance(MINUTE_MS);
    await poll({ newArticles: 10 });
    expect(await find()).toMatchObject({
      primedAt: test.clock.now(),
      lastPoll: { outcome: 'articles', note: '200, 10 articles', at: test.clock.now() },
      history: { lastItems: 10, lastGoodPollAt: test.clock.now(), lastNewAt: test.clock.now(), failuresInRow: 0 },
    });
    test.clock.advance(MINUTE_MS);
    expect(await claim()).toMatchObject({ cursor: 'c1' });
  });

  it('a source has one name, and an address one source', async () => {
    await add();
    await expect(add({ address: 'https://other.example/feed' })).rejects.toMatchObject({ code: 'KWB_USAGE' });
    await expect(add({ name: 'other' })).rejects.toMatchObject({ code: 'KWB_USAGE' });
    await add({ name: 'other', kind: 'wordpress' });
    expect((await test.ledger.listSources()).map((source) => source.name)).toEqual(['harbour-post', 'other']);
  });

  it('nobody polls a webhook, and what it brings first is news', async () => {
    expect(await add({ kind: 'webhook' })).toMatchObject({ primedAt: expect.any(Date) as Date, nextPollAt: null });
    expect(await claim()).toBeNull();
  });

  it('a source is polled by one at a time, also by hand', async () => {
    const { id } = await add();
    const claims = await Promise.all([claim(), claim(), test.ledger.claimPollOf(id)]);
    expect(claims.filter((each) => each !== null)).toHaveLength(1);
    expect(await test.ledger.claimPollOf(id)).toBeNull();
    await test.ledger.finishPoll(claims.find((each) => each !== null)?.token ?? '', result());
    expect(await claim()).toBeNull();
    expect(await test.ledger.claimPollOf(id)).toMatchObject({ source: { id } });
  });

  it('a process reads the kinds it can', async () => {
    await add({ kind: 'folder', address: '/srv/drop' });
    expect(await test.ledger.claimPoll(['feed', 'wordpress'])).toBeNull();
    expect(await test.ledger.claimPoll([])).toBeNull();
    expect(await test.ledger.claimPoll(['folder'])).not.toBeNull();
  });

  it('the poll of a process that died is taken over, and what it says then counts no more', async () => {
    await add();
    const dead = await claim();
    test.clock.advance(39_999);
    expect(await claim()).toBeNull();
    test.clock.advance(1);
    const second = await claim();
    expect(second).not.toBeNull();
    expect(await test.ledger.finishPoll(dead?.token ?? '', result())).toBe(false);
    expect(await test.ledger.finishPoll(second?.token ?? '', result())).toBe(true);
  });

  it('failures are counted until it answers; at the third somebody is told', async () => {
    await add();
    for (let times = 0; times < 4; times++) {
      await fail('it answered 500');
      test.clock.advance(MINUTE_MS);
    }
    expect(await find()).toMatchObject({ primedAt: null, history: { failuresInRow: 4, lastGoodPollAt: null } });
    expect((await test.ledger.readHealth()).troubledSources).toMatchObject([{ name: 'harbour-post' }]);
    await poll();
    expect((await find()).history.failuresInRow).toBe(0);
    expect((await test.ledger.readHealth()).troubledSources).toEqual([]);
    expect(await eventKinds()).toEqual(['source-added', 'source-failing', 'source-recovered']);
  });

  it('a paused source is not asked until a person says so, and then at once', async () => {
    const { id } = await add();
    await test.ledger.pauseSource(id, 'paused by hand');
    expect(await claim()).toBeNull();
    expect(await test.ledger.claimPollOf(id)).toBeNull();
    expect(await find()).toMatchObject({ state: 'paused', pausedReason: 'paused by hand' });
    expect((await test.ledger.readHealth()).troubledSources).toMatchObject([{ pausedReason: 'paused by hand' }]);
    await test.ledger.resumeSource(id);
    expect(await claim()).toMatchObject({ source: { state: 'active', pausedReason: null } });
  });

  it('a poll may end with a pause; what it read is not counted as taken in', async () => {
    const { id } = await add();
    await poll();
    test.clock.advance(MINUTE_MS);
    await poll({ cursor: null, items: null, isTakenIn: false, pauseReason: 'so much that is unknown' });
    expect(await find()).toMatchObject({ state: 'paused', history: { lastItems: 10 } });
    await test.ledger.acceptFlood(id, 'post');
    expect(await claim()).toMatchObject({
      cursor: 'c1',
      source: { isFloodAccepted: true, primedAt: expect.any(Date) as Date },
    });
  });

  it('what a person accepts counts for one poll; what is skipped is met as if for the first time', async () => {
    const { id } = await add({ backfill: 3 });
    await poll();
    await test.ledger.acceptFlood(id, 'post');
    await poll();
    expect(await find()).toMatchObject({ isFloodAccepted: false });
    await test.ledger.acceptFlood(id, 'skip');
    expect(await find()).toMatchObject({ primedAt: null, backfill: 0 });
  });

  it('a source that moved for good is asked at its new address', async () => {
    await add();
    await poll({ movedTo: 'https://harbour-post.example/news.xml', hub: { hub: 'https://hub.example/', topic: 't' } });
    expect(await find()).toMatchObject({
      address: 'https://harbour-post.example/news.xml',
      hub: { hub: 'https://hub.example/', topic: 't' },
    });
  });

  it('a removed source frees its name, and comes back with all that it has shown', async () => {
    const { id } = await add();
    await poll();
    await test.ledger.removeSource(id);
    expect([await test.ledger.findSource('harbour-post'), await test.ledger.listSources(), await claim()]).toEqual([
      null,
      [],
      null,
    ]);
    await test.ledger.pauseSource(id, 'too late');
    await add({ address: 'https://other.example/feed' });
    const back = await add({ name: 'again' });
    expect(back).toMatchObject({ id, name: 'again', state: 'active', primedAt: null, lastPoll: null });
  });
});
