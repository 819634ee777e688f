import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as giveWay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiDesk, type Colleague } from '../support/api-desk.js';
import { ARTICLE } from '../support/samples.js';
import { TemplateFolder } from '../support/template-folder.js';

const params = { network: 'x', file: 'default' };

describe('a template that several people write', () => {
  let folder: TemplateFolder;
  let desk: ApiDesk;
  let hana: Colleague;
  let ilse: Colleague;
  beforeEach(async () => {
    folder = new TemplateFolder({ 'x/default': '{{ article.title }}', 'facebook/default': '{{ article.title }}' });
    desk = await ApiDesk.open({ KAWARABAN_TEMPLATES: folder.path });
    [hana, ilse] = [await desk.join('Hana', 'admin'), await desk.join('Ilse', 'admin')];
    await desk.ledger.changeSettings({ saveTemplates: true });
  });
  afterEach(async () => {
    await desk.close();
    folder.remove();
  });

  const saving = (words: string, revision: string) => ({
    ...{ params, body: { source: `{{ article.title }} ${words}` }, headers: { 'if-match': `"${revision}"` } },
  });
  const written = () => readFileSync(join(folder.path, 'x/default.liquid'), 'utf8');

  it('is not overwritten with what was begun before a colleague saved it', async () => {
    const reply = await hana.send('readTemplate', { params });
    const { revision } = await ilse.ask('readTemplate', { params });
    expect(reply.headers.etag).toBe(`"${revision}"`);
    const saved = await hana.ask('saveTemplate', saving('by Hana', revision));
    const refused = await ilse.send('saveTemplate', saving('by Ilse', revision));
    expect(refused.json()).toMatchObject({
      ...{ status: 412, code: 'KWB_CHANGED_MEANWHILE' },
      title: expect.stringMatching(/x\/default .* read it again/) as string,
    });
    expect(written()).toBe('{{ article.title }} by Hana');
    // As the answer names it: nothing has to be read between two saves of one's own.
    expect(saved.revision).toBe((await ilse.ask('readTemplate', { params })).revision);
    await ilse.ask('saveTemplate', saving('by both', saved.revision));
    expect(written()).toBe('{{ article.title }} by both');
  });

  it('is saved once where two save it at the same time', async () => {
    const { revision } = await hana.ask('readTemplate', { params });
    const both = await Promise.all([
      hana.send('saveTemplate', saving('by Hana', revision)),
      ilse.send('saveTemplate', saving('by Ilse', revision)),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    expect(written()).toContain(both[0].statusCode === 200 ? 'Hana' : 'Ilse');
    expect(readdirSync(join(folder.path, 'x'))).toEqual(['default.liquid']);
  });

  it('is not overwritten either where its file was changed, or taken away, on the disk', async () => {
    const { revision } = await hana.ask('readTemplate', { params });
    folder.write('x/default', '{{ article.title }} by an editor of files');
    expect(await hana.refusal('saveTemplate', saving('by Hana', revision))).toBe('412 KWB_CHANGED_MEANWHILE');
    expect(written()).toContain('by an editor of files');
    const anew = await hana.ask('readTemplate', { params });
    expect(anew.source).toContain('by an editor of files');
    rmSync(join(folder.path, 'x/default.liquid'));
    expect(await hana.refusal('saveTemplate', saving('by Hana', anew.revision))).toBe('412 KWB_CHANGED_MEANWHILE');
    expect(readdirSync(join(folder.path, 'x'))).toEqual([]);
  });

  it('needs the name of what was seen', async () => {
    const { body } = saving('blindly', '');
    expect(await hana.refusal('saveTemplate', { params, body })).toBe('428 KWB_IF_MATCH_MISSING');
    expect(await hana.refusal('saveTemplate', saving('by number', '7'))).toBe('400 KWB_INPUT_INVALID');
    const { revision } = await hana.ask('readTemplate', { params });
    const unknown = { ...saving('new', revision), params: { ...params, file: 'nobody-knows-it' } };
    expect(await hana.refusal('saveTemplate', unknown)).toBe('404 KWB_NOT_FOUND');
    expect(written()).toBe('{{ article.title }}');
  });
});

/** A loop that would go on for minutes, on recorded articles alone. */
const ENDLESS =
  '{% if article.title contains "Ferry" %}{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}' +
  '{% endfor %}{% endfor %}{% endfor %}{% endif %}{{ article.title }}';

describe('a template that somebody has made heavy', { timeout: 60_000 }, () => {
  let desk: ApiDesk;
  let viewer: Colleague;
  let article: string;
  beforeEach(async () => {
    desk = await ApiDesk.open();
    viewer = await desk.join('Hana', 'viewer');
    for (let number = 0; number < 40; number++) {
      const one = { ...ARTICLE, title: `Ferry ${String(number)}`, url: null };
      ({ id: article } = await desk.ledger.recordArticle(one, [`guid:${String(number)}`], 'file', null));
    }
  });
  afterEach(() => desk.close());

  /** So often somebody else was answered meanwhile. */
  const countAnswers = async (heavy: readonly Promise<unknown>[]): Promise<number> => {
    let [isOver, count] = [false, 0];
    const over = Promise.all(heavy).then(() => (isOver = true));
    for (; !isOver; count++) {
      await viewer.ask('whoAmI');
      // As a request that comes over the wire would.
      await giveWay();
    }
    await over;
    return count;
  };

  it('is tried, and said to be wrong, while others are answered', async () => {
    const asking = { params, body: { source: ENDLESS, article } };
    const tries = [1, 2, 3, 4, 5].map(() => viewer.ask('tryTemplate', asking));
    expect(await countAnswers(tries)).toBeGreaterThan(tries.length);
    for (const tried of await Promise.all(tries))
      expect(tried).toMatchObject({ kind: 'wrong', message: expect.stringContaining('limit exceeded') as string });
  });

  it('is replayed for a limited time, then refused, while others are answered', async () => {
    const replay = viewer.send('replayTemplate', { params, body: { source: ENDLESS } });
    expect(await countAnswers([replay])).toBeGreaterThan(10);
    expect((await replay).json()).toMatchObject({
      ...{ status: 422, code: 'KWB_TEMPLATE_INVALID' },
      title: expect.stringMatching(/takes too long: \d+ of 40 articles/) as string,
    });
  });
});
