import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { explainArticle } from '../../src/application/explain-article.js';
import type { TemplateRenderer, TemplateRule } from '../../src/application/ports/template-renderer.js';
import { takeIn } from '../../src/application/take-in.js';
import { drawExplanation } from '../../src/cli/draw-explanation.js';
import { DEFAULT_SOURCE_SETTINGS, type Source, type SourceKind } from '../../src/domain/source.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { ARTICLE, plannedPost } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const rule = (name: string): TemplateRule => ({
  name,
  network: 'x',
  accounts: null,
  when: 'now',
  expiresMs: null,
  lane: 'normal',
  approval: false,
  image: 'card',
  correction: 'none',
});
const templates: TemplateRenderer = {
  all: () => [rule('x/article'), rule('x/breaking')],
  judge: () => [
    { rule: rule('x/article'), matches: true, condition: null, facts: {} },
    {
      rule: rule('x/breaking'),
      matches: false,
      condition: 'article.section == "Breaking"',
      facts: { 'article.section': 'Islands' },
    },
  ],
  matching: () => [rule('x/article')],
  missing: () => [],
  render: () => ['The night ferry returns'],
};

describe.each<Engine>(['sqlite', 'postgres'])('an article is explained with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const ports = () => ({ clock: desk.clock, ledger: desk.ledger, zone: 'UTC', templates });
  const explain = (which: string) => explainArticle(ports(), which);

  /** A source that was met before: what it shows now is news. */
  async function addSource(name: string, kind: SourceKind): Promise<Source> {
    await desk.ledger.addSource({
      name,
      kind,
      address: `https://${name}.example/`,
      settings: DEFAULT_SOURCE_SETTINGS,
      backfill: 1,
    });
    const source = await desk.ledger.findSource(name);
    if (source === null) throw new Error('the source is gone');
    return source;
  }

  it('with every source that showed it, the template that spoke, and what became of its post', async () => {
    const [feed, hook] = [await addSource('harbour-feed', 'feed'), await addSource('harbour-hook', 'webhook')];
    const article = { ...ARTICLE, publishedAt: desk.in(-2_000) };
    await takeIn(ports(), feed, [article], 'poll', '200, 1 article');
    desk.clock.advance(1_000);
    await takeIn(ports(), hook, [article], 'webhook');
    const recorded = await desk.ledger.findArticleByKeys(['url:harbour-post.example/2026/ferry-returns']);
    const [post] = await desk.ledger.planPosts(recorded?.id ?? '', [
      plannedPost(desk.account.id, { template: 'x/article', occasion: 'publish' }),
    ]);
    if (post === undefined) throw new Error('nothing was planned');
    await desk.publish(post, '101');

    const byAddress = await explain('http://www.harbour-post.example/2026/ferry-returns/?utm_source=x');
    expect(byAddress.sightings).toEqual([
      { sourceName: 'harbour-feed', way: 'poll', at: desk.in(-1_000) },
      { sourceName: 'harbour-hook', way: 'webhook', at: desk.in(0) },
    ]);
    expect(byAddress.whyNothing).toBeNull();
    expect((await explain(post.id)).recorded.id).toBe(byAddress.recorded.id);

    const drawn = drawExplanation(byAddress, 'UTC');
    for (const told of [
      /seen by harbour-feed \(poll 200, 1 article, 1 new\)/,
      /the same article, seen by harbour-hook \(webhook\)/,
      /template x\/article: speaks about it/,
      /x\/breaking: says nothing, since its condition is article\.section == "Breaking" and article\.section is "Islands"/,
      /published: https:\/\/x\.example\/101/,
    ])
      expect(drawn).toMatch(told);
  });

  it('that was there at the first meeting says so', async () => {
    const source = await addSource('harbour-feed', 'feed');
    await takeIn(ports(), { ...source, backfill: 0 }, [ARTICLE], 'poll');
    const { whyNothing } = await explain(ARTICLE.url ?? '');
    expect(whyNothing).toMatch(/there already when its source was first read/);
  });

  it('that nobody knows is said to be unknown, with where to look', async () => {
    await expect(explain('https://harbour-post.example/never')).rejects.toThrow(/no article is known.*sources list/);
  });
});
