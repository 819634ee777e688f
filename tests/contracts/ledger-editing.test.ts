import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { PlannedPart } from '../../src/application/ports/ledger.js';
import type { Post, Problem } from '../../src/domain/post.js';
import { LedgerDesk, PUBLISHED, tryAgain } from '../support/ledger-desk.js';
import { LATE } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const HOUR_MS = 3_600_000;
const TOO_LONG: Problem = { code: 'too-long', part: 0, message: 'it is too long' };
const partsOf = (...texts: string[]): readonly PlannedPart[] =>
  texts.map((text) => ({ text, link: null, media: [], priceMicros: 15_000 }));

describe.each<Engine>(['sqlite', 'postgres'])('editing with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const edit = async (post: Post, parts: readonly PlannedPart[], problems: readonly Problem[] = []) =>
    desk.ledger.replaceParts(post.id, (await desk.fresh(post)).revision, parts, problems);
  const textsOf = (post: Post | null) => post?.parts.map((part) => part.text);

  describe('what may be edited', () => {
    it('new words come under the next revision, and the history says which part has them', async () => {
      const post = await desk.schedule({ parts: partsOf('one', 'two', 'three') });
      const edited = await edit(post, partsOf('one', '2'));
      expect(edited).toMatchObject({ state: 'scheduled', revision: 2, nextAt: post.nextAt });
      expect(textsOf(edited)).toEqual(['one', '2']);
      expect(textsOf(await edit(post, partsOf('one', '2', '3')))).toEqual(['one', '2', '3']);
      const details = (await desk.ledger.listEvents(post.id)).map((event) => event.detail);
      expect(details.slice(1)).toEqual(['words of part 2 changed, part 3 removed', 'part 3 added']);
    });

    it('of two people who edit at once, one is told that the post has changed', async () => {
      const post = await desk.schedule();
      const edits = await Promise.all(
        ['mine', 'yours'].map((text) => desk.ledger.replaceParts(post.id, 1, partsOf(text), [])),
      );
      expect(edits.filter((edited) => edited !== null)).toHaveLength(1);
      expect(await desk.fresh(post)).toMatchObject({ revision: 2 });
    });

    it('a post that is being sent, may be out, or is out cannot be edited', async () => {
      const post = await desk.schedule();
      const token = await desk.send(post);
      expect(await edit(post, partsOf('other'))).toBeNull();
      await desk.ledger.settlePost(token, { ...PUBLISHED });
      expect(await edit(post, partsOf('other'))).toBeNull();
      const lost = await desk.loseAnswer(await desk.schedule({ text: 'lost' }));
      expect(await edit(lost, partsOf('other'))).toBeNull();
      expect(textsOf(await desk.fresh(lost))).toEqual(['lost']);
    });

    it('what is out stays as it is, whatever the editor writes for it', async () => {
      const post = await desk.schedule({ parts: partsOf('one', 'two', 'three') });
      await desk.publish(post, '1');
      const edited = await edit(post, partsOf('ONE', 'TWO', 'three'));
      expect(edited).toMatchObject({ parts: [{ text: 'one', remoteId: '1' }, { text: 'TWO', remoteId: null }, {}] });
      expect(await edit(post, partsOf('one'))).toBeNull();
      desk.clock.advance(HOUR_MS);
      expect((await desk.claim(post)).part).toMatchObject({ position: 1, text: 'TWO', inReplyTo: '1' });
    });

    it('a part that was tried already can be left out', async () => {
      const post = await desk.schedule({ parts: partsOf('one', 'two', 'three') });
      await desk.publish(post, '1');
      desk.clock.advance(HOUR_MS);
      await desk.sendAnd(post, tryAgain(desk.in(HOUR_MS)));
      expect(textsOf(await edit(post, partsOf('one', '2')))).toEqual(['one', '2']);
    });
  });

  describe('what the ledger remembers of a part', () => {
    it('holds for the same text, and not for another', async () => {
      const post = await desk.schedule({ parts: partsOf('one') });
      await desk.sendAnd(post, tryAgain(desk.in(0), { triedOnce: 'parent not found' }));
      await edit(post, partsOf('one'));
      const claim = await desk.claim(post);
      expect(claim.history.triedOnce).toEqual(['parent not found']);
      await desk.ledger.settlePost(claim.token, tryAgain(desk.in(0)));
      await edit(post, [
        { ...partsOf('one')[0], link: 'https://harbour-post.example', media: [], text: 'one', priceMicros: 0 },
      ]);
      expect((await desk.claim(post)).history.triedOnce).toEqual([]);
    });

    it('that its text was sent again is forgotten with the text', async () => {
      const post = await desk.schedule({ parts: partsOf('one') });
      await desk.loseAnswer(post);
      await desk.lookAnd({ kind: 'send-again', counted: true });
      await edit(post, partsOf('one'));
      const claim = await desk.claim(post);
      expect(claim.history.sentAgain).toBe(true);
      await desk.ledger.settlePost(claim.token, tryAgain(desk.in(0)));
      await edit(post, partsOf('other'));
      expect((await desk.claim(post)).history.sentAgain).toBe(false);
    });
  });

  describe('approval', () => {
    it('is waited for, whatever is edited, also by a post that was held for a problem', async () => {
      const [asked, held] = [
        await desk.schedule({ text: 'one', needsApproval: true }),
        await desk.schedule({ text: 'two', needsApproval: true, problems: [TOO_LONG] }),
      ];
      expect([asked.state, held.state]).toEqual(['awaiting-approval', 'held']);
      expect(await edit(asked, partsOf('other'))).toMatchObject({ state: 'awaiting-approval' });
      expect(await edit(held, partsOf('short'))).toMatchObject({ state: 'awaiting-approval', reason: null });
      expect(await desk.ledger.listSendable()).toEqual([]);
    });

    it('of one text is none of another text, link or picture', async () => {
      const post = await desk.schedule({ parts: partsOf('one'), needsApproval: true });
      const said = { text: 'one', link: null, media: [], priceMicros: 15_000 };
      await desk.ledger.releasePost(post.id);
      expect(await edit(post, [said])).toMatchObject({ state: 'scheduled' });
      const picture = { pictureId: null, url: 'https://harbour-post.example/ferry.jpg', alt: '' };
      for (const other of [
        { ...said, text: 'other' },
        { ...said, link: 'https://harbour-post.example' },
        { ...said, media: [picture] },
      ]) {
        expect(await edit(post, [other])).toMatchObject({ state: 'awaiting-approval' });
        expect(await desk.tryClaim(post)).toEqual({ kind: 'gone' });
        expect(await desk.ledger.releasePost(post.id)).toMatchObject({ state: 'scheduled' });
      }
      await desk.claim(post);
    });

    it('that holds no longer is said in the history, with who changed what', async () => {
      const post = await desk.schedule({ parts: partsOf('one'), needsApproval: true });
      const said = { text: 'one', link: null, media: [], priceMicros: 15_000 };
      await desk.ledger.releasePost(post.id);
      const picture = { pictureId: null, url: 'https://harbour-post.example/ferry.jpg', alt: '' };
      await edit(post, [said]);
      await edit(post, [{ ...said, media: [picture] }]);
      await edit(post, [{ ...said, text: 'two', media: [picture] }]);
      await desk.ledger.releasePost(post.id);
      await edit(post, [{ ...said, text: 'two', link: 'https://harbour-post.example', media: [picture] }]);
      const events = await desk.ledger.listEvents(post.id);
      expect(events.filter((event) => event.kind === 'post-changed').map((event) => event.detail)).toEqual([
        'nothing that readers see',
        'pictures changed; the approval no longer holds',
        'words changed',
        'link changed; the approval no longer holds',
      ]);
    });

    it('is needed again for other words in a thread that has begun, which then goes on', async () => {
      const post = await desk.schedule({ parts: partsOf('one', 'two'), needsApproval: true });
      await desk.ledger.releasePost(post.id);
      await desk.publish(post, '1');
      expect(await edit(post, partsOf('one', 'other'))).toMatchObject({ state: 'awaiting-approval' });
      desk.clock.advance(HOUR_MS);
      await desk.ledger.sweepLate();
      await desk.ledger.releasePost(post.id);
      expect((await desk.claim(post)).part).toMatchObject({ text: 'other', inReplyTo: '1' });
    });

    it('is not asked for where the template does not want it', async () => {
      expect(await edit(await desk.schedule(), partsOf('other'))).toMatchObject({ state: 'scheduled' });
    });
  });

  describe('slots', () => {
    beforeEach(() => desk.setHabits({ slots: ['10:00', '11:00'], minimumGapMs: HOUR_MS / 2 }));

    const hold = (post: Post) => edit(post, partsOf('long'), [TOO_LONG]);
    const cure = (post: Post) => edit(post, partsOf('short'));

    it('a post that was put into one and has lost it is put into the next', async () => {
      const post = await desk.schedule({ text: 'one', inSlot: true });
      await hold(post);
      await desk.schedule({ text: 'two', inSlot: true });
      expect(await cure(post)).toMatchObject({ nextAt: new Date('2026-11-24T11:00Z') });
      await hold(post);
      desk.clock.advance(3 * HOUR_MS);
      expect(await cure(post)).toMatchObject({ nextAt: new Date('2026-11-25T10:00Z') });
    });

    it('a post that only happens to go out at the time of one is not', async () => {
      const half = new Date('2026-11-24T09:30Z');
      await desk.schedule({ text: 'one', dueAt: half });
      const post = await desk.schedule({ text: 'two', dueAt: half });
      expect(post).toMatchObject({ nextAt: new Date('2026-11-24T10:00Z') });
      await hold(post);
      await desk.schedule({ text: 'three', dueAt: half });
      expect(await cure(post)).toMatchObject({ nextAt: new Date('2026-11-24T10:30Z') });
    });

    it('a post for which a person chose a time keeps that', async () => {
      const post = await desk.schedule({ text: 'one', inSlot: true });
      const at = new Date('2026-11-24T10:10Z');
      await desk.ledger.reschedulePost(post.id, { at, wallTime: null });
      await hold(post);
      expect(await cure(post)).toMatchObject({ nextAt: at });
    });
  });

  describe('problems', () => {
    it('a post whose new words have a problem is held, and scheduled again without it', async () => {
      const post = await desk.schedule();
      expect(await edit(post, partsOf('long'), [TOO_LONG])).toMatchObject({
        state: 'held',
        reason: 'it is too long',
        problems: [TOO_LONG],
      });
      expect(await edit(post, partsOf('short'))).toMatchObject({ state: 'scheduled', reason: null, problems: [] });
    });

    it('a text that another post of the account says is held', async () => {
      await desk.schedule({ text: 'one' });
      const post = await desk.schedule({ parts: partsOf('two', 'three') });
      expect(await edit(post, partsOf('two', 'one'))).toMatchObject({
        state: 'held',
        problems: [{ code: 'identical-text', part: 1 }],
      });
    });

    it('a post that is freed takes the first free time, not one that another post has', async () => {
      await desk.setHabits({ minimumGapMs: HOUR_MS });
      const post = await desk.schedule({ problems: [TOO_LONG], dueAt: desk.in(HOUR_MS) });
      await desk.schedule({ text: 'other', dueAt: desk.in(HOUR_MS) });
      expect(await edit(post, partsOf('short'))).toMatchObject({ state: 'scheduled', nextAt: desk.in(2 * HOUR_MS) });
    });

    it('a freed post that has lost its time is held for that', async () => {
      await desk.setHabits({ minimumGapMs: HOUR_MS });
      const post = await desk.schedule({ problems: [TOO_LONG], expiresAt: desk.in(HOUR_MS / 2) });
      await desk.schedule({ text: 'other' });
      expect(await edit(post, partsOf('short'))).toMatchObject({ state: 'held', problems: [{ code: 'no-free-slot' }] });
    });

    it('a post that is held because it is late stays held, whatever its words', async () => {
      const post = await desk.schedule({ problems: [TOO_LONG, LATE] });
      expect(await edit(post, partsOf('short'))).toMatchObject({ state: 'held', problems: [LATE] });
    });

    it('a dearer text that the budget does not bear is held', async () => {
      await desk.setHabits({ budget: { monthlyMicros: 20_000, whenOver: 'skip' } });
      const post = await desk.schedule({ parts: partsOf('one') });
      const dearer = [{ text: 'one', link: null, media: [], priceMicros: 20_001 }];
      expect(await edit(post, dearer)).toMatchObject({
        state: 'held',
        problems: [{ code: 'over-budget' }],
        parts: [{ priceMicros: 20_001 }],
      });
      expect(await edit(post, partsOf('one'))).toMatchObject({ state: 'scheduled', problems: [] });
    });
  });
});
