import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { PlannedPart } from '../../src/application/ports/ledger.js';
import type { Post, Problem } from '../../src/domain/post.js';
import { LedgerDesk, PUBLISHED, tryAgain } from '../support/ledger-desk.js';
import type { Engine } from '../support/test-ledger.js';

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
      expect(details.slice(1)).toEqual(['part 2 changed, part 3 removed', 'part 3 added']);
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
      const post = await desk.schedule({ state: 'held', problems: [TOO_LONG], dueAt: desk.in(HOUR_MS) });
      await desk.schedule({ text: 'other', dueAt: desk.in(HOUR_MS) });
      expect(await edit(post, partsOf('short'))).toMatchObject({ state: 'scheduled', nextAt: desk.in(2 * HOUR_MS) });
    });

    it('a freed post that has lost its time is held for that', async () => {
      await desk.setHabits({ minimumGapMs: HOUR_MS });
      const post = await desk.schedule({ state: 'held', problems: [TOO_LONG], expiresAt: desk.in(HOUR_MS / 2) });
      await desk.schedule({ text: 'other' });
      expect(await edit(post, partsOf('short'))).toMatchObject({ state: 'held', problems: [{ code: 'no-free-slot' }] });
    });

    it('a post that is held because it is late stays held, whatever its words', async () => {
      const late: Problem = { code: 'late', part: null, message: 'it is late' };
      const post = await desk.schedule({ state: 'held', problems: [TOO_LONG, late] });
      expect(await edit(post, partsOf('short'))).toMatchObject({ state: 'held', problems: [late] });
    });

    it('a post that waits for approval goes on waiting for it', async () => {
      const post = await desk.schedule({ state: 'awaiting-approval' });
      expect(await edit(post, partsOf('other'))).toMatchObject({ state: 'awaiting-approval' });
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
