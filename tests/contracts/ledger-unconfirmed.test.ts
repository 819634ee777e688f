import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';

const MINUTE = 60_000;
const FOUND = { kind: 'part-published', remoteId: '7', url: 'https://x.example/7' } as const;
const SEND_AGAIN = { kind: 'send-again', counted: true } as const;

describe.each<Engine>(['sqlite', 'postgres'])('unknown deliveries in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const lookAgain = (clean: boolean) => ({ kind: 'look-again', at: desk.in(2 * MINUTE), clean }) as const;

  describe('looks', () => {
    it('a look is made when it is due, by one worker', async () => {
      await desk.loseAnswer(await desk.schedule());
      expect(await desk.ledger.claimLookUp()).toBeNull();
      desk.clock.advance(MINUTE);
      const looks = await Promise.all(Array.from({ length: 5 }, () => desk.ledger.claimLookUp()));
      expect(looks.filter((look) => look !== null)).toHaveLength(1);
    });

    it('several workers look for several posts at once', async () => {
      await desk.loseAnswer(await desk.schedule({ text: 'one' }));
      await desk.loseAnswer(await desk.schedule({ text: 'two' }));
      desk.clock.advance(MINUTE);
      const looks = await Promise.all(Array.from({ length: 5 }, () => desk.ledger.claimLookUp()));
      expect(looks.flatMap((look) => (look === null ? [] : [look.part.text])).sort()).toEqual(['one', 'two']);
    });

    it('a look knows all that tells the post from others', async () => {
      await desk.setHabits({ resend: 'never' });
      const thread = await desk.scheduleThread(['one', 'two'], { expiresAt: desk.in(10 * MINUTE) });
      await desk.publish(thread, '1');
      desk.clock.advance(TIMING.betweenPartsMs);
      const claim = await desk.claim(thread);
      const prepared = { mediaIds: [], usableUntil: null, unpublishedId: 'u1' };
      await desk.ledger.savePrepared(claim.token, prepared);
      await desk.ledger.openDelivery(claim.token);
      const firstIntentAt = desk.in(0);
      const answer = { status: null, code: null, message: 'cut' };
      await desk.ledger.settlePost(claim.token, { kind: 'look-up', at: desk.in(5), ifAbsent: 'reject', answer });
      desk.clock.advance(5);
      expect(await desk.takeLook()).toMatchObject({
        part: { position: 1, text: 'two', inReplyTo: '1' },
        prepared,
        firstIntentAt,
        knownIds: new Set(['1']),
        delivery: {
          deadline: claim.deadline,
          windowMs: TIMING.lookUpWindowMs.x,
          ifAbsent: 'reject',
          cleanLooks: 0,
          failedLooks: 0,
          expiresAt: thread.expiresAt,
          resend: 'never',
        },
        history: { triedOnce: [], sentAgain: false },
      });
    });

    it('a look whose lease is over settles nothing, and another worker looks', async () => {
      const post = await desk.loseAnswer(await desk.schedule());
      desk.clock.advance(MINUTE);
      const slow = await desk.takeLook();
      desk.clock.advance(TIMING.lookUpCallMs + TIMING.leaseGraceMs - 1);
      expect(await desk.ledger.claimLookUp()).toBeNull();
      desk.clock.advance(1);
      expect(await desk.ledger.settleLookUp(slow.token, SEND_AGAIN)).toBeNull();
      const next = await desk.takeLook();
      expect(await desk.ledger.settleLookUp(slow.token, SEND_AGAIN)).toBeNull();
      expect(await desk.ledger.settleLookUp(next.token, FOUND)).toMatchObject({ id: post.id, state: 'published' });
      expect(await desk.ledger.settleLookUp(next.token, FOUND)).toBeNull();
    });

    it('clean looks are counted, failed ones only in a row', async () => {
      await desk.loseAnswer(await desk.schedule());
      for (const clean of [false, false, true, false]) {
        await desk.lookAnd(lookAgain(clean));
        desk.clock.advance(MINUTE);
      }
      desk.clock.advance(MINUTE);
      expect((await desk.takeLook()).delivery).toMatchObject({ cleanLooks: 1, failedLooks: 1 });
    });

    it('a found post is adopted with its address', async () => {
      await desk.loseAnswer(await desk.schedule());
      expect(await desk.lookAnd(FOUND)).toMatchObject({
        state: 'published',
        parts: [{ remoteId: '7', url: 'https://x.example/7' }],
      });
    });

    it('an absent post is sent again, and the ledger remembers that', async () => {
      const post = await desk.schedule();
      await desk.loseAnswer(post);
      expect(await desk.lookAnd(SEND_AGAIN)).toMatchObject({ state: 'scheduled', nextAt: desk.in(0) });
      expect((await desk.claim(post)).history.sentAgain).toBe(true);
    });

    it('making a hidden post visible does not count as sending it again', async () => {
      const post = await desk.schedule();
      await desk.loseAnswer(post);
      await desk.lookAnd({ kind: 'send-again', counted: false });
      expect((await desk.claim(post)).history.sentAgain).toBe(false);
    });

    it('a duplicate that is not ours ends the post', async () => {
      await desk.loseAnswer(await desk.schedule(), 'reject');
      expect(await desk.lookAnd({ kind: 'rejected', reason: 'not ours' })).toMatchObject({
        state: 'rejected',
        reason: 'not ours',
      });
    });

    it('two unknowns in a row hold the account until a look has an answer', async () => {
      await desk.loseAnswer(await desk.schedule({ text: 'one' }));
      await desk.loseAnswer(await desk.schedule({ text: 'two' }));
      const third = await desk.schedule({ text: 'three' });
      await desk.lookAnd(lookAgain(false));
      expect(await desk.tryClaim(third)).toMatchObject({ kind: 'early' });
      expect(await desk.ledger.listSendable()).toEqual([]);
      await desk.lookAnd(lookAgain(true));
      await desk.claim(third);
    });
  });

  describe('a person who is faster than the looks', () => {
    const WINDOW_ENDS_MS = TIMING.callMs + TIMING.lookUpWindowMs.x;

    it('says that the post is there, and the look that is under way changes nothing any more', async () => {
      const post = await desk.loseAnswer(await desk.scheduleThread(['one', 'two']));
      desk.clock.advance(MINUTE);
      const { token } = await desk.takeLook();
      expect(await desk.ledger.confirmPublished(post.id, '7', 'https://x.example/7')).toMatchObject({
        state: 'scheduled',
        parts: [{ remoteId: '7' }, { remoteId: null }],
      });
      expect(await desk.ledger.settleLookUp(token, SEND_AGAIN)).toBeNull();
      expect(await desk.ledger.settleLookUp(token, { ...FOUND, remoteId: '8' })).toBeNull();
      desk.clock.advance(TIMING.betweenPartsMs);
      expect((await desk.claim(post)).part).toMatchObject({ position: 1, inReplyTo: '7' });
    });

    it('cannot have it sent again while the first call may still come to something', async () => {
      const post = await desk.loseAnswer(await desk.schedule());
      desk.clock.advance(WINDOW_ENDS_MS - 1);
      await expect(desk.ledger.confirmAbsent(post.id)).rejects.toMatchObject({
        code: 'KWB_TRANSITION_REFUSED',
        message: expect.stringContaining('may still appear') as string,
      });
      expect(await desk.fresh(post)).toMatchObject({ state: 'publishing' });
    });

    it('has it sent again afterwards, once, and the look that is under way changes nothing any more', async () => {
      const post = await desk.loseAnswer(await desk.schedule());
      desk.clock.advance(WINDOW_ENDS_MS);
      const { token } = await desk.takeLook();
      expect(await desk.ledger.confirmAbsent(post.id)).toMatchObject({ state: 'scheduled', nextAt: desk.in(0) });
      expect(await desk.ledger.settleLookUp(token, FOUND)).toBeNull();
      expect(await desk.ledger.settleLookUp(token, SEND_AGAIN)).toBeNull();
      expect(await desk.ledger.claimLookUp()).toBeNull();
      await desk.publish(post, '9');
      await expect(desk.ledger.confirmAbsent(post.id)).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
    });

    it('is not asked while a worker still sends it', async () => {
      const post = await desk.schedule();
      await desk.send(post);
      desk.clock.advance(WINDOW_ENDS_MS);
      await expect(desk.ledger.confirmAbsent(post.id)).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
      await expect(desk.ledger.confirmPublished(post.id, '7', 'u')).rejects.toMatchObject({
        code: 'KWB_TRANSITION_REFUSED',
      });
    });

    it('lets an account that waited for its looks go on', async () => {
      const one = await desk.loseAnswer(await desk.schedule({ text: 'one' }));
      await desk.loseAnswer(await desk.schedule({ text: 'two' }));
      const third = await desk.schedule({ text: 'three' });
      expect(await desk.tryClaim(third)).toMatchObject({ kind: 'early' });
      await desk.ledger.confirmPublished(one.id, '7', 'https://x.example/7');
      await desk.claim(third);
    });
  });

  describe('unconfirmed posts', () => {
    it('wait for a person: no look, no send', async () => {
      const post = await desk.schedule();
      expect(await desk.leaveUnconfirmed(post)).toMatchObject({ state: 'unconfirmed', reason: 'nobody could tell' });
      desk.clock.advance(60 * MINUTE);
      await desk.ledger.sweepLate();
      expect(await desk.ledger.claimLookUp()).toBeNull();
      expect(await desk.ledger.listSendable()).toEqual([]);
      expect(await desk.fresh(post)).toMatchObject({ state: 'unconfirmed' });
    });

    it('"it is there" adopts the post that a person saw', async () => {
      const post = await desk.leaveUnconfirmed(await desk.schedule());
      expect(await desk.ledger.confirmPublished(post.id, '7', 'https://x.example/7')).toMatchObject({
        state: 'published',
        reason: null,
        publishedAt: desk.in(0),
        parts: [{ remoteId: '7', url: 'https://x.example/7' }],
      });
    });

    it('"it is there" lets a thread go on', async () => {
      const post = await desk.leaveUnconfirmed(await desk.scheduleThread(['one', 'two']));
      expect(await desk.ledger.confirmPublished(post.id, '7', 'https://x.example/7')).toMatchObject({
        state: 'scheduled',
        reason: null,
      });
      desk.clock.advance(TIMING.betweenPartsMs);
      expect((await desk.claim(post)).part).toMatchObject({ position: 1, inReplyTo: '7' });
    });

    it('"it is there" is refused for what another post became', async () => {
      const other = await desk.schedule({ text: 'one' });
      await desk.publish(other, '7');
      const post = await desk.leaveUnconfirmed(await desk.schedule({ text: 'two' }));
      await expect(desk.ledger.confirmPublished(post.id, '7', 'https://x.example/7')).rejects.toMatchObject({
        code: 'KWB_TRANSITION_REFUSED',
        message: expect.stringContaining(other.id) as string,
      });
      expect(await desk.fresh(post)).toMatchObject({ state: 'unconfirmed' });
    });

    it('"it is not" sends it again, with a new right to one repetition', async () => {
      const post = await desk.schedule();
      await desk.loseAnswer(post);
      await desk.lookAnd(SEND_AGAIN);
      const { revision } = await desk.leaveUnconfirmed(post);
      expect(await desk.ledger.confirmAbsent(post.id)).toMatchObject({
        state: 'scheduled',
        revision: revision + 1,
        nextAt: desk.in(0),
        reason: null,
      });
      expect((await desk.claim(post)).history.sentAgain).toBe(false);
    });

    it('"it is not" sends a post that has expired meanwhile', async () => {
      const post = await desk.schedule({ expiresAt: desk.in(5_000) });
      await desk.leaveUnconfirmed(post);
      await desk.ledger.confirmAbsent(post.id);
      await desk.ledger.sweepLate();
      await desk.claim(post);
    });

    it('a person is asked about unconfirmed posts only', async () => {
      const post = await desk.schedule();
      await expect(desk.ledger.confirmAbsent(post.id)).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
      await expect(desk.ledger.confirmPublished(post.id, '7', 'u')).rejects.toMatchObject({
        code: 'KWB_TRANSITION_REFUSED',
      });
      await expect(desk.ledger.confirmAbsent('nothing')).rejects.toMatchObject({ code: 'KWB_NOT_FOUND' });
    });

    it('an answer twice is an answer once', async () => {
      const post = await desk.leaveUnconfirmed(await desk.schedule());
      const answers = await Promise.allSettled([1, 2, 3].map(() => desk.ledger.confirmAbsent(post.id)));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await desk.fresh(post)).toMatchObject({ state: 'scheduled', revision: post.revision + 1 });
    });

    it('what a person said stands in the history', async () => {
      const post = await desk.leaveUnconfirmed(await desk.schedule());
      await desk.ledger.confirmAbsent(post.id);
      expect((await desk.listEventKinds(post)).slice(-2)).toEqual(['look-up-unconfirmed', 'confirmed-absent']);
    });
  });
});
