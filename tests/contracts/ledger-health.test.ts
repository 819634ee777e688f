import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import { ANSWER, LedgerDesk, tryAgain } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';
import { plannedPost, wantedAccount } from '../support/samples.js';

const MINUTE = 60_000;

describe.each<Engine>(['sqlite', 'postgres'])('health in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  describe('health', () => {
    const readLateMs = async () => (await desk.ledger.readHealth()).oldestLateMs;

    it('of an idle newsroom is good', async () => {
      await desk.schedule({ dueAt: desk.in(MINUTE) });
      expect(await desk.ledger.readHealth()).toEqual({
        oldestLateMs: null,
        workers: [],
        silence: null,
        pausedAccounts: [],
        stalledAccounts: [],
        unconfirmedPosts: 0,
        troubledSources: [],
        refusedWrite: null,
      });
    });

    it('says how long the oldest post has been waiting that could be sent', async () => {
      const page = await desk.ledger.syncAccount(wantedAccount({ network: 'facebook', name: 'page' }));
      await desk.ledger.createPost(plannedPost(page.id));
      desk.clock.advance(40_000);
      await desk.schedule({ dueAt: desk.in(0) });
      expect(await readLateMs()).toBe(40_000);
    });

    it('counts no post that is being sent, blocked, in a silence or waits for its turn', async () => {
      const [one] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      desk.clock.advance(TIMING.lateMs + 1);
      const token = await desk.send(one);
      expect(await readLateMs()).toBeNull();
      await desk.ledger.settlePost(token, tryAgain(desk.in(10 * MINUTE), { blockAccountUntil: desk.in(MINUTE) }));
      expect(await readLateMs()).toBeNull();
      desk.clock.advance(MINUTE + 500);
      expect(await readLateMs()).toBe(500);
      await desk.ledger.startSilence('hush', null);
      expect(await desk.ledger.readHealth()).toMatchObject({ oldestLateMs: null, silence: { reason: 'hush' } });
    });

    it('of late posts that go out one by one is good', async () => {
      const [one] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      desk.clock.advance(60 * MINUTE);
      await desk.publish(one, '1');
      desk.clock.advance(TIMING.catchUpGapMs + 1_000);
      expect(await readLateMs()).toBe(1_000);
    });

    it('names the accounts that are paused and counts what a person must decide', async () => {
      await desk.leaveUnconfirmed(await desk.schedule({ text: 'one' }));
      const refused = await desk.schedule({ text: 'two' });
      await desk.sendAnd(refused, { kind: 'account-paused', reason: 'pay first', answer: ANSWER });
      expect(await desk.ledger.readHealth()).toMatchObject({
        oldestLateMs: null,
        pausedAccounts: [{ name: 'x', pausedReason: 'pay first' }],
        unconfirmedPosts: 1,
      });
    });

    it('names an account that sends nothing more because too much of it is being looked for', async () => {
      await desk.loseAnswer(await desk.schedule({ text: 'one' }));
      expect(await desk.ledger.readHealth()).toMatchObject({ stalledAccounts: [] });
      await desk.loseAnswer(await desk.schedule({ text: 'two' }));
      await desk.schedule({ text: 'three' });
      expect(await desk.ledger.readHealth()).toMatchObject({ oldestLateMs: null, stalledAccounts: [{ name: 'x' }] });
      await desk.lookAnd({ kind: 'unconfirmed', reason: 'nobody could tell' });
      expect(await desk.ledger.readHealth()).toMatchObject({ stalledAccounts: [], unconfirmedPosts: 1 });
    });
  });

  describe('workers', () => {
    it('say that they live, each once, until they sign off', async () => {
      await desk.ledger.beat({ id: 'w1', role: 'worker' });
      await desk.ledger.beat({ id: 'w2', role: 'all' });
      desk.clock.advance(5_000);
      await desk.ledger.beat({ id: 'w1', role: 'worker' });
      expect((await desk.ledger.readHealth()).workers).toEqual([
        { id: 'w1', role: 'worker', seenMsAgo: 0 },
        { id: 'w2', role: 'all', seenMsAgo: 5_000 },
      ]);
      await desk.ledger.signOff('w2');
      expect((await desk.ledger.readHealth()).workers).toHaveLength(1);
    });

    it('that were not seen for two minutes are forgotten when another one is', async () => {
      await desk.ledger.beat({ id: 'gone', role: 'worker' });
      desk.clock.advance(2 * MINUTE);
      await desk.ledger.beat({ id: 'here', role: 'worker' });
      expect((await desk.ledger.readHealth()).workers).toHaveLength(2);
      desk.clock.advance(1);
      await desk.ledger.beat({ id: 'here', role: 'worker' });
      expect((await desk.ledger.readHealth()).workers).toEqual([{ id: 'here', role: 'worker', seenMsAgo: 0 }]);
    });
  });

  it('metrics count posts, deliveries and how late they went out', async () => {
    await desk.publish(await desk.schedule({ text: 'one', dueAt: desk.in(-80) }), '1');
    await desk.publish(await desk.schedule({ text: 'two', dueAt: desk.in(-2_000) }), '2');
    await desk.loseAnswer(await desk.schedule({ text: 'three' }));
    await desk.schedule({ text: 'four', dueAt: desk.in(MINUTE) });
    expect(await desk.ledger.readMetrics()).toMatchObject({
      posts: [
        { network: 'x', state: 'published', count: 2 },
        { network: 'x', state: 'publishing', count: 1 },
        { network: 'x', state: 'scheduled', count: 1 },
      ],
      deliveries: [
        { network: 'x', state: 'published', count: 2 },
        { network: 'x', state: 'unknown', count: 1 },
      ],
      lateness: [{ network: 'x', sumMs: 2_080 }],
    });
    const [x] = (await desk.ledger.readMetrics()).lateness;
    expect(x?.buckets.map(({ atMostMs, count }) => [atMostMs, count])).toEqual([
      [50, 1],
      [100, 2],
      [250, 2],
      [500, 2],
      [1_000, 2],
      [2_500, 3],
      [5_000, 3],
      [10_000, 3],
      [30_000, 3],
      [60_000, 3],
      [null, 3],
    ]);
  });
});
