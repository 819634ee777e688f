import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import { ANSWER, LedgerDesk, tryAgain, PUBLISHED } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';
import { LATE, plannedPost, wantedAccount } from '../support/samples.js';
import type { Post } from '../../src/domain/post.js';

const MINUTE = 60_000;
const LEASE_MS = TIMING.callMs + TIMING.leaseGraceMs;

describe.each<Engine>(['sqlite', 'postgres'])('sweeps of the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const listSendableIds = async () => (await desk.ledger.listSendable()).map(({ postId }) => postId);
  const alarmOf = (post: Post) => ({ postId: post.id, revision: post.revision });

  describe('dead claims', () => {
    it('one that died before its intent is scheduled again under the next revision, a little later', async () => {
      const post = await desk.schedule();
      await desk.claim(post);
      desk.clock.advance(LEASE_MS);
      const at = desk.in(TIMING.retrySoonMs);
      expect(await desk.ledger.sweepLate()).toEqual([{ alarm: { postId: post.id, revision: 2 }, at }]);
      desk.clock.advance(TIMING.retrySoonMs);
      await desk.claim(post);
    });

    it('one that dies again and again does not stand before what the account has due', async () => {
      const [killer, next] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      await desk.claim(killer);
      desk.clock.advance(LEASE_MS);
      await desk.ledger.sweepLate();
      expect(await listSendableIds()).toEqual([next.id]);
      await desk.publish(next, '1');
      desk.clock.advance(TIMING.catchUpGapMs);
      expect(await listSendableIds()).toEqual([killer.id]);
    });

    it('one that would expire while it waits is tried at once', async () => {
      const post = await desk.schedule({ expiresAt: desk.in(LEASE_MS + TIMING.retrySoonMs) });
      await desk.claim(post);
      desk.clock.advance(LEASE_MS);
      expect(await desk.ledger.sweepLate()).toEqual([{ alarm: { postId: post.id, revision: 2 }, at: post.dueAt }]);
      await desk.claim(post);
    });

    it('a thread that has begun waits the little while, whatever its expiry', async () => {
      const thread = await desk.scheduleThread(['one', 'two'], { expiresAt: desk.in(MINUTE) });
      await desk.publish(thread, '1');
      desk.clock.advance(TIMING.betweenPartsMs);
      await desk.claim(thread);
      desk.clock.advance(LEASE_MS);
      await desk.ledger.sweepLate();
      expect(await desk.fresh(thread)).toMatchObject({ state: 'scheduled', nextAt: desk.in(TIMING.retrySoonMs) });
    });

    it('one that died after its intent is looked up, not sent again', async () => {
      const post = await desk.schedule();
      await desk.send(post);
      desk.clock.advance(LEASE_MS);
      expect(await desk.ledger.sweepLate()).toEqual([]);
      expect(await desk.fresh(post)).toMatchObject({ state: 'publishing' });
      expect(await desk.ledger.listSendable()).toEqual([]);
      expect(await desk.takeLook()).toMatchObject({ part: { text: 'The night ferry returns' } });
    });

    it('one that lives is left alone', async () => {
      const post = await desk.schedule();
      const token = await desk.send(post);
      desk.clock.advance(LEASE_MS - 1);
      expect(await desk.ledger.sweepLate()).toEqual([]);
      expect(await desk.ledger.settlePost(token, tryAgain(desk.in(0)))).not.toBeNull();
    });

    it('of several sweeps one takes the claim away', async () => {
      const post = await desk.schedule();
      await desk.claim(post);
      desk.clock.advance(LEASE_MS);
      await Promise.all([1, 2, 3].map(() => desk.ledger.sweepLate()));
      expect(await desk.fresh(post)).toMatchObject({ state: 'scheduled', revision: 2 });
      expect((await desk.listEventKinds(post)).filter((name) => name === 'claim-abandoned')).toHaveLength(1);
    });
  });

  describe('what came too late', () => {
    it('expires, approved or not; a thread that has begun and what a person holds do not', async () => {
      const expiresAt = desk.in(MINUTE);
      const thread = await desk.scheduleThread(['one', 'two'], { expiresAt });
      const [lonely, asked, held] = [
        await desk.schedule({ text: 'three', expiresAt }),
        await desk.schedule({ text: 'four', expiresAt, needsApproval: true }),
        await desk.schedule({ text: 'five', expiresAt, problems: [LATE] }),
      ];
      await desk.publish(thread, '1');
      desk.clock.advance(MINUTE);
      await desk.ledger.sweepLate();
      const states = await Promise.all(
        [lonely, asked, held, thread].map(async (post) => (await desk.fresh(post)).state),
      );
      expect(states).toEqual(['expired', 'expired', 'held', 'scheduled']);
      expect(await listSendableIds()).toEqual([thread.id]);
    });

    it('a post that waited for its account beyond its expiry is not sent', async () => {
      const post = await desk.schedule({ expiresAt: desk.in(MINUTE) });
      await desk.sendAnd(post, tryAgain(desk.in(2 * MINUTE)));
      desk.clock.advance(2 * MINUTE);
      expect(await listSendableIds()).toEqual([]);
      await desk.ledger.sweepLate();
      expect(await desk.fresh(post)).toMatchObject({ state: 'expired' });
    });
  });

  describe('newsroom silence', () => {
    it('what comes due is held with the reason, what is due later and a thread that has begun wait', async () => {
      const thread = await desk.scheduleThread(['one', 'two']);
      await desk.publish(thread, '1');
      const [due, later] = [
        await desk.schedule({ text: 'three' }),
        await desk.schedule({ text: 'four', dueAt: desk.in(60 * MINUTE) }),
      ];
      desk.clock.advance(TIMING.betweenPartsMs);
      await desk.ledger.startSilence('the king is dead', null);
      expect(await listSendableIds()).toEqual([]);
      expect(await desk.ledger.claimNext(desk.account.id)).toEqual({ kind: 'gone' });
      await desk.ledger.sweepLate();
      expect(await desk.fresh(due)).toMatchObject({ state: 'held', reason: 'newsroom silence: the king is dead' });
      expect(await desk.fresh(later)).toMatchObject({ state: 'scheduled', revision: 1 });
      expect(await desk.fresh(thread)).toMatchObject({ state: 'scheduled' });
      expect((await desk.listEventKinds(due)).at(-1)).toBe('post-held');
      await desk.ledger.endSilence();
      await desk.ledger.sweepLate();
      expect(await desk.fresh(due)).toMatchObject({ state: 'held' });
      expect(await listSendableIds()).toEqual([thread.id]);
    });

    it('ends by itself when its time is over', async () => {
      await desk.ledger.startSilence('a minute', desk.in(MINUTE));
      desk.clock.advance(MINUTE);
      const post = await desk.schedule();
      await desk.ledger.sweepLate();
      expect(await listSendableIds()).toEqual([post.id]);
    });
  });

  describe('what may be sent', () => {
    it('is one post for each account: a thread that has begun, then the breaking ones, then by time', async () => {
      const thread = await desk.scheduleThread(['one', 'two']);
      await desk.publish(thread, '1');
      const normal = await desk.schedule({ text: 'three' });
      const breaking = await desk.schedule({ text: 'four', lane: 'breaking' });
      const page = await desk.ledger.syncAccount(wantedAccount({ network: 'facebook', name: 'page' }));
      const other = await desk.ledger.createPost(plannedPost(page.id));
      expect((await desk.ledger.listSendable()).map(({ postId }) => postId).sort()).toEqual(
        [breaking.id, other.id].sort(),
      );
      desk.clock.advance(TIMING.betweenPartsMs);
      const sendNext = async (remoteId: string): Promise<string | undefined> => {
        const claim = await desk.ledger.claimNext(desk.account.id);
        const token = claim.kind === 'claimed' ? claim.token : '';
        expect(await desk.ledger.openDelivery(token)).toBe(true);
        return (await desk.ledger.settlePost(token, { ...PUBLISHED, remoteId }))?.id;
      };
      const sent = [await sendNext('2'), await sendNext('3'), await sendNext('4')];
      expect(sent).toEqual([thread.id, breaking.id, normal.id]);
      expect(await desk.ledger.claimNext(desk.account.id)).toEqual({ kind: 'gone' });
    });

    it('is nothing of an account that sends, is blocked, is paused or in its gap', async () => {
      const [one, two] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
      const token = await desk.send(one);
      expect(await listSendableIds()).toEqual([]);
      await desk.ledger.settlePost(token, tryAgain(desk.in(10 * MINUTE), { blockAccountUntil: desk.in(MINUTE) }));
      expect(await listSendableIds()).toEqual([]);
      desk.clock.advance(MINUTE);
      await desk.sendAnd(two, { kind: 'account-paused', reason: 'no', answer: ANSWER });
      expect(await listSendableIds()).toEqual([]);
      await desk.ledger.resumeAccount(desk.account.id);
      await desk.setHabits({ minimumGapMs: 5 * MINUTE });
      await desk.publish(two, '2');
      const three = await desk.schedule({ text: 'three', dueAt: desk.in(0) });
      await desk.test.engine.db
        .updateTable('posts')
        .set({ next_at: desk.in(0).getTime() })
        .where('id', '=', three.id)
        .execute();
      expect(await listSendableIds()).toEqual([]);
      desk.clock.advance(5 * MINUTE);
      expect(await listSendableIds()).toEqual([three.id]);
    });
  });

  it('every post that waits for its time has its alarm', async () => {
    const later = await desk.schedule({ dueAt: desk.in(MINUTE) });
    await desk.schedule({ text: 'held', problems: [LATE] });
    expect(await desk.ledger.listAlarms()).toEqual([{ alarm: alarmOf(later), at: later.dueAt }]);
  });
});
