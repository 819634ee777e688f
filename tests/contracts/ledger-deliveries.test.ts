import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Post } from '../../src/domain/post.js';
import { ANSWER, LedgerDesk, PUBLISHED } from '../support/ledger-desk.js';
import { wantedAccount } from '../support/samples.js';
import type { Engine } from '../support/test-ledger.js';

describe.each<Engine>(['sqlite', 'postgres'])('sending with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  describe('claims', () => {
    it('a post is not claimed a millisecond early', async () => {
      const post = await desk.schedule({ dueAt: new Date(desk.test.clock.now().getTime() + 1) });
      expect(await desk.test.ledger.claimPost(post.id, 1)).toEqual({ kind: 'early', until: post.dueAt });
      desk.test.clock.advance(1);
      expect((await desk.claim(post)).part.text).toBe('The night ferry returns');
    });

    it('an alarm of an older plan rings in vain', async () => {
      const post = await desk.schedule();
      await desk.test.ledger.reschedulePost(post.id, desk.test.clock.now());
      expect(await desk.test.ledger.claimPost(post.id, 1)).toEqual({ kind: 'gone' });
      await desk.claim(await desk.fresh(post));
    });

    it('of twenty workers one gets the post', async () => {
      const post = await desk.schedule();
      const claims = await Promise.all(Array.from({ length: 20 }, () => desk.test.ledger.claimPost(post.id, 1)));
      expect(claims.filter((claim) => claim.kind === 'claimed')).toHaveLength(1);
    });

    it('an account sends one post at a time', async () => {
      const [first, second] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      const claims = await Promise.all([first, second].map((post) => desk.test.ledger.claimPost(post.id, 1)));
      expect(claims.map((claim) => claim.kind).sort()).toEqual(['claimed', 'early']);
    });

    it('a paused account, an account that must wait and one in its gap send nothing', async () => {
      const post = await desk.schedule();
      const claim = await desk.claim(post);
      const until = new Date(desk.test.clock.now().getTime() + 60_000);
      await desk.test.ledger.settlePost(claim.token, {
        kind: 'try-again',
        at: desk.test.clock.now(),
        discardPrepared: false,
        blockAccountUntil: until,
        answer: ANSWER,
      });
      expect(await desk.test.ledger.claimPost(post.id, 2)).toEqual({ kind: 'early', until });
      desk.test.clock.advance(60_000);
      const again = await desk.claim(await desk.fresh(post));
      await desk.test.ledger.settlePost(again.token, {
        kind: 'account-paused',
        reason: 'the token is dead',
        answer: ANSWER,
      });
      expect(await desk.fresh(post)).toMatchObject({
        state: 'scheduled',
        account: { state: 'paused', pausedReason: 'the token is dead' },
      });
      expect(await desk.test.ledger.claimPost(post.id, (await desk.fresh(post)).revision)).toEqual({ kind: 'gone' });
      await desk.test.ledger.resumeAccount(desk.account.id);
      await desk.claim(await desk.fresh(post));
    });

    it('two posts of an account keep its gap', async () => {
      await desk.test.ledger.syncAccount(wantedAccount({ settings: { characterLimit: null, minimumGapMs: 600_000 } }));
      const [first, second] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      await desk.test.ledger.settlePost(await desk.send(first), PUBLISHED);
      expect(await desk.test.ledger.claimPost(second.id, 1)).toEqual({
        kind: 'early',
        until: new Date(desk.test.clock.now().getTime() + 600_000),
      });
    });

    it('a worker whose lease is over can neither send nor settle', async () => {
      const claim = await desk.claim(await desk.schedule());
      desk.test.clock.advance(60_000);
      expect(await desk.test.ledger.openDelivery(claim.token)).toBe(false);
      expect(await desk.test.ledger.settlePost(claim.token, PUBLISHED)).toBeNull();
    });

    it('a claim that died before its intent is scheduled again under the next revision', async () => {
      const post = await desk.schedule();
      await desk.claim(post);
      desk.test.clock.advance(60_000);
      expect(await desk.test.ledger.sweepLate()).toEqual([{ alarm: { postId: post.id, revision: 2 }, at: post.dueAt }]);
      await desk.claim(await desk.fresh(post));
    });

    it('a claim that died after its intent is looked up, not sent again', async () => {
      const post = await desk.schedule();
      await desk.send(post);
      desk.test.clock.advance(60_000);
      expect(await desk.test.ledger.sweepLate()).toEqual([]);
      expect(await desk.fresh(post)).toMatchObject({ state: 'publishing' });
      expect(await desk.test.ledger.listSendable()).toEqual([]);
      expect(await desk.test.ledger.claimLookUp()).toMatchObject({ part: { text: 'The night ferry returns' } });
    });

    it('what was prepared is found again, until the text changes', async () => {
      const post = await desk.schedule();
      const prepared = { mediaIds: ['m1'], usableUntil: new Date('2026-11-25T09:00:00Z') };
      const claim = await desk.claim(post);
      expect(await desk.test.ledger.savePrepared(claim.token, prepared)).toBe(true);
      await desk.test.ledger.settlePost(claim.token, {
        kind: 'try-again',
        at: desk.test.clock.now(),
        discardPrepared: false,
        blockAccountUntil: null,
        answer: ANSWER,
      });
      const again = await desk.claim(await desk.fresh(post));
      expect(again.prepared).toEqual(prepared);
      await desk.test.ledger.settlePost(again.token, {
        kind: 'try-again',
        at: desk.test.clock.now(),
        discardPrepared: false,
        blockAccountUntil: null,
        answer: ANSWER,
      });
      await desk.test.ledger.replaceParts(post.id, [{ text: 'Another text', link: null, media: [] }], []);
      expect((await desk.claim(await desk.fresh(post))).prepared).toBeNull();
    });
  });

  describe('settling', () => {
    it('a published post shows its address and is never sendable again', async () => {
      const post = await desk.schedule();
      const settled = await desk.test.ledger.settlePost(await desk.send(post), PUBLISHED);
      expect(settled).toMatchObject({ state: 'published', parts: [{ remoteId: '101', url: 'https://x.example/101' }] });
      expect(await desk.test.ledger.listSendable()).toEqual([]);
      await expect(desk.test.ledger.reschedulePost(post.id, desk.test.clock.now())).rejects.toMatchObject({
        code: 'KWB_TRANSITION_REFUSED',
      });
    });

    it('a thread goes on with its next part, below the one before', async () => {
      const parts = ['one', 'two'].map((text) => ({ text, link: null, media: [] }));
      const post = await desk.schedule({ parts });
      await desk.test.ledger.settlePost(await desk.send(post), PUBLISHED);
      const between = await desk.fresh(post);
      expect(between).toMatchObject({ state: 'scheduled', revision: 2, dueAt: post.dueAt });
      desk.test.clock.advance(5_000);
      const second = await desk.claim(between);
      expect(second.part).toMatchObject({ position: 1, text: 'two', inReplyTo: '101' });
      await desk.test.ledger.openDelivery(second.token);
      expect(await desk.test.ledger.settlePost(second.token, { ...PUBLISHED, remoteId: '102' })).toMatchObject({
        state: 'published',
      });
    });

    it('one post of the network is the answer to one delivery only', async () => {
      await desk.test.ledger.settlePost(await desk.send(await desk.schedule({ text: 'one' })), PUBLISHED);
      const token = await desk.send(await desk.schedule({ text: 'two' }));
      await expect(desk.test.ledger.settlePost(token, PUBLISHED)).rejects.toThrow(/unique|duplicate/i);
    });

    it('a post that was cancelled while it was being sent says so', async () => {
      const post = await desk.schedule();
      await desk.send(post);
      await expect(desk.test.ledger.cancelPost(post.id)).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
    });

    it('a post expires before it is sent, never between its parts', async () => {
      const expiresAt = new Date(desk.test.clock.now().getTime() + 1_000);
      const parts = ['one', 'two'].map((text) => ({ text, link: null, media: [] }));
      const [lonely, thread] = [await desk.schedule({ expiresAt }), await desk.schedule({ parts, expiresAt })];
      await desk.test.ledger.settlePost(await desk.send(thread), PUBLISHED);
      desk.test.clock.advance(10_000);
      await desk.test.ledger.sweepLate();
      expect(await desk.fresh(lonely)).toMatchObject({ state: 'expired' });
      expect((await desk.claim(await desk.fresh(thread))).part.position).toBe(1);
    });
  });

  describe('unknown deliveries', () => {
    const unknown = async (text: string): Promise<Post> => {
      const post = await desk.schedule({ text });
      const at = new Date(desk.test.clock.now().getTime() + 50_000);
      await desk.test.ledger.settlePost(await desk.send(post), {
        kind: 'look-up',
        at,
        ifAbsent: 'send-again',
        answer: ANSWER,
      });
      return post;
    };

    it('a look is made when it is due, by one worker', async () => {
      await unknown('one');
      expect(await desk.test.ledger.claimLookUp()).toBeNull();
      desk.test.clock.advance(50_000);
      const looks = await Promise.all([
        desk.test.ledger.claimLookUp(),
        desk.test.ledger.claimLookUp(),
        desk.test.ledger.claimLookUp(),
      ]);
      expect(looks.filter((look) => look !== null)).toHaveLength(1);
    });

    it('a found post is adopted with its address', async () => {
      const post = await unknown('one');
      desk.test.clock.advance(50_000);
      const look = await desk.test.ledger.claimLookUp();
      await desk.test.ledger.settleLookUp(look?.token ?? '', {
        kind: 'part-published',
        remoteId: '7',
        url: 'https://x.example/7',
      });
      expect(await desk.fresh(post)).toMatchObject({ state: 'published', parts: [{ remoteId: '7' }] });
    });

    it('an absent post is sent again once, and the ledger remembers that', async () => {
      const post = await unknown('one');
      desk.test.clock.advance(50_000);
      const look = await desk.test.ledger.claimLookUp();
      expect(look?.history).toEqual({ deferredOnce: false, sentAgain: false });
      await desk.test.ledger.settleLookUp(look?.token ?? '', { kind: 'send-again' });
      const claim = await desk.claim(await desk.fresh(post));
      expect(claim.history.sentAgain).toBe(true);
      expect(await desk.test.ledger.openDelivery(claim.token)).toBe(true);
    });

    it('two unknowns in a row hold the account until a look has an answer', async () => {
      await unknown('one');
      await unknown('two');
      const third = await desk.schedule({ text: 'three' });
      expect(await desk.test.ledger.claimPost(third.id, 1)).toMatchObject({ kind: 'early' });
      desk.test.clock.advance(50_000);
      const look = await desk.test.ledger.claimLookUp();
      await desk.test.ledger.settleLookUp(look?.token ?? '', {
        kind: 'look-again',
        at: new Date(desk.test.clock.now().getTime() + 60_000),
        clean: true,
      });
      await desk.claim(third);
    });
  });

  it('the history of a post says what happened, in order', async () => {
    const post = await desk.schedule();
    await desk.test.ledger.settlePost(await desk.send(post), PUBLISHED);
    const kinds = (await desk.test.ledger.listEvents(post.id)).map((event) => event.kind);
    expect(kinds).toEqual(['post-planned', 'delivery-opened', 'delivery-part-published']);
  });
});
