import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerOf } from '../../src/api/contract/route.js';
import type { Routes } from '../../src/api/contract/routes.js';
import { planArticle } from '../../src/application/plan-article.js';
import { ApiDesk, Colleague } from '../support/api-desk.js';
import { ARTICLE } from '../support/samples.js';

const HOUR_MS = 3_600_000;
const WHY = 'the minister has spoken';

describe('lifting an embargo by the API', { timeout: 60_000 }, () => {
  let desk: ApiDesk;
  let ilse: Colleague;
  let tomo: Colleague;
  let params: { readonly id: string };
  let until: string;
  let count = 0;
  beforeAll(async () => {
    desk = await ApiDesk.open();
    [ilse, tomo] = [await desk.join('Ilse', 'approver'), await desk.join('Tomo', 'approver')];
  });
  afterAll(() => desk.close());
  beforeEach(async () => {
    const embargoUntil = new Date(desk.newsroom.clock.now().getTime() + HOUR_MS);
    const guid = `article ${String(++count)}`;
    const article = { ...ARTICLE, url: null, title: guid, guid, embargoUntil };
    const recorded = await desk.ledger.recordArticle(article, [`guid:${guid}`], 'file', null);
    await planArticle(desk.newsroom, recorded, null);
    params = { id: recorded.id };
    until = embargoUntil.toISOString();
  });

  const read = (who: Colleague) => who.ask('explainArticle', { params });
  const embargoFor = async (who: Colleague) => (await read(who)).article.embargo;
  const ask = (who: Colleague) => who.ask('liftEmbargo', { params, body: { act: 'ask', until, reason: WHY } });
  const lifting = async (): Promise<{ params: typeof params; body: object }> => {
    const askedAt = (await embargoFor(ilse))?.ask?.at;
    return { params, body: { act: 'lift', until, askedAt } };
  };
  const dueOf = ({ posts }: AnswerOf<Routes['explainArticle']>) => posts.map(({ dueAt }) => dueAt);

  it('one asks, another lifts, and the posts go out at once; each is shown what they may do', async () => {
    const nothingYet = { until, isReadable: true, ask: null };
    expect(await embargoFor(ilse)).toEqual({ ...nothingYet, actions: ['ask'] });
    expect(await embargoFor(await desk.join('Marek', 'editor'))).toEqual({ ...nothingYet, actions: [] });
    const { embargo } = await ask(ilse);
    expect(embargo).toMatchObject({ ask: { by: { name: 'Ilse' }, reason: WHY }, actions: ['withdraw'] });
    expect(await embargoFor(tomo)).toMatchObject({ ask: { by: { name: 'Ilse' } }, actions: ['lift', 'withdraw'] });
    expect(dueOf(await read(ilse))).toEqual([until, until]);
    expect(await tomo.ask('liftEmbargo', await lifting())).toEqual({ embargo: null });
    const after = await read(ilse);
    expect(after.article).toMatchObject({ embargo: null, embargoUntil: null });
    expect(dueOf(after).every((due) => due < until)).toBe(true);
    const { items } = await ilse.ask('listAudit', { query: { kind: 'embargo-lifted' } });
    expect(items).toMatchObject([{ by: { name: 'Tomo' }, detail: `Ilse had asked for it: ${WHY}` }]);
  });

  it('whoever asked does not lift it, whatever their role', async () => {
    const ada = await desk.join('Ada', 'admin');
    await ask(ada);
    expect(await ada.refusal('liftEmbargo', await lifting())).toBe('403 KWB_OWN_ASK');
    expect(await embargoFor(ada)).toMatchObject({ until });
  });

  it('a token is nobody, also beside its person: it takes an ask back, and that is all', async () => {
    const { secret } = await tomo.ask('addToken', { body: { name: 'a program', role: 'approver' } });
    const program = new Colleague(desk, tomo.person, { authorization: `Bearer ${secret}` });
    expect(await embargoFor(program)).toMatchObject({ actions: [] });
    await ask(ilse);
    expect(await program.refusal('liftEmbargo', await lifting())).toBe('403 KWB_NOT_ALLOWED');
    expect(await program.ask('withdrawEmbargoAsk', { params })).toMatchObject({ embargo: { ask: null } });
  });

  it('an ask that was taken back, and an embargo that was changed, are not lifted by who saw them before', async () => {
    await ask(ilse);
    const before = await lifting();
    await ilse.ask('withdrawEmbargoAsk', { params });
    expect(await tomo.refusal('liftEmbargo', before)).toBe('412 KWB_CHANGED_MEANWHILE');
    until = new Date(Date.parse(until) + 1).toISOString();
    const body = { act: 'ask', until, reason: WHY };
    expect(await tomo.refusal('liftEmbargo', { params, body })).toBe('412 KWB_CHANGED_MEANWHILE');
    expect(await tomo.refusal('liftEmbargo', { params: { id: 'none' }, body })).toBe('404 KWB_NOT_FOUND');
  });
});
