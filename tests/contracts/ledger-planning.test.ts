import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { PlannedPost } from '../../src/application/ports/ledger.js';
import type { Post } from '../../src/domain/post.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { ARTICLE, LATE, plannedPost } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe.each<Engine>(['sqlite', 'postgres'])('planning with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const costing = (text: string, priceMicros: number, change: Parameters<LedgerDesk['schedule']>[0] = {}) =>
    desk.schedule({ ...change, parts: [{ text, link: null, media: [], priceMicros }] });
  const startsOf = (posts: readonly Post[]) => posts.map((post) => post.nextAt.getTime()).sort((a, b) => a - b);

  describe('times', () => {
    it('a post keeps the time that was chosen, and goes out where the account has room', async () => {
      await desk.setHabits({ minimumGapMs: 10 * MINUTE_MS });
      const first = await desk.schedule({ text: 'one' });
      const second = await desk.schedule({ text: 'two' });
      expect(first).toMatchObject({ dueAt: desk.in(0), nextAt: desk.in(0) });
      expect(second).toMatchObject({ dueAt: desk.in(0), nextAt: desk.in(10 * MINUTE_MS), state: 'scheduled' });
    });

    it('ten people who queue at once get ten different times', async () => {
      await desk.setHabits({ minimumGapMs: MINUTE_MS });
      const posts = await Promise.all(
        Array.from({ length: 10 }, (_, index) => desk.schedule({ text: `post ${index}` })),
      );
      const starts = startsOf(posts);
      expect(starts).toEqual(starts.map((_, index) => desk.in(index * MINUTE_MS).getTime()));
    });

    it('the posts of an article share the limits with an editor’s own', async () => {
      await desk.setHabits({ slots: ['18:00'], zone: 'Europe/Berlin' });
      const { id } = await desk.ledger.recordArticle(ARTICLE, ['url:a'], 'file', null);
      const plan = { template: 'x/default', occasion: 'publish', inSlot: true };
      const [planned] = await desk.ledger.planPosts(id, [plannedPost(desk.account.id, plan)]);
      const own = await desk.schedule({ text: 'mine', inSlot: true });
      expect(planned?.nextAt).toEqual(new Date('2026-11-24T17:00Z'));
      expect(own.nextAt).toEqual(new Date('2026-11-25T17:00Z'));
    });

    describe('articles that were told of out of their order', () => {
      let told = 0;
      /** In the order in which they are told of; returns the posts as they are in the end. */
      const plan = async (...articles: readonly { minute: number | null; plan?: Partial<PlannedPost> }[]) => {
        const posts: Post[] = [];
        for (const { minute, plan: change } of articles) {
          const publishedAt = minute === null ? null : desk.in(minute * MINUTE_MS - HOUR_MS);
          const key = `url:${++told}`;
          const { id } = await desk.ledger.recordArticle({ ...ARTICLE, publishedAt }, [key], 'file', null);
          const wanted = { template: 'x/default', occasion: 'publish', text: key, dueAt: desk.in(0), ...change };
          posts.push(...(await desk.ledger.planPosts(id, [plannedPost(desk.account.id, wanted)])));
        }
        return Promise.all(posts.map((post) => desk.fresh(post)));
      };
      const minutesOf = (posts: readonly Post[]) =>
        posts.map(({ nextAt }) => (nextAt.getTime() - desk.in(0).getTime()) / MINUTE_MS);

      beforeEach(() => desk.setHabits({ minimumGapMs: 10 * MINUTE_MS }));

      it('go out in the order of publication, in the places there are', async () => {
        const posts = await plan({ minute: 1 }, { minute: 5 }, { minute: 4 }, { minute: 2 }, { minute: 3 });
        expect(minutesOf(posts)).toEqual([0, 40, 30, 10, 20]);
        const [, moved] = posts;
        if (moved === undefined) throw new Error('there is no second post');
        const events = await desk.ledger.listEvents(moved.id);
        expect(events.filter(({ kind }) => kind === 'post-rescheduled').map(({ detail }) => detail)).toEqual(
          [20, 30, 40].map((minutes) => desk.in(minutes * MINUTE_MS).toISOString()),
        );
      });

      it('an alarm that was set for the earlier place is told the new one', async () => {
        const [, later] = await plan({ minute: 1 }, { minute: 3 }, { minute: 2 });
        if (later === undefined) throw new Error('there is no second post');
        expect(await desk.ledger.claimPost(later.id, 1)).toEqual({ kind: 'early', until: desk.in(20 * MINUTE_MS) });
      });

      it('what is due already keeps its place, and so does what has no time of publication', async () => {
        expect(minutesOf(await plan({ minute: 3 }, { minute: null }, { minute: 2 }, { minute: null }))).toEqual([
          0, 10, 20, 30,
        ]);
      });

      it('a place that a person chose stays', async () => {
        const [, chosen] = await plan({ minute: 1 }, { minute: 9 });
        if (chosen === undefined) throw new Error('there is no second post');
        await desk.ledger.reschedulePost(chosen.id, { at: desk.in(10 * MINUTE_MS), wallTime: null });
        expect(minutesOf(await plan({ minute: 2 }))).toEqual([20]);
        expect((await desk.fresh(chosen)).nextAt).toEqual(desk.in(10 * MINUTE_MS));
      });

      it('nobody is put behind its expiry, nor before the time that its template wants', async () => {
        const expiring = { minute: 9, plan: { expiresAt: desk.in(15 * MINUTE_MS) } };
        const posts = await plan({ minute: 1 }, expiring, { minute: 2 });
        expect(minutesOf(posts)).toEqual([0, 10, 20]);
        const late = { minute: 1, plan: { dueAt: desk.in(35 * MINUTE_MS) } };
        expect(minutesOf(await plan({ minute: 8 }, late))).toEqual([30, 40]);
      });

      it('breaking news and what is normal each keep their own order', async () => {
        const breaking = { minute: 5, plan: { lane: 'breaking' } } as const;
        const posts = await plan(breaking, { minute: 7 }, { minute: 6 }, { ...breaking, minute: 3 });
        expect(minutesOf(posts)).toEqual([0, 20, 10, 10]);
      });
    });

    it('what went out counts by when it went out, and no longer after a day', async () => {
      await desk.setHabits({ postsPerDay: 1 });
      const first = await desk.schedule({ text: 'one' });
      desk.clock.advance(10 * MINUTE_MS);
      await desk.publish(first, '1');
      const second = await desk.schedule({ text: 'two' });
      expect(second.nextAt).toEqual(desk.in(24 * HOUR_MS));
      await desk.ledger.cancelPost(second.id);
      desk.clock.advance(24 * HOUR_MS);
      expect((await desk.schedule({ text: 'three', dueAt: desk.in(0) })).nextAt).toEqual(desk.in(0));
    });

    it('a post whose answer was lost counts as sent, once', async () => {
      await desk.setHabits({ postsPerHour: 2 });
      await desk.loseAnswer(await desk.schedule({ text: 'one' }));
      expect((await desk.schedule({ text: 'two' })).nextAt).toEqual(desk.in(0));
      expect((await desk.schedule({ text: 'three' })).nextAt).toEqual(desk.in(HOUR_MS));
    });

    it('what is late counts as going out now', async () => {
      await desk.setHabits({ minimumGapMs: 10 * MINUTE_MS });
      await desk.schedule({ text: 'one' });
      desk.clock.advance(HOUR_MS);
      expect((await desk.schedule({ text: 'two', dueAt: desk.in(-HOUR_MS) })).nextAt).toEqual(desk.in(10 * MINUTE_MS));
    });

    it('what was cancelled, is held or waits for approval takes no place', async () => {
      await desk.setHabits({ minimumGapMs: 10 * MINUTE_MS });
      await desk.ledger.cancelPost((await desk.schedule({ text: 'one' })).id);
      await desk.schedule({ text: 'two', problems: [LATE] });
      await desk.schedule({ text: 'three', needsApproval: true });
      expect((await desk.schedule({ text: 'four' })).nextAt).toEqual(desk.in(0));
    });

    it('a breaking post overtakes what is only scheduled, and leaves room for what was sent', async () => {
      await desk.setHabits({ minimumGapMs: 10 * MINUTE_MS, quietHours: { from: '08:00', to: '12:00' } });
      const normal = await desk.schedule({ text: 'one' });
      const breaking = await desk.schedule({ text: 'two', lane: 'breaking' });
      expect(normal.nextAt).toEqual(new Date('2026-11-24T12:00Z'));
      expect(breaking).toMatchObject({ nextAt: desk.in(0), lane: 'breaking' });
      await desk.publish(breaking, '1');
      expect((await desk.schedule({ text: 'three', lane: 'breaking' })).nextAt).toEqual(desk.in(10 * MINUTE_MS));
    });

    it('a post whose first free time lies after its expiry is held at once, and says both times', async () => {
      await desk.setHabits({ postsPerDay: 1 });
      await desk.schedule({ text: 'one' });
      const post = await desk.schedule({ text: 'two', expiresAt: desk.in(6 * HOUR_MS) });
      expect(post).toMatchObject({ state: 'held', problems: [{ code: 'no-free-slot', part: null }] });
      expect(post.reason).toBe(post.problems[0]?.message);
      expect(post.reason).toContain('2026-11-25T09:00');
      expect(post.reason).toContain('2026-11-24T15:00');
    });

    it('a post for which there never is a free time is held', async () => {
      await desk.setHabits({ postsPerDay: 0 });
      expect(await desk.schedule()).toMatchObject({ state: 'held', problems: [{ code: 'no-free-slot' }] });
    });

    it('the wall time that a person chose stays with the post', async () => {
      const wallTime = { at: '2026-11-25T18:30', zone: 'Europe/Berlin' };
      expect(await desk.schedule({ wallTime })).toMatchObject({ wallTime, lane: 'normal' });
      expect(await desk.schedule({ text: 'two' })).toMatchObject({ wallTime: null });
    });
  });

  describe('budgets', () => {
    it('a post shows what each part costs', async () => {
      expect(await costing('one', 15_000)).toMatchObject({ parts: [{ priceMicros: 15_000 }] });
    });

    it('the spending of a month is what was published in it and what is scheduled for it', async () => {
      await desk.publish(await costing('one', 200_000), '1');
      await costing('two', 15_000);
      await costing('three', 20_000, { needsApproval: true });
      await costing('next month', 500_000, { dueAt: new Date('2026-12-01T00:00Z') });
      await costing('held', 500_000, { problems: [LATE] });
      await desk.ledger.cancelPost((await costing('cancelled', 500_000)).id);
      const { id } = desk.account;
      const november = { spentMicros: 200_000, scheduledMicros: 35_000 };
      expect(await desk.ledger.readSpending(id, new Date('2026-11-30T23:59Z'))).toEqual(november);
      expect(await desk.ledger.readSpending(id, new Date('2026-12-31T23:59Z'))).toEqual({
        spentMicros: 0,
        scheduledMicros: 500_000,
      });
      expect(await desk.ledger.readSpending(id, new Date('2026-10-01T00:00Z'))).toEqual({
        spentMicros: 0,
        scheduledMicros: 0,
      });
    });

    it('of a thread that has begun, what is out is spent and the rest is scheduled', async () => {
      const parts = ['one', 'two'].map((text) => ({ text, link: null, media: [], priceMicros: 15_000 }));
      await desk.publish(await desk.schedule({ parts }), '1');
      expect(await desk.ledger.readSpending(desk.account.id, desk.in(0))).toEqual({
        spentMicros: 15_000,
        scheduledMicros: 15_000,
      });
    });

    it('a post of which nobody knows whether it went out counts as scheduled: it may have been paid for', async () => {
      await desk.setHabits({ budget: { monthlyMicros: 20_000, whenOver: 'hold' } });
      await desk.leaveUnconfirmed(await costing('one', 15_000));
      expect(await desk.ledger.readSpending(desk.account.id, desk.in(0))).toEqual({
        spentMicros: 0,
        scheduledMicros: 15_000,
      });
      expect(await costing('two', 15_000)).toMatchObject({ state: 'held', problems: [{ code: 'over-budget' }] });
    });

    it('a post that would be over the budget is held, with the figures', async () => {
      await desk.setHabits({ budget: { monthlyMicros: 430_000, whenOver: 'hold' } });
      await desk.publish(await costing('one', 215_000), '1');
      await costing('two', 15_000);
      expect(await costing('three', 200_000)).toMatchObject({ state: 'scheduled' });
      const over = await costing('four', 15_000);
      expect(over).toMatchObject({ state: 'held', problems: [{ code: 'over-budget', part: null }] });
      expect(over.reason).toBe('it costs $0.015, and of the $0.43 for 2026-11 $0.215 is spent and $0.215 scheduled');
      expect(await costing('free', 0)).toMatchObject({ state: 'scheduled' });
      expect(await costing('next month', 15_000, { dueAt: new Date('2026-12-01T00:00Z') })).toMatchObject({
        state: 'scheduled',
      });
    });

    it('a post that would be over the budget is left out where the newsroom wants that, and is not planned again', async () => {
      await desk.setHabits({ budget: { monthlyMicros: 10_000, whenOver: 'skip' } });
      const { id } = await desk.ledger.recordArticle(ARTICLE, ['url:a'], 'file', null);
      const plan = plannedPost(desk.account.id, {
        template: 'x/default',
        occasion: 'publish',
        parts: [{ text: 'one', link: null, media: [], priceMicros: 15_000 }],
      });
      expect(await desk.ledger.planPosts(id, [plan])).toMatchObject([
        { state: 'cancelled', reason: 'over the monthly budget of x: left out' },
      ]);
      expect(await desk.ledger.planPosts(id, [plan])).toEqual([]);
    });

    it('two posts queued at once do not both take the last of the budget', async () => {
      await desk.setHabits({ budget: { monthlyMicros: 20_000, whenOver: 'hold' } });
      const posts = await Promise.all(['one', 'two', 'three'].map((text) => costing(text, 15_000)));
      expect(posts.filter((post) => post.state === 'scheduled')).toHaveLength(1);
    });
  });
});
