import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { articleKeys } from '../../src/application/article-keys.js';
import type { WantedSource } from '../../src/application/ports/source-ledger.js';
import { takeIn } from '../../src/application/take-in.js';
import type { Article } from '../../src/domain/article.js';
import type { Source } from '../../src/domain/source.js';
import { ARTICLE, plannedPost, wantedAccount } from '../support/samples.js';
import { HOUR_MS, SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

describe.each<Engine>(['sqlite', 'postgres'])('what another source was met with, with the ledger on %s', (kind) => {
  let desk: SourceDesk;
  beforeEach(async () => {
    desk = await SourceDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  /** Met an hour ago, with nothing in it; another source of the same site is met when it is polled. */
  async function established(name = 'harbour-post', change: Partial<WantedSource> = {}) {
    const feed = await desk.addMet(name, change);
    desk.clock.advance(HOUR_MS);
    return feed;
  }
  const meet = async (...articles: readonly Article[]) => desk.poll(await desk.add('site'), articles);

  it('is posted, once, when this one shows it as news', async () => {
    const feed = await established();
    const others = [await established('islands'), await established('ports')];
    const [news, old] = [desk.article('a', 0.1), desk.article('old', 3)];
    await meet(news, old);
    expect(await desk.listPlanned()).toEqual([]);
    expect(await desk.poll(feed, [news])).toMatchObject({ recorded: [{ change: 'new', notPosted: null }] });
    await Promise.all(others.map((other) => desk.poll(other, [news])));
    expect(await desk.listPlanned()).toEqual(['a']);
    const [recorded] = await desk.test.ledger.listUnplannedArticles();
    await desk.test.ledger.planPosts(recorded?.id ?? '', []);
    for (const shown of [[], [news], [{ ...news, title: 'Edited' }]])
      for (const source of [feed, ...others]) await desk.poll(source, shown);
    expect([await desk.listPlanned(), await desk.countArticles()]).toEqual([[], 2]);
  });

  it('is posted also where a webhook tells of it, and where three sources do at the same instant', async () => {
    const { ledger, clock } = desk.test;
    const sources = [
      await desk.add('one', { kind: 'webhook', address: '/hooks/one' }),
      await desk.add('two', { kind: 'webhook', address: '/hooks/two' }),
      await established('three'),
    ];
    const news = desk.article('a', 0.1);
    await meet(news);
    const taken = await Promise.all(
      sources.map((source) => takeIn({ ledger, clock, zone: 'UTC' }, source, [news], 'webhook')),
    );
    expect(taken.filter((each) => each.kind === 'taken-in' && each.recorded.length > 0)).toHaveLength(1);
    expect(await desk.listPlanned()).toEqual(['a']);
  });

  it('waits for a person where its title is like that of another article', async () => {
    const feed = await established();
    await desk.poll(feed, [desk.article('Night ferry returns after two years', 0.5)]);
    const [first] = await desk.test.ledger.listUnplannedArticles();
    const news = desk.article('Night Ferry Returns After Two Years!', 0.1);
    await meet(news);
    await desk.poll(feed, [news]);
    expect(await desk.test.ledger.listUnplannedArticles()).toMatchObject([{ alikeTo: null }, { alikeTo: first?.id }]);
  });

  it.each<readonly [string, (feed: Source) => Promise<unknown>]>([
    ['this one had shown before', async (feed) => desk.poll(feed, [desk.article('a', 2)])],
    ['was published before this one was met', async (feed) => desk.poll(feed, [desk.article('b', 2)])],
  ])('stays as it is where it %s', async (_what, begin) => {
    const feed = await desk.add('harbour-post');
    await begin(feed);
    const shown = [desk.article('a', 2), desk.article('b', 2)];
    await meet(...shown);
    for (const again of [shown, [], [...shown].reverse(), [desk.article('a', 2)], shown]) {
      desk.clock.advance(60_000);
      await desk.poll(feed, again);
    }
    expect(await desk.listPlanned()).toEqual([]);
  });

  it('stays as it is where both were met at the same time, whatever either shows later', async () => {
    const [one, other] = [await desk.add('one'), await desk.add('other')];
    const [a, b, c] = [desk.article('a', 1), desk.article('b', 2), desk.article('c', 3)];
    await Promise.all([desk.poll(one, [a, b]), desk.poll(other, [b, c])]);
    desk.clock.advance(HOUR_MS);
    await Promise.all([desk.poll(one, [b, c]), desk.poll(other, [a])]);
    expect([await desk.listPlanned(), await desk.countArticles()]).toEqual([[], 3]);
  });

  it.each<readonly [string, Partial<Article>, Partial<Article>]>([
    ['an older date was known', { publishedAt: new Date('2026-11-22T08:00:00Z') }, {}],
    ['it bears an older date here', {}, { publishedAt: new Date('2026-11-22T08:00:00Z') }],
    ['it bears no date anywhere', { publishedAt: null }, { publishedAt: null }],
  ])('stays as it is where %s', async (_what, there, here) => {
    const feed = await established();
    await meet(desk.article('a', 0.1, there));
    await desk.poll(feed, [desk.article('a', 0.1, here)]);
    expect(await desk.listPlanned()).toEqual([]);
  });

  it('stays as it is where this one is met now, however much of it is to be posted', async () => {
    const news = desk.article('a', 0.1);
    await meet(news);
    await desk.poll(await desk.add('harbour-post', { backfill: 5 }), [news]);
    expect(await desk.listPlanned()).toEqual([]);
  });

  it('stays as it is where a person has posted it', async () => {
    const { ledger } = desk.test;
    const feed = await established();
    const account = await ledger.syncAccount(wantedAccount());
    const news = [desk.article('written', 0.1), desk.article('wished', 0.1)];
    await meet(...news);
    const [one, other] = await ledger.listNewestArticles(2);
    const [written, wished] = one?.article.title === 'written' ? [one, other] : [other, one];
    await ledger.planPosts(written?.id ?? '', [plannedPost(account.id)]);
    const keys = articleKeys(news[1] ?? ARTICLE, null, 'UTC');
    const wish = { at: null, wallTime: null, accountName: 'x' };
    await ledger.recordArticle(wished?.article ?? ARTICLE, keys, 'file', wish);
    await desk.poll(feed, news);
    expect(await desk.listPlanned()).toEqual([]);
  });
});
