import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { articleKeys } from '../../src/application/article-keys.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { takeIn } from '../../src/application/take-in.js';
import type { Article } from '../../src/domain/article.js';
import { UNREADABLE_EMBARGO } from '../../src/domain/embargo.js';
import { COMMAND_LINE } from '../../src/domain/person.js';
import { DEFAULT_SOURCE_SETTINGS, type Source } from '../../src/domain/source.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { ARTICLE } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const HOUR_MS = 3_600_000;
const WHY = 'the minister has spoken';
const changed = { code: 'KWB_CHANGED_MEANWHILE' };

describe.each<Engine>(['sqlite', 'postgres'])('two people lift an embargo in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  let feed: Source;
  let ilse: Ledger;
  let tomo: Ledger;
  let id: string;
  let until: Date;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
    ilse = desk.ledger.by({ id: 'ilse', name: 'Ilse' });
    tomo = desk.ledger.by({ id: 'tomo', name: 'Tomo' });
    feed = await addFeed('feed');
    until = desk.in(HOUR_MS);
    await show({ embargoUntil: until });
    id = (await desk.ledger.listNewestArticles(1))[0]?.id ?? '';
  });
  afterEach(() => desk.close());

  const addFeed = (name: string) =>
    desk.ledger.addSource({
      ...{ name, kind: 'feed', address: `https://${name}.example`, settings: DEFAULT_SOURCE_SETTINGS, backfill: 1 },
    });
  const show = (change: Partial<Article>, source = feed) =>
    takeIn({ ledger: desk.ledger, clock: desk.clock, zone: 'UTC' }, source, [{ ...ARTICLE, ...change }], 'poll');
  const read = async () => {
    const found = await desk.ledger.findArticle(id);
    if (found === null) throw new Error('the article is gone');
    return found;
  };
  const embargo = async () => (await read()).article.embargoUntil;
  const askedAt = async () => (await read()).embargoAsk?.at ?? new Date(0);
  const lift = async () => {
    await ilse.askEmbargoLift(id, until, WHY);
    return tomo.liftEmbargo(id, until, await askedAt());
  };
  const story = async () =>
    (await desk.ledger.listArticleEvents(id))
      .filter(({ kind: what }) => what.startsWith('embargo-'))
      .map(({ kind: what, by, detail }) => [what, by?.name ?? null, detail]);

  it('one asks, another lifts: it ends for good, as a revision of the article, and history says who and why', async () => {
    const asked = await ilse.askEmbargoLift(id, until, WHY);
    expect(asked.embargoAsk).toEqual({ by: { id: 'ilse', name: 'Ilse' }, at: desk.in(0), reason: WHY });
    expect(await embargo()).toEqual(until);
    expect(await desk.schedule({ text: ARTICLE.url ?? '' })).toMatchObject({ dueAt: until });
    const { revision } = await read();
    expect(await tomo.liftEmbargo(id, until, desk.in(0))).toMatchObject({ revision: revision + 1, embargoAsk: null });
    expect(await embargo()).toBeNull();
    expect(await desk.schedule({ text: `${ARTICLE.url ?? ''} now` })).toMatchObject({ dueAt: desk.in(0) });
    expect(await story()).toEqual([
      ['embargo-lift-asked', 'Ilse', WHY],
      ['embargo-lifted', 'Tomo', `Ilse had asked for it: ${WHY}`],
    ]);
  });

  it('nobody lifts alone, nor the command line, nor the program', async () => {
    await ilse.askEmbargoLift(id, until, WHY);
    await expect(ilse.liftEmbargo(id, until, await askedAt())).rejects.toMatchObject({ code: 'KWB_OWN_ASK' });
    for (const nobody of [desk.ledger.by(COMMAND_LINE), desk.ledger]) {
      const refused = { code: 'KWB_NOT_ALLOWED', message: expect.stringContaining('command line cannot') as string };
      await expect(nobody.liftEmbargo(id, until, await askedAt())).rejects.toMatchObject(refused);
      await expect(nobody.askEmbargoLift(id, until, WHY)).rejects.toMatchObject(refused);
    }
    expect(await embargo()).toEqual(until);
  });

  it('who asks beside another, or lifts what nobody asked for, is told to look again', async () => {
    await expect(tomo.liftEmbargo(id, until, desk.in(0))).rejects.toMatchObject(changed);
    await ilse.askEmbargoLift(id, until, WHY);
    await expect(tomo.askEmbargoLift(id, until, 'so I hear')).rejects.toMatchObject(changed);
    await expect(tomo.liftEmbargo(id, until, desk.in(1))).rejects.toMatchObject(changed);
    await expect(tomo.liftEmbargo(id, desk.in(1), desk.in(0))).rejects.toMatchObject(changed);
    expect(await embargo()).toEqual(until);
  });

  it('asking and lifting twice is asking and lifting once', async () => {
    await ilse.askEmbargoLift(id, until, WHY);
    const first = await askedAt();
    desk.clock.advance(1_000);
    await ilse.askEmbargoLift(id, until, 'other words');
    await Promise.all([tomo.liftEmbargo(id, until, first), tomo.liftEmbargo(id, until, first)]);
    expect(await story()).toHaveLength(2);
  });

  it('an ask is taken back by whoever asked, or by another, and lifts nothing then', async () => {
    for (const person of [ilse, tomo]) {
      await ilse.askEmbargoLift(id, until, WHY);
      const at = await askedAt();
      await person.withdrawEmbargoAsk(id);
      await person.withdrawEmbargoAsk(id);
      await expect(tomo.liftEmbargo(id, until, at)).rejects.toMatchObject(changed);
    }
    expect((await story()).filter(([what]) => what === 'embargo-ask-withdrawn')).toEqual([
      ['embargo-ask-withdrawn', 'Ilse', `Ilse had asked for it: ${WHY}`],
      ['embargo-ask-withdrawn', 'Tomo', `Ilse had asked for it: ${WHY}`],
    ]);
  });

  it('the very same embargo does not come back, whoever names it', async () => {
    await lift();
    await show({ embargoUntil: until, title: 'Ferry delayed' });
    await show({ embargoUntil: until }, await addFeed('other'));
    const file = { ...ARTICLE, embargoUntil: until };
    expect(await desk.ledger.recordArticle(file, articleKeys(file, null, 'UTC'), 'file', null)).toMatchObject({ id });
    await show({ embargoUntil: null });
    await show({ embargoUntil: until });
    expect(await embargo()).toBeNull();
  });

  it('another one does: it withdraws the lifting and an open ask, and the one that was lifted counts again', async () => {
    await lift();
    const other = desk.in(2 * HOUR_MS);
    await show({ embargoUntil: other });
    expect(await embargo()).toEqual(other);
    await ilse.askEmbargoLift(id, other, WHY);
    await show({ embargoUntil: until });
    expect(await read()).toMatchObject({ embargoAsk: null, article: { embargoUntil: until } });
    await expect(ilse.askEmbargoLift(id, other, WHY)).rejects.toMatchObject(changed);
    expect((await story()).slice(2)).toEqual([
      ['embargo-set-anew', null, 'another embargo was named'],
      ['embargo-lift-asked', 'Ilse', WHY],
      ['embargo-ask-withdrawn', null, 'another embargo was named'],
    ]);
  });

  it('one that nobody can read is lifted as any other; one that is over needs nobody', async () => {
    await show({ embargoUntil: UNREADABLE_EMBARGO });
    until = UNREADABLE_EMBARGO;
    await lift();
    expect(await embargo()).toBeNull();
    until = desk.in(HOUR_MS);
    await show({ embargoUntil: until });
    desk.clock.advance(HOUR_MS);
    await expect(ilse.askEmbargoLift(id, until, WHY)).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
    await expect(ilse.askEmbargoLift('none', until, WHY)).rejects.toMatchObject({ code: 'KWB_NOT_FOUND' });
  });
});
