import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { replayArticles, type ReplayedPost } from '../../src/application/replay-articles.js';
import { drawReplay } from '../../src/cli/draw-replay.js';
import { readConfig } from '../../src/config/read-config.js';
import type { RecordedArticle } from '../../src/domain/article.js';
import { loadTemplate, loadTemplates } from '../../src/service/load-templates.js';
import { previewAccounts, previewNetworks } from '../../src/service/preview-parts.js';
import { PRESS_ARTICLE, PRESS_TITLE } from '../support/press-article.js';
import { Desk } from '../support/run-kawaraban.js';
import { ARTICLE } from '../support/samples.js';

/** No source brought it, nobody has read its page. */
const UNTOUCHED = { notPosted: null, alikeTo: null, embargoAsk: null, page: null };

const FERRY = recorded('1', {});
const REGATTA = recorded('2', { title: 'Regatta Won', summary: 'The home crew won.', section: null });

function recorded(id: string, change: Partial<typeof ARTICLE>): RecordedArticle {
  const at = new Date('2026-11-24T09:00:00Z');
  const article = { ...ARTICLE, ...change };
  return { id, revision: 1, origin: 'file', firstSeenAt: at, plannedAt: at, wish: null, ...UNTOUCHED, article };
}

describe('a changed template on recorded articles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kwb-replay-'));
    write('templates/x/default.liquid', '{{ article.title }}\n\n{{ article.summary }}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, text: string): string {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  async function replay(changed: string | null, file = 'draft/x/default.liquid'): Promise<readonly ReplayedPost[]> {
    const config = readConfig({ KAWARABAN_TEMPLATES: join(folder, 'templates'), KAWARABAN_DATA: folder });
    const ports = { ...previewNetworks(config), templates: await loadTemplates(config) };
    const template = changed === null ? null : await loadTemplate(write(file, changed), config);
    return replayArticles(ports, template, previewAccounts(config), [REGATTA, FERRY], null);
  }

  it('shows where it says something else, and what the articles lack', async () => {
    const [regatta, ferry] = await replay('{{ article.title }}\n\n{{ article.summary }}{{ article.section }}');
    expect(regatta).toMatchObject({ isDifferent: false, problems: [], missing: ['article.section'] });
    expect(ferry).toMatchObject({ isDifferent: true, missing: [] });
    expect(ferry?.before).toMatchObject([{ text: `${ARTICLE.title}\n\n${ARTICLE.summary}` }]);
    expect(ferry?.after).toMatchObject([{ text: `${ARTICLE.title}\n\n${ARTICLE.summary}Islands` }]);
  });

  it('shows a person the lines that change', async () => {
    const drawn = drawReplay(2, await replay('{{ article.title }}\n\nRead on.{{ article.section }}'));
    expect(drawn).toContain(
      '┌─ Regatta Won\n  Regatta Won\n\n- The home crew won.\n+ Read on.\n? without article.section\n└─',
    );
    expect(drawn).toContain('  article.section: 1 of 2\n');
    expect(drawn).toContain('2 articles, 2 posts: 2 differ, 0 could not go out.');
  });

  it('shows posts that would be made no more, and those that could not go out', async () => {
    const front = '---\nmatch: article.section\n---\n';
    expect(
      await replay(`${front}{{ article.title | append: article.body | append: article.body | append: article.body }}`),
    ).toMatchObject([
      { after: null, isDifferent: true, problems: [] },
      { isDifferent: true, problems: [{ code: 'too-long' }] },
    ]);
  });

  it('tells of an article on which the template fails', async () => {
    const failing =
      '{% assign n = article.title.size | minus: 11 | abs %}{% for i in (1..1000000) %}{% if n == 0 %}{{ i }}{% endif %}{% endfor %}';
    const posts = await replay(`{% if article.title == "Regatta Won" %}${failing}{% endif %}{{ article.title }}`);
    expect(posts).toMatchObject([{ problems: [{ code: 'template-failed' }] }, { problems: [] }]);
  });

  it('has nothing to compare a new template with', async () => {
    const posts = await replay('{{ article.title }}', 'draft/x/other.liquid');
    expect(posts).toMatchObject([{ template: 'x/other', before: null, isDifferent: true }, {}]);
  });

  it('without a changed one, those that there are are looked at', async () => {
    expect(await replay(null)).toMatchObject([
      { template: 'x/default', before: null, after: [{}], isDifferent: false },
      { isDifferent: false },
    ]);
  });

  it('knows the network by the folder', async () => {
    await expect(replay('{{ article.title }}', 'draft/default.liquid')).rejects.toMatchObject({ code: 'KWB_USAGE' });
  });
});

const printed = z.looseObject({
  articles: z.number(),
  differing: z.number(),
  failing: z.number(),
  posts: z.array(z.looseObject({ article: z.looseObject({ title: z.string() }), isDifferent: z.boolean() })),
});

describe('kawaraban replay', { timeout: 120_000 }, () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  it('fails for a build where a post could not go out, and touches nothing, whatever accounts it is told of', async () => {
    const { posts } = await desk.runForPosts(['publish', desk.write('press.txt', PRESS_ARTICLE), '--at', '+1d']);
    const file = desk.write('draft/x/default.liquid', '{{ article.body }}');
    const credentials = ['X_API_KEY', 'X_API_KEY_SECRET', 'X_ACCESS_TOKEN', 'X_ACCESS_TOKEN_SECRET'];
    const environment = Object.fromEntries(credentials.map((name) => [name, 'a']));
    const { code, stdout, stderr } = await desk.run(['replay', '--template', file, '--json'], environment);
    expect(printed.parse(JSON.parse(stdout))).toMatchObject({
      articles: 1,
      differing: 1,
      failing: 1,
      posts: [{ article: { title: PRESS_TITLE }, isDifferent: true }],
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/1 of 1 posts could not go out.*\[KWB_REPLAY_FAILED\]/) as string,
    });
    expect(await desk.listPosts()).toEqual(posts);
  });

  it('says so where there is no ledger yet', async () => {
    const { code, stderr } = await desk.run(['replay']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('there is no ledger yet') as string });
  });
});
