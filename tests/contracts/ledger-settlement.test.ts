import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import { ANSWER, LedgerDesk, PUBLISHED, tryAgain } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';

const MINUTE = 60_000;

describe.each<Engine>(['sqlite', 'postgres'])('settling in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const reject = (suspectsAccount: boolean) =>
    ({ kind: 'rejected', reason: 'not this text', suspectsAccount, answer: ANSWER }) as const;
  const listDeliveries = () =>
    desk.test.engine.db.selectFrom('deliveries').select(['state', 'settled_at']).orderBy('id').execute();

  it('what was answered stands in the history with when it goes on, as one sentence', async () => {
    const post = await desk.schedule();
    await desk.sendAnd(post, tryAgain(desk.in(0), { answer: { ...ANSWER, message: 'Over capacity.' } }));
    await desk.loseAnswer(post);
    await desk.lookAnd({ kind: 'look-again', at: desk.in(0), clean: false });
    const details = (await desk.ledger.listEvents(post.id)).map(({ detail }) => detail);
    expect(details.filter((detail) => detail.includes(' at 20'))).toEqual([
      expect.stringMatching(/^Over capacity; tried again at 20\S+Z$/),
      expect.stringMatching(/; we look at 20\S+Z$/),
      expect.stringMatching(/^no answer; we look again at 20\S+Z$/),
    ]);
  });

  describe('what was published', () => {
    it('shows its address and is never sendable again', async () => {
      const post = await desk.schedule();
      expect(await desk.publish(post, '101')).toMatchObject({
        state: 'published',
        parts: [{ remoteId: '101', url: 'https://x.example/101' }],
      });
      expect(await desk.ledger.listSendable()).toEqual([]);
      await expect(desk.ledger.reschedulePost(post.id, { at: desk.in(0), wallTime: null })).rejects.toMatchObject({
        code: 'KWB_TRANSITION_REFUSED',
      });
    });

    it('a thread goes on with its next part, below the one before', async () => {
      const post = await desk.scheduleThread(['one', 'two']);
      await desk.publish(post, '101');
      expect(await desk.fresh(post)).toMatchObject({
        state: 'scheduled',
        revision: 2,
        dueAt: post.dueAt,
        nextAt: desk.in(TIMING.betweenPartsMs),
      });
      desk.clock.advance(TIMING.betweenPartsMs);
      const second = await desk.claim(post);
      expect(second.part).toMatchObject({ position: 1, text: 'two', inReplyTo: '101' });
      await desk.ledger.openDelivery(second.token);
      const settled = await desk.ledger.settlePost(second.token, { ...PUBLISHED, remoteId: '102' });
      expect(settled).toMatchObject({ state: 'published', publishedAt: desk.in(0) });
    });

    it('one post of the network is the answer to one delivery only', async () => {
      await desk.publish(await desk.schedule({ text: 'one' }), '101');
      const second = await desk.schedule({ text: 'two' });
      await expect(desk.publish(second, '101')).rejects.toThrow(/unique|duplicate/i);
    });

    it('forgets what was prepared, since readers see it now', async () => {
      const post = await desk.schedule();
      const claim = await desk.claim(post);
      await desk.ledger.savePrepared(claim.token, { mediaIds: ['m1'], usableUntil: null, unpublishedId: 'u1' });
      await desk.ledger.openDelivery(claim.token);
      await desk.ledger.settlePost(claim.token, PUBLISHED);
      const { prepared } = await desk.test.engine.db.selectFrom('parts').select('prepared').executeTakeFirstOrThrow();
      expect(prepared).toBeNull();
    });

    it('a post that is being sent cannot be cancelled', async () => {
      const post = await desk.schedule();
      await desk.send(post);
      await expect(desk.ledger.cancelPost(post.id)).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
    });
  });

  describe('what is to be tried again', () => {
    it('comes back at its time under the next revision, and its delivery is closed', async () => {
      const post = await desk.schedule();
      expect(await desk.sendAnd(post, tryAgain(desk.in(MINUTE)))).toMatchObject({
        state: 'scheduled',
        revision: 2,
        dueAt: post.dueAt,
        nextAt: desk.in(MINUTE),
      });
      expect(await listDeliveries()).toEqual([{ state: 'deferred', settled_at: desk.in(0).getTime() }]);
    });

    it('the answers to which one more try was given are remembered, each once', async () => {
      const post = await desk.schedule();
      for (const triedOnce of ['parent-missing', null, 'media-missing', 'parent-missing'])
        await desk.sendAnd(post, tryAgain(desk.in(0), { triedOnce }));
      expect((await desk.claim(post)).history).toEqual({
        triedOnce: ['parent-missing', 'media-missing'],
        sentAgain: false,
        accountSuspected: false,
      });
    });

    it('prepared things that the network has forgotten are made anew', async () => {
      const post = await desk.schedule();
      const claim = await desk.claim(post);
      await desk.ledger.savePrepared(claim.token, { mediaIds: ['m1'], usableUntil: null, unpublishedId: null });
      await desk.ledger.settlePost(claim.token, tryAgain(desk.in(0), { discardPrepared: true }));
      expect((await desk.claim(post)).prepared).toBeNull();
    });

    it('a block of the account never ends earlier than an older answer said', async () => {
      const post = await desk.schedule();
      const claim = await desk.claim(post);
      const blocked_until = desk.in(10 * MINUTE).getTime();
      await desk.test.engine.db.updateTable('accounts').set({ blocked_until }).execute();
      await desk.ledger.settlePost(claim.token, tryAgain(desk.in(0), { blockAccountUntil: desk.in(MINUTE) }));
      expect(await desk.tryClaim(post)).toEqual({ kind: 'early', until: new Date(blocked_until) });
    });
  });

  describe('what was refused', () => {
    it('ends the post with the reason', async () => {
      const post = await desk.schedule();
      expect(await desk.sendAnd(post, reject(false))).toMatchObject({ state: 'rejected', reason: 'not this text' });
      expect(await listDeliveries()).toMatchObject([{ state: 'refused' }]);
    });

    it('without a clear reason throws suspicion on the account, for its other posts, until one is published', async () => {
      const [one, two, three] = [
        await desk.schedule({ text: 'one' }),
        await desk.schedule({ text: 'two' }),
        await desk.schedule({ text: 'three' }),
      ];
      await desk.sendAnd(one, reject(true));
      await desk.ledger.reschedulePost(one.id, { at: desk.in(0), wallTime: null });
      expect((await desk.sendAnd(one, tryAgain(desk.in(0)))).state).toBe('scheduled');
      const own = await desk.claim(one);
      expect(own.history.accountSuspected).toBe(false);
      await desk.ledger.settlePost(own.token, tryAgain(desk.in(MINUTE)));
      const other = await desk.claim(two);
      expect(other.history.accountSuspected).toBe(true);
      await desk.ledger.openDelivery(other.token);
      await desk.ledger.settlePost(other.token, PUBLISHED);
      expect((await desk.claim(three)).history.accountSuspected).toBe(false);
    });

    it('for the sake of the account pauses it, and the post waits at its time', async () => {
      const post = await desk.schedule();
      const settled = await desk.sendAnd(post, { kind: 'account-paused', reason: 'pay first', answer: ANSWER });
      expect(settled).toMatchObject({
        state: 'scheduled',
        revision: 2,
        nextAt: post.nextAt,
        account: { state: 'paused', pausedReason: 'pay first' },
      });
      expect(await listDeliveries()).toMatchObject([{ state: 'refused' }]);
      await desk.ledger.resumeAccount(desk.account.id);
      await desk.claim(post);
    });
  });

  describe('what came too late', () => {
    it('an answer after the lease changes nothing: the look decides', async () => {
      const post = await desk.schedule();
      const token = await desk.send(post);
      desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
      await desk.ledger.sweepLate();
      for (const settlement of [PUBLISHED, reject(true), tryAgain(desk.in(0), { blockAccountUntil: desk.in(MINUTE) })])
        expect(await desk.ledger.settlePost(token, settlement)).toBeNull();
      expect(await desk.fresh(post)).toMatchObject({
        state: 'publishing',
        account: { blockedUntil: null },
        parts: [{ remoteId: null }],
      });
      expect(await listDeliveries()).toEqual([{ state: 'unknown', settled_at: null }]);
    });

    it('an answer is written down once', async () => {
      const post = await desk.schedule();
      const token = await desk.send(post);
      expect(await desk.ledger.settlePost(token, PUBLISHED)).toMatchObject({ revision: 2 });
      expect(await desk.ledger.settlePost(token, PUBLISHED)).toBeNull();
      expect(await desk.fresh(post)).toMatchObject({ revision: 2 });
    });
  });

  it('the history of a post says what happened, in order', async () => {
    const post = await desk.schedule();
    await desk.publish(post, '101');
    expect(await desk.listEventKinds(post)).toEqual(['post-planned', 'delivery-opened', 'delivery-part-published']);
  });
});
