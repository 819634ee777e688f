import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Problem } from '../../src/domain/post.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-databases.js';

const HOUR_MS = 3_600_000;
const problem = (code: string): Problem => ({ code, part: null, message: `it is ${code}` });
const refused = (words: string): object => ({
  code: 'KWB_TRANSITION_REFUSED',
  message: expect.stringContaining(words) as string,
});

describe.each<Engine>(['sqlite', 'postgres'])('changing a post with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  describe('cancelling', () => {
    it('comes too late while the post is being sent', async () => {
      const post = await desk.schedule();
      await desk.send(post);
      await expect(desk.ledger.cancelPost(post.id)).rejects.toMatchObject(
        refused('too late: it is being sent right now; look again in a minute and retract it if it went out'),
      );
    });

    it('is refused while nobody knows whether the post went out', async () => {
      const post = await desk.loseAnswer(await desk.schedule());
      await expect(desk.ledger.cancelPost(post.id)).rejects.toMatchObject(refused('nobody knows yet'));
      expect(await desk.fresh(post)).toMatchObject({ state: 'publishing' });
    });

    it('stops the rest of a thread, and says how much of it is out', async () => {
      const post = await desk.scheduleThread(['one', 'two', 'three']);
      await desk.publish(post, '1');
      expect(await desk.ledger.cancelPost(post.id)).toMatchObject({
        state: 'cancelled',
        reason: 'cancelled after 1 of 3 parts went out',
      });
      desk.clock.advance(HOUR_MS);
      expect(await desk.ledger.listSendable()).toEqual([]);
    });

    it('ends an unconfirmed post, and may be repeated', async () => {
      const post = await desk.leaveUnconfirmed(await desk.schedule());
      await desk.ledger.cancelPost(post.id);
      expect(await desk.ledger.cancelPost(post.id)).toMatchObject({ state: 'cancelled', reason: 'cancelled by hand' });
    });
  });

  describe('choosing another time', () => {
    it('moves the post, its wall time and its expiry', async () => {
      const post = await desk.schedule({ expiresAt: desk.in(HOUR_MS) });
      const wallTime = { at: '2026-11-25T10:00', zone: 'Europe/Berlin' };
      const at = new Date('2026-11-25T09:00Z');
      expect(await desk.ledger.reschedulePost(post.id, { at, wallTime })).toMatchObject({
        state: 'scheduled',
        revision: 2,
        dueAt: at,
        nextAt: at,
        wallTime,
        expiresAt: new Date('2026-11-25T10:00Z'),
      });
      expect(await desk.ledger.reschedulePost(post.id, { at, wallTime: null })).toMatchObject({ wallTime: null });
    });

    it('keeps the limits of the account, and is not in its own way', async () => {
      await desk.setHabits({ minimumGapMs: HOUR_MS });
      const first = await desk.schedule({ text: 'one' });
      const second = await desk.schedule({ text: 'two', dueAt: desk.in(3 * HOUR_MS) });
      const soon = desk.in(HOUR_MS / 2);
      expect(await desk.ledger.reschedulePost(first.id, { at: soon, wallTime: null })).toMatchObject({ nextAt: soon });
      expect(await desk.ledger.reschedulePost(second.id, { at: soon, wallTime: null })).toMatchObject({
        dueAt: soon,
        nextAt: desk.in(1.5 * HOUR_MS),
      });
    });

    it('holds a post for which there is no room before its expiry', async () => {
      await desk.setHabits({ minimumGapMs: 2 * HOUR_MS });
      await desk.schedule({ text: 'one', dueAt: desk.in(4 * HOUR_MS) });
      const post = await desk.schedule({ text: 'two', expiresAt: desk.in(HOUR_MS) });
      expect(await desk.ledger.reschedulePost(post.id, { at: desk.in(4 * HOUR_MS), wallTime: null })).toMatchObject({
        state: 'held',
        problems: [{ code: 'no-free-slot' }],
      });
    });

    it('cures a post that was late or found no room, and none with a bad text', async () => {
      const late = await desk.schedule({ text: 'one', problems: [problem('late')] });
      expect(await desk.ledger.reschedulePost(late.id, { at: desk.in(HOUR_MS), wallTime: null })).toMatchObject({
        state: 'scheduled',
        problems: [],
        reason: null,
      });
      const long = await desk.schedule({ text: 'two', problems: [problem('too-long')] });
      await expect(desk.ledger.reschedulePost(long.id, { at: desk.in(HOUR_MS), wallTime: null })).rejects.toMatchObject(
        refused('it is too-long'),
      );
    });

    it('does not send a text that another post has said meanwhile', async () => {
      const post = await desk.schedule({ expiresAt: desk.in(HOUR_MS) });
      desk.clock.advance(HOUR_MS);
      await desk.ledger.sweepLate();
      const other = await desk.schedule({ dueAt: desk.in(0) });
      await expect(desk.ledger.reschedulePost(post.id, { at: desk.in(HOUR_MS), wallTime: null })).rejects.toMatchObject(
        refused(other.id),
      );
    });

    it('is no approval: a post waits for it as before, or after it was held or has expired, and keeps what it had', async () => {
      const wants = { needsApproval: true, expiresAt: desk.in(HOUR_MS) };
      const [asked, held, approved, expired] = [
        await desk.schedule({ ...wants, text: 'one' }),
        await desk.schedule({ ...wants, text: 'two', problems: [problem('late')] }),
        await desk.schedule({ ...wants, text: 'three', expiresAt: null }),
        await desk.schedule({ ...wants, text: 'four', expiresAt: desk.in(1) }),
      ];
      await desk.ledger.releasePost(approved.id);
      desk.clock.advance(1);
      await desk.ledger.sweepLate();
      expect(await desk.fresh(expired)).toMatchObject({ state: 'expired' });
      const at = desk.in(HOUR_MS / 2);
      const moved = await Promise.all(
        [asked, held, approved, expired].map(({ id }) => desk.ledger.reschedulePost(id, { at, wallTime: null })),
      );
      expect(moved.map(({ state, nextAt }) => ({ state, nextAt }))).toEqual(
        ['awaiting-approval', 'awaiting-approval', 'scheduled', 'awaiting-approval'].map((state) => ({
          state,
          nextAt: at,
        })),
      );
    });
  });

  describe('releasing', () => {
    it('lets an approved post out at its time, or now when that has passed', async () => {
      const [early, late] = [
        await desk.schedule({ text: 'one', needsApproval: true, dueAt: desk.in(3 * HOUR_MS) }),
        await desk.schedule({ text: 'two', needsApproval: true }),
      ];
      desk.clock.advance(HOUR_MS);
      expect(await desk.ledger.releasePost(early.id)).toMatchObject({ state: 'scheduled', nextAt: early.dueAt });
      const released = await desk.ledger.releasePost(late.id);
      expect(released).toMatchObject({ state: 'scheduled', dueAt: late.dueAt, nextAt: desk.in(0) });
      expect(await desk.ledger.releasePost(late.id)).toEqual(released);
    });

    it('keeps the limits and the slots of the account', async () => {
      await desk.setHabits({ slots: ['10:00', '11:00', '12:00'] });
      const waits = await desk.schedule({ text: 'one', needsApproval: true, inSlot: true });
      await desk.schedule({ text: 'two', inSlot: true });
      expect(await desk.ledger.releasePost(waits.id)).toMatchObject({ nextAt: new Date('2026-11-24T11:00Z') });
    });

    it('a post whose slot has passed goes into the next one', async () => {
      await desk.setHabits({ slots: ['10:00', '12:00'] });
      const post = await desk.schedule({ needsApproval: true, inSlot: true });
      desk.clock.advance(2 * HOUR_MS);
      expect(await desk.ledger.releasePost(post.id)).toMatchObject({ nextAt: new Date('2026-11-24T12:00Z') });
    });

    it('is refused with the reasons while the text has problems', async () => {
      const post = await desk.schedule({ problems: [problem('too-long'), problem('late')] });
      await expect(desk.ledger.releasePost(post.id)).rejects.toMatchObject(refused('it is too-long'));
      const twin = await desk.schedule({ text: 'twin', problems: [problem('late')] });
      const other = await desk.schedule({ text: 'twin' });
      await expect(desk.ledger.releasePost(twin.id)).rejects.toMatchObject(refused(other.id));
    });

    it('is refused for what is not held', async () => {
      const post = await desk.publish(await desk.schedule(), '1');
      await expect(desk.ledger.releasePost(post.id)).rejects.toMatchObject(refused('can be released'));
    });

    it('overrules lateness and budget, and the post lives on as long as it was to', async () => {
      const post = await desk.schedule({
        dueAt: desk.in(5 * HOUR_MS),
        expiresAt: desk.in(6 * HOUR_MS),
        problems: [problem('late'), problem('over-budget')],
      });
      desk.clock.advance(10 * HOUR_MS);
      expect(await desk.ledger.releasePost(post.id)).toMatchObject({
        state: 'scheduled',
        problems: [],
        reason: null,
        nextAt: desk.in(0),
        expiresAt: desk.in(HOUR_MS),
      });
      expect((await desk.ledger.listEvents(post.id)).at(-1)).toMatchObject({
        kind: 'post-released',
        detail: 'held, although it is late; it is over-budget',
      });
    });

    it('a post that expired before its time lives as long as it was to live after it was planned', async () => {
      const times = { dueAt: desk.in(5 * HOUR_MS), expiresAt: desk.in(2 * HOUR_MS) };
      const post = await desk.schedule({ problems: [problem('late')], ...times });
      expect(await desk.ledger.releasePost(post.id)).toMatchObject({
        nextAt: desk.in(5 * HOUR_MS),
        expiresAt: desk.in(7 * HOUR_MS),
      });
    });

    it('sends a post that found no room at the first free time', async () => {
      await desk.setHabits({ minimumGapMs: 2 * HOUR_MS });
      await desk.schedule({ text: 'one' });
      const post = await desk.schedule({ text: 'two', expiresAt: desk.in(HOUR_MS) });
      expect(post).toMatchObject({ problems: [{ code: 'no-free-slot' }] });
      expect(await desk.ledger.releasePost(post.id)).toMatchObject({
        state: 'scheduled',
        nextAt: desk.in(2 * HOUR_MS),
        expiresAt: desk.in(3 * HOUR_MS),
      });
    });
  });
});
