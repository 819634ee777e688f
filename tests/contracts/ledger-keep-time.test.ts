import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Post } from '../../src/domain/post.js';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk, tryAgain } from '../support/ledger-desk.js';
import { ARTICLE, plannedPost } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const GAP = { minimumGapMs: 15 * MINUTE_MS };

describe.each<Engine>(['sqlite', 'postgres'])('a time that a person keeps, in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const inMinutes = (minutes: number): Date => desk.in(minutes * MINUTE_MS);
  const keep = ({ id }: Post, at: Date): Promise<Post> =>
    desk.ledger.reschedulePost(id, { at, wallTime: null, keepsTime: true });
  const move = ({ id }: Post, at: Date): Promise<Post> => desk.ledger.reschedulePost(id, { at, wallTime: null });
  const plan = (text: string, minutes: number, change: Parameters<LedgerDesk['schedule']>[0] = {}): Promise<Post> =>
    desk.schedule({ text, dueAt: inMinutes(minutes), ...change });
  /** Whatever stands between. */
  const atOnce = async (minutes: number): Promise<Post> =>
    keep(await plan('all the same', minutes), inMinutes(minutes));

  describe('against the limits of its account', () => {
    it.each([
      ['the gap', GAP],
      ['the quiet hours', { quietHours: { from: '09:00', to: '12:00' } }],
      ['the quotas', { postsPerHour: 1 }],
      ['a quota of none', { postsPerDay: 0 }],
    ])('is what the post gets: %s', async (_, habits) => {
      await plan('first', 30);
      const post = await plan('second', 300);
      await desk.setHabits(habits);
      expect(await keep(post, inMinutes(40))).toMatchObject({
        state: 'scheduled',
        keepsTime: true,
        dueAt: inMinutes(40),
        nextAt: inMinutes(40),
      });
      const [event] = (await desk.ledger.listEvents(post.id)).slice(-1);
      expect(event).toMatchObject({
        kind: 'post-rescheduled',
        detail: `${inMinutes(40).toISOString()}, whatever the limits of the account say`,
      });
      expect((await move(post, inMinutes(40))).keepsTime).toBe(false);
    });

    it('stands in the way of others like any post, and none of them is moved for it', async () => {
      await desk.setHabits(GAP);
      const [before, after] = [await plan('before', 30), await plan('after', 45)];
      await atOnce(40);
      for (const each of [before, after]) expect((await desk.fresh(each)).nextAt).toEqual(each.nextAt);
      expect((await plan('later', 41)).nextAt).toEqual(inMinutes(60));
    });

    it('stays where it is when articles are put into their order', async () => {
      await desk.setHabits(GAP);
      const tell = async (key: string, publishedAt: Date): Promise<Post> => {
        const { id } = await desk.ledger.recordArticle({ ...ARTICLE, publishedAt }, [key], 'file', null);
        const wanted = { template: 'x/default', occasion: 'publish', text: key, dueAt: desk.in(0) };
        const [post] = await desk.ledger.planPosts(id, [plannedPost(desk.account.id, wanted)]);
        if (post === undefined) throw new Error('nothing was planned');
        return post;
      };
      await tell('first', inMinutes(-60));
      const newest = await tell('newest', inMinutes(-10));
      await keep(newest, inMinutes(5));
      const older = await tell('older', inMinutes(-30));
      expect((await desk.fresh(newest)).nextAt).toEqual(inMinutes(5));
      expect(older.nextAt).toEqual(inMinutes(20));
    });
  });

  describe('when it has come', () => {
    it('does not wait for the gap, and those behind it go out when they were to', async () => {
      await desk.setHabits(GAP);
      const [before, after] = [await plan('before', 30), await plan('after', 45)];
      const kept = await atOnce(40);
      desk.clock.advance(30 * MINUTE_MS);
      await desk.publish(before, '1');
      desk.clock.advance(10 * MINUTE_MS - 1);
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'early', until: kept.nextAt });
      desk.clock.advance(1);
      await desk.publish(kept, '2');
      desk.clock.advance(5 * MINUTE_MS);
      await desk.publish(after, '3');
    });

    it('is found by the sweep, and by who sends what comes next, where another post waits for the gap', async () => {
      await plan('waiting', 5);
      const [first, kept] = [await plan('first', 0), await atOnce(6)];
      await desk.setHabits(GAP);
      await desk.publish(first, '1');
      desk.clock.advance(6 * MINUTE_MS);
      expect(await desk.ledger.listSendable()).toEqual([{ postId: kept.id, revision: kept.revision }]);
      expect(await desk.ledger.claimNext(desk.account.id)).toMatchObject({
        kind: 'claimed',
        part: { text: 'all the same' },
      });
    });

    it('and passes, because of an outage, the gap counts again', async () => {
      await desk.setHabits(GAP);
      const [before, kept] = [await plan('before', 0), await atOnce(1)];
      desk.clock.advance(2 * MINUTE_MS + 1);
      await desk.publish(before, '1');
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'early', until: inMinutes(15) });
      await desk.setHabits({});
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'early', until: desk.in(TIMING.catchUpGapMs) });
    });

    it('and the network puts it off, the gap counts again', async () => {
      await desk.setHabits(GAP);
      const [before, kept] = [await plan('before', 0), await atOnce(1)];
      await desk.publish(before, '1');
      desk.clock.advance(MINUTE_MS);
      const putOff = await desk.sendAnd(kept, tryAgain(desk.in(5_000)));
      expect(putOff.keepsTime).toBe(false);
      desk.clock.advance(5_000);
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'early', until: desk.in(14 * MINUTE_MS - 5_000) });
    });

    it('never overrules a block, a pause, a silence or an expiry', async () => {
      const kept = await keep(await plan('all the same', 1, { expiresAt: inMinutes(11) }), inMinutes(1));
      desk.clock.advance(MINUTE_MS);
      const blockedUntil = inMinutes(5).getTime();
      await desk.test.engine.db.updateTable('accounts').set({ blocked_until: blockedUntil }).execute();
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'early', until: new Date(blockedUntil) });
      await desk.test.engine.db.updateTable('accounts').set({ blocked_until: null }).execute();
      await desk.ledger.pauseAccount(desk.account.id, 'moving');
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'gone' });
      await desk.ledger.resumeAccount(desk.account.id);
      await desk.ledger.startSilence('the vigil', null);
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'gone' });
      await desk.ledger.endSilence();
      desk.clock.advance(HOUR_MS);
      expect(await desk.tryClaim(kept)).toEqual({ kind: 'gone' });
    });
  });

  it('is refused before an embargo, and does not make a post that is too dear go out', async () => {
    const embargoUntil = inMinutes(60);
    const { id } = await desk.ledger.recordArticle({ ...ARTICLE, embargoUntil }, ['url:a'], 'file', null);
    const wanted = plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish' });
    const [embargoed] = await desk.ledger.planPosts(id, [wanted]);
    if (embargoed === undefined) throw new Error('nothing was planned');
    await expect(keep(embargoed, inMinutes(30))).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
    const parts = [{ text: 'dear', link: null, media: [], priceMicros: 15_000 }];
    const dear = await plan('dear', 10, { parts });
    await desk.setHabits({ budget: { monthlyMicros: 10_000, whenOver: 'hold' } });
    expect(await keep(dear, inMinutes(20))).toMatchObject({ state: 'held', problems: [{ code: 'over-budget' }] });
  });

  it('is kept by a post that was held, or waits for approval, and is let go before; after it the limits count', async () => {
    await desk.setHabits(GAP);
    const asked = await plan('asked', 60, { needsApproval: true });
    expect(await keep(asked, inMinutes(40))).toMatchObject({ state: 'awaiting-approval' });
    await plan('before', 30);
    expect(await desk.ledger.releasePost(asked.id)).toMatchObject({ keepsTime: true, nextAt: inMinutes(40) });
    const { revision } = await desk.fresh(asked);
    await desk.ledger.holdPost(asked.id, revision, 'wait');
    expect(await desk.ledger.releasePost(asked.id)).toMatchObject({ keepsTime: true, nextAt: inMinutes(40) });

    const held = await atOnce(35);
    await desk.ledger.holdPost(held.id, held.revision, 'wait');
    desk.clock.advance(36 * MINUTE_MS);
    expect(await desk.ledger.releasePost(held.id)).toMatchObject({ keepsTime: false, nextAt: inMinutes(4 + 15) });
  });

  it('is none of a draft, whose place is looked for when it is queued', async () => {
    const draft = await plan('draft', 60, { isDraft: true });
    expect(await keep(draft, inMinutes(40))).toMatchObject({ state: 'draft', keepsTime: false, nextAt: inMinutes(40) });
    const asked = await keep(await plan('asked', 60, { needsApproval: true }), inMinutes(40));
    const returned = await desk.ledger.returnPost(asked.id, asked.revision, 'shorter');
    expect(returned).toMatchObject({ state: 'draft', keepsTime: false });
  });
});
