import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import { ANSWER, LedgerDesk, PUBLISHED, tryAgain } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';

const MINUTE = 60_000;
const GONE = { kind: 'gone' };

describe.each<Engine>(['sqlite', 'postgres'])('claims in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  describe('of one post', () => {
    it('a post is not claimed a millisecond early', async () => {
      const post = await desk.schedule({ dueAt: desk.in(1) });
      expect(await desk.tryClaim(post)).toEqual({ kind: 'early', until: post.dueAt });
      desk.clock.advance(1);
      expect((await desk.claim(post)).part.text).toBe('The night ferry returns');
    });

    it('an alarm of an older plan rings in vain', async () => {
      const post = await desk.schedule();
      await desk.ledger.reschedulePost(post.id, { at: desk.in(0), wallTime: null });
      expect(await desk.ledger.claimPost(post.id, 1)).toEqual(GONE);
      await desk.claim(post);
    });

    it('of twenty workers one gets the post', async () => {
      const post = await desk.schedule();
      const claims = await Promise.all(Array.from({ length: 20 }, () => desk.ledger.claimPost(post.id, 1)));
      expect(claims.filter((claim) => claim.kind === 'claimed')).toHaveLength(1);
    });

    it('a post whose time has passed is not claimed, a thread that has begun is', async () => {
      const [lonely, thread] = [
        await desk.schedule({ expiresAt: desk.in(MINUTE) }),
        await desk.scheduleThread(['one', 'two'], { expiresAt: desk.in(MINUTE) }),
      ];
      await desk.publish(thread, '1');
      desk.clock.advance(MINUTE);
      expect(await desk.tryClaim(lonely)).toEqual(GONE);
      expect((await desk.claim(thread)).part.position).toBe(1);
    });

    it('what was prepared is found again, until the text changes', async () => {
      const post = await desk.schedule();
      const prepared = { mediaIds: ['m1'], usableUntil: desk.in(MINUTE), unpublishedId: 'u1' };
      const claim = await desk.claim(post);
      expect(await desk.ledger.savePrepared(claim.token, prepared)).toBe(true);
      await desk.ledger.settlePost(claim.token, tryAgain(desk.in(0)));
      const again = await desk.claim(post);
      expect(again.prepared).toEqual(prepared);
      const { revision } = (await desk.ledger.settlePost(again.token, tryAgain(desk.in(0)))) ?? { revision: 0 };
      const part = { text: 'Another text', link: null, media: [], priceMicros: null };
      expect(await desk.ledger.replaceParts(post.id, revision, [part], [])).not.toBeNull();
      expect((await desk.claim(post)).prepared).toBeNull();
    });

    it('a claim that ended without saying what it prepared is told to the next one, unless the text changed', async () => {
      const post = await desk.schedule();
      expect((await desk.claim(post)).prepared).toBeNull();
      desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
      await desk.ledger.sweepLate();
      desk.clock.advance(TIMING.retrySoonMs);
      const again = await desk.claim(post);
      expect(again.prepared).toBe('lost');
      const { revision } = (await desk.ledger.settlePost(again.token, tryAgain(desk.in(0)))) ?? { revision: 0 };
      const part = { text: 'Another text', link: null, media: [], priceMicros: null };
      await desk.ledger.replaceParts(post.id, revision, [part], []);
      expect((await desk.claim(post)).prepared).toBeNull();
    });

    it('the intent of a delivery says when it was to go out and when it went', async () => {
      const post = await desk.schedule({ dueAt: desk.in(-5_000) });
      await desk.send(post);
      const rows = await desk.test.engine.db.selectFrom('deliveries').select(['due_at', 'intent_at']).execute();
      expect(rows).toEqual([{ due_at: post.dueAt.getTime(), intent_at: desk.in(0).getTime() }]);
    });

    it('a worker that wakes up after its deadline cannot send any more, but can still settle', async () => {
      const post = await desk.schedule();
      const claim = await desk.claim(post);
      desk.clock.advance(TIMING.callMs);
      expect(await desk.ledger.openDelivery(claim.token)).toBe(false);
      expect(await desk.ledger.settlePost(claim.token, tryAgain(desk.in(0)))).toMatchObject({ state: 'scheduled' });
    });

    it('one claim writes one intent', async () => {
      const token = await desk.send(await desk.schedule());
      expect(await desk.ledger.openDelivery(token)).toBe(false);
      expect(await desk.ledger.settlePost(token, PUBLISHED)).toMatchObject({ state: 'published' });
    });

    it('a worker whose lease is over can neither prepare, send nor settle', async () => {
      const { token } = await desk.claim(await desk.schedule());
      desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
      expect(await desk.ledger.savePrepared(token, { mediaIds: [], usableUntil: null, unpublishedId: null })).toBe(
        false,
      );
      expect(await desk.ledger.openDelivery(token)).toBe(false);
      expect(await desk.ledger.settlePost(token, PUBLISHED)).toBeNull();
    });
  });

  describe('of an account', () => {
    it('sends one post at a time, and who comes meanwhile waits for the end of the lease', async () => {
      const [first, second] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      await desk.claim(first);
      expect(await desk.tryClaim(second)).toEqual({
        kind: 'early',
        until: desk.in(TIMING.callMs + TIMING.leaseGraceMs),
      });
      desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
      await desk.claim(second);
    });

    it('that is blocked or paused sends nothing', async () => {
      const post = await desk.schedule();
      const until = desk.in(MINUTE);
      await desk.sendAnd(post, tryAgain(desk.in(0), { blockAccountUntil: until }));
      expect(await desk.tryClaim(post)).toEqual({ kind: 'early', until });
      desk.clock.advance(MINUTE);
      await desk.sendAnd(post, { kind: 'account-paused', reason: 'the token is dead', answer: ANSWER });
      expect(await desk.tryClaim(post)).toEqual(GONE);
      await desk.ledger.resumeAccount(desk.account.id);
      await desk.claim(post);
    });

    it('in a silence sends nothing, not even the rest of a thread, and goes on with that afterwards', async () => {
      const thread = await desk.scheduleThread(['one', 'two']);
      const post = await desk.schedule();
      await desk.publish(thread, '1');
      desk.clock.advance(TIMING.betweenPartsMs);
      await desk.ledger.startSilence('a minute for the miners', desk.in(MINUTE));
      expect(await desk.tryClaim(thread)).toEqual(GONE);
      expect(await desk.tryClaim(post)).toEqual(GONE);
      desk.clock.advance(MINUTE);
      expect((await desk.claim(thread)).part.text).toBe('two');
    });

    it('with two unknown outcomes in a row waits', async () => {
      await desk.loseAnswer(await desk.schedule({ text: 'one' }));
      await desk.loseAnswer(await desk.schedule({ text: 'two' }));
      expect(await desk.tryClaim(await desk.schedule({ text: 'three' }))).toEqual({
        kind: 'early',
        until: desk.in(TIMING.retrySoonMs),
      });
    });
  });

  describe('within the gap of an account', () => {
    const scheduleThree = async () =>
      [
        await desk.schedule({ text: 'one' }),
        await desk.schedule({ text: 'two' }),
        await desk.schedule({ text: 'three' }),
      ] as const;

    it('each post waits for its own turn, so that no alarm rings in vain', async () => {
      const [one, two, three] = await scheduleThree();
      await desk.setHabits({ minimumGapMs: 10 * MINUTE });
      expect(await desk.tryClaim(two)).toEqual({ kind: 'early', until: desk.in(10 * MINUTE) });
      expect(await desk.tryClaim(three)).toEqual({ kind: 'early', until: desk.in(20 * MINUTE) });
      await desk.publish(one, '1');
      desk.clock.advance(MINUTE);
      expect(await desk.tryClaim(two)).toEqual({ kind: 'early', until: desk.in(9 * MINUTE) });
      expect(await desk.tryClaim(three)).toEqual({ kind: 'early', until: desk.in(19 * MINUTE) });
      desk.clock.advance(9 * MINUTE);
      expect(await desk.tryClaim(three)).toEqual({ kind: 'early', until: desk.in(10 * MINUTE) });
      await desk.claim(two);
    });

    it('a breaking post goes ahead of the others', async () => {
      const [one] = await scheduleThree();
      const breaking = await desk.schedule({ text: 'storm warning', lane: 'breaking' });
      await desk.setHabits({ minimumGapMs: MINUTE });
      expect(await desk.tryClaim(one)).toEqual({ kind: 'early', until: desk.in(MINUTE) });
      await desk.claim(breaking);
    });

    it('a thread goes on without it', async () => {
      const thread = await desk.scheduleThread(['one', 'two']);
      await desk.setHabits({ minimumGapMs: 10 * MINUTE });
      await desk.publish(thread, '1');
      desk.clock.advance(TIMING.betweenPartsMs);
      expect((await desk.claim(thread)).part).toMatchObject({ position: 1, inReplyTo: '1' });
    });

    it('it counts from the send, not from the look that finds the post much later', async () => {
      const [one, two] = await scheduleThree();
      await desk.setHabits({ minimumGapMs: 10 * MINUTE });
      await desk.loseAnswer(one);
      await desk.lookAnd({ kind: 'part-published', remoteId: '1', url: null });
      expect(await desk.tryClaim(two)).toEqual({ kind: 'early', until: desk.in(9 * MINUTE) });
    });

    it('a send that made nothing makes nobody wait, itself included', async () => {
      const [one, two] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      await desk.setHabits({ minimumGapMs: 10 * MINUTE });
      await desk.sendAnd(one, tryAgain(desk.in(1)));
      await desk.sendAnd(two, { kind: 'rejected', reason: 'no', suspectsAccount: false, answer: ANSWER });
      desk.clock.advance(1);
      await desk.loseAnswer(one);
      await desk.lookAnd({ kind: 'send-again', counted: true });
      await desk.claim(one);
    });
  });

  describe('after an outage', () => {
    it('the late posts go out in order and apart from each other, never in a burst', async () => {
      const [one, two] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      desk.clock.advance(TIMING.lateMs + 1);
      const onTime = await desk.schedule({ text: 'three', dueAt: desk.in(0) });
      expect(await desk.tryClaim(two)).toEqual({ kind: 'early', until: desk.in(TIMING.catchUpGapMs) });
      await desk.publish(one, '1');
      expect(await desk.tryClaim(two)).toEqual({ kind: 'early', until: desk.in(TIMING.catchUpGapMs) });
      expect(await desk.tryClaim(onTime)).toEqual({ kind: 'early', until: desk.in(2 * TIMING.catchUpGapMs) });
      desk.clock.advance(TIMING.catchUpGapMs);
      await desk.publish(two, '2');
      await desk.claim(onTime);
    });

    it('a breaking post does not wait for the late ones', async () => {
      const late = await desk.schedule({ text: 'one' });
      desk.clock.advance(TIMING.lateMs + 1);
      const breaking = await desk.schedule({ text: 'two', lane: 'breaking', dueAt: desk.in(0) });
      expect(await desk.tryClaim(late)).toMatchObject({ kind: 'early' });
      await desk.claim(breaking);
    });
  });
});
