import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { listItems } from '../../src/application/list-items.js';
import { takeIn } from '../../src/application/take-in.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import { HOUR_MS, letters, SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

describe.each<Engine>(['sqlite', 'postgres'])('what sources bring, with the ledger on %s', (kind) => {
  let desk: SourceDesk;
  beforeEach(async () => {
    desk = await SourceDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  describe('the first meeting', () => {
    it('posts nothing of what is there, and everything that comes after', async () => {
      const feed = await desk.add('harbour-post');
      await desk.poll(feed, [desk.article('b'), desk.article('a', 1)]);
      expect(await desk.listPlanned()).toEqual([]);
      await desk.poll(feed, [desk.article('c'), desk.article('b'), desk.article('a', 1)]);
      expect(await desk.listPlanned()).toEqual(['c']);
      expect(await desk.listEvents('article-recorded')).toEqual([
        'poll, not posted: it was there already when its source was first read',
        'poll, not posted: it was there already when its source was first read',
        'poll',
      ]);
    });

    it('posts the newest few where the newsroom asks for them, whatever their age', async () => {
      const feed = await desk.add('harbour-post', { backfill: 2 });
      await desk.poll(feed, [desk.article('a', 90), desk.article('c', 30), desk.article('b', 60)]);
      expect(await desk.listPlanned()).toEqual(['b', 'c']);
    });

    it('that asks for more than there is posts what there is', async () => {
      const feed = await desk.add('harbour-post', { backfill: 20 });
      await desk.poll(feed, [desk.article('b'), desk.article('a', 1)]);
      expect(await desk.listPlanned()).toEqual(['a', 'b']);
    });

    it('that was cut short by a crash goes on as a first meeting', async () => {
      const feed = await desk.add('harbour-post');
      const { ledger, clock } = desk.test;
      await takeIn({ ledger, clock, zone: 'UTC' }, feed, [desk.article('a', 1)], 'poll');
      await desk.poll(feed, [desk.article('b'), desk.article('a', 1)]);
      expect(await desk.listPlanned()).toEqual([]);
    });
  });

  describe('old and new', () => {
    it('what is older than the limit when it is first seen is recorded and not posted', async () => {
      const feed = await desk.addMet('harbour-post');
      const brief = await desk.addMet('briefs', { settings: { ...DEFAULT_SOURCE_SETTINGS, freshnessMs: HOUR_MS } });
      await desk.poll(feed, [desk.article('today', 23), desk.article('yesterday', 25)]);
      await desk.poll(brief, [desk.article('now', 0.5), desk.article('earlier', 2)]);
      expect(await desk.listPlanned()).toEqual(['today', 'now']);
      const told = await desk.listEvents('article-recorded');
      expect(told.filter((detail) => detail.includes('freshness limit'))).toHaveLength(2);
    });

    it('without a date it is new when it is seen, and a date in the future is now', async () => {
      const feed = await desk.addMet('harbour-post');
      const undated = desk.article('undated', 0, { publishedAt: null });
      await desk.poll(feed, [undated, desk.article('earlier', 1), desk.article('next year', -9_000)]);
      expect(await desk.listPlanned()).toEqual(['earlier', 'next year', 'undated']);
    });

    it('a burst is recorded in the order of publication, whatever the order of the feed', async () => {
      const feed = await desk.addMet('harbour-post');
      const names = letters(9);
      const articles = names.map((name, index) => desk.article(name, 9 - index));
      await desk.poll(
        feed,
        [4, 1, 7, 0, 8, 2, 6, 3, 5].flatMap((index) => articles[index] ?? []),
      );
      expect(await desk.listPlanned()).toEqual(names);
      const undated = letters(3).map((name) => desk.article(`${name} undated`, 0, { publishedAt: null }));
      await desk.poll(feed, undated);
      expect((await desk.listPlanned()).slice(9)).toEqual(undated.map(({ title }) => title).reverse());
    });
  });

  describe('nothing is posted again', () => {
    it.each([
      ['a changed GUID under the same link', { guid: 'other' }],
      ['a changed link under the same GUID', { url: 'https://harbour-post.example/new-slug' }],
      ['a bumped date', { publishedAt: new Date('2026-11-24T09:00:00Z'), updatedAt: new Date('2026-11-24T09:00:00Z') }],
      ['another title', { title: 'Another one altogether' }],
      ['a link with tracking', { url: 'https://www.harbour-post.example/a?utm_source=rss', guid: null }],
    ])('for %s', async (_what, change) => {
      const feed = await desk.addMet('harbour-post');
      await desk.poll(feed, [desk.article('a', 1)]);
      await desk.poll(feed, [desk.article('a', 1, change)]);
      expect(await desk.countArticles()).toBe(1);
    });

    it('for a feed that is re-ordered, or loses items and regains them', async () => {
      const feed = await desk.addMet('harbour-post');
      const [a, b, c] = [desk.article('a', 3), desk.article('b', 2), desk.article('c', 1)];
      await desk.poll(feed, [c, b, a]);
      for (const shown of [[a, b, c], [c], [], [a, b], [c, b, a]]) {
        desk.clock.advance(200 * 24 * HOUR_MS);
        expect(await desk.poll(feed, shown)).toMatchObject({ recorded: [], failures: [] });
      }
      expect(await desk.countArticles()).toBe(3);
    });

    it('for one article in a feed, in WordPress and in a webhook; the first one’s words stay', async () => {
      const { ledger, clock } = desk.test;
      const feed = await desk.addMet('harbour-post');
      const site = await desk.addMet('site', { kind: 'wordpress', address: 'https://harbour-post.example' });
      const hook = await desk.add('hook', { kind: 'webhook', address: '/hooks/hook' });
      const seen = desk.article('a', 0, { guid: 'https://harbour-post.example/?p=7', image: null });
      const image = { url: 'https://harbour-post.example/a.jpg', alt: 'A ferry', credit: null };
      await desk.poll(feed, [seen]);
      await desk.poll(site, [
        { ...seen, title: 'A &mdash; site', guid: 'http://harbour-post.example/?p=7', url: null, image },
      ]);
      await takeIn({ ledger, clock, zone: 'UTC' }, hook, [{ ...seen, guid: null, tags: ['hook'] }], 'webhook');
      expect(await desk.countArticles()).toBe(1);
      expect(await ledger.listUnplannedArticles()).toMatchObject([{ article: { ...seen, image }, revision: 2 }]);
      expect(await desk.listEvents('article-seen-again')).toEqual(['poll', 'webhook']);
    });

    it('for one article that three sources bring at the same instant', async () => {
      const { ledger, clock } = desk.test;
      const sources = await Promise.all(['a', 'b', 'c'].map((name) => desk.addMet(name)));
      await Promise.all(
        sources.map((source) => takeIn({ ledger, clock, zone: 'UTC' }, source, [desk.article('a')], 'websub')),
      );
      expect(await desk.countArticles()).toBe(1);
    });
  });

  it('a source’s GUIDs are its own, unless they are of a global shape', async () => {
    const [one, other] = [await desk.addMet('one'), await desk.addMet('other')];
    await desk.poll(one, [desk.article('a', 0, { guid: '1' })]);
    await desk.poll(other, [desk.article('b', 0, { guid: '1' })]);
    expect(await desk.countArticles()).toBe(2);
    await desk.poll(one, [desk.article('c', 0, { guid: 'tag:harbour-post.example,2026:3' })]);
    await desk.poll(other, [desk.article('d', 0, { guid: 'tag:harbour-post.example,2026:3' })]);
    expect(await desk.countArticles()).toBe(3);
  });

  it('a GUID or a link that stands at every article names none of them', async () => {
    const feed = await desk.addMet('harbour-post');
    const names = letters(4);
    const sameGuid = names.map((name) => desk.article(name, 0, { guid: 'the-feed' }));
    await desk.poll(feed, sameGuid);
    expect(await desk.countArticles()).toBe(4);
    expect(await desk.poll(feed, sameGuid)).toMatchObject({ recorded: [] });
    const live = { url: 'https://harbour-post.example/live' };
    await desk.poll(
      feed,
      names.map((name) => desk.article(`live ${name}`, 0, live)),
    );
    await desk.poll(
      feed,
      names.map((name) => desk.article(`home ${name}`, 0, { url: 'https://harbour-post.example/' })),
    );
    expect(await desk.countArticles()).toBe(12);
  });

  it('an item whose keys point to two known articles goes to the older, and it is said', async () => {
    const feed = await desk.addMet('harbour-post');
    await desk.poll(feed, [desk.article('a')]);
    desk.clock.advance(1_000);
    await desk.poll(feed, [desk.article('b')]);
    await desk.poll(feed, [desk.article('a', 0, { guid: 'guid-b', summary: 'Edited' })]);
    expect(await desk.test.ledger.listUnplannedArticles()).toMatchObject([
      { article: { title: 'a', summary: 'Edited' }, revision: 2 },
      { article: { title: 'b' }, revision: 1 },
    ]);
    expect(await desk.listEvents('article-keys-collide')).toHaveLength(1);
  });

  it('an edit at the source is the next revision, once, and other fields stay', async () => {
    const feed = await desk.addMet('harbour-post');
    await desk.poll(feed, [desk.article('a', 1)]);
    const edited = desk.article('a', 1, { title: 'Ferry delayed' });
    expect(await desk.poll(feed, [edited])).toMatchObject({ recorded: [{ change: 'changed', revision: 2 }] });
    expect(await desk.poll(feed, [edited])).toMatchObject({ recorded: [] });
  });

  describe('titles that are alike', () => {
    it('within three days under new keys are held, never dropped', async () => {
      const feed = await desk.addMet('harbour-post');
      await desk.poll(feed, [desk.article('Night ferry returns after two years')]);
      const [first] = await desk.test.ledger.listUnplannedArticles();
      desk.clock.advance(71 * HOUR_MS);
      await desk.poll(feed, [desk.article('Night Ferry Returns After Two Years!')]);
      expect(await desk.test.ledger.listUnplannedArticles()).toMatchObject([{ alikeTo: null }, { alikeTo: first?.id }]);
      expect(await desk.listEvents('article-held-alike')).toEqual([first?.id]);
    });

    it('are no question after three days, nor for what is not posted anyway', async () => {
      const feed = await desk.addMet('harbour-post');
      await desk.poll(feed, [desk.article('Briefing')]);
      await desk.poll(feed, [desk.article('briefing', 30)]);
      desk.clock.advance(72 * HOUR_MS);
      await desk.poll(feed, [desk.article('Briefing!')]);
      expect((await desk.test.ledger.listUnplannedArticles()).map(({ alikeTo }) => alikeTo)).toEqual([null, null]);
    });

    it('are seen also when two sources bring them at the same instant', async () => {
      const { ledger, clock } = desk.test;
      const sources = await Promise.all(['a', 'b', 'c'].map((name) => desk.addMet(name)));
      await Promise.all(
        sources.map((source) => {
          const own = { url: `https://${source.name}.example/ferry`, guid: null };
          return takeIn({ ledger, clock, zone: 'UTC' }, source, [desk.article('Ferry returns', 0, own)], 'webhook');
        }),
      );
      const held = (await ledger.listUnplannedArticles()).filter(({ alikeTo }) => alikeTo !== null);
      expect([await desk.countArticles(), held.length]).toEqual([3, 2]);
    });
  });

  it('an article that cannot be recorded holds up none of the others, and is tried again', async () => {
    const feed = await desk.addMet('harbour-post');
    const { ledger, clock } = desk.test;
    const failing: typeof ledger = {
      ...ledger,
      recordArticle: (article, ...rest) =>
        article.title === 'b' ? Promise.reject(new Error('disk full')) : ledger.recordArticle(article, ...rest),
    };
    const shown = [desk.article('c', 1), desk.article('b', 2), desk.article('a', 3)];
    expect(await takeIn({ ledger: failing, clock, zone: 'UTC' }, feed, shown, 'poll')).toMatchObject({
      recorded: [{ article: { title: 'a' } }, { article: { title: 'c' } }],
      failures: [{ message: 'disk full' }],
    });
    await desk.poll(feed, shown);
    expect(await desk.countArticles()).toBe(3);
  });

  it('two thousand articles that are known cost one query and no transaction', async () => {
    const feed = await desk.addMet('harbour-post');
    const shown = letters(2_000).map((name, index) => desk.article(name, index));
    const { ledger, clock, engine } = desk.test;
    await desk.poll(feed, shown.slice(0, 1));
    const { article_id: articleId } = await engine.db
      .selectFrom('sightings')
      .select('article_id')
      .executeTakeFirstOrThrow();
    const rows = listItems(shown.slice(1), feed, 'UTC', clock.now()).map(({ itemKey, hashes }) => ({
      source_id: feed.id,
      item_key: itemKey,
      article_id: articleId,
      first_seen_at: 0,
      way: 'poll',
      hashes: JSON.stringify(hashes),
    }));
    for (let start = 0; start < rows.length; start += 500)
      await engine.db
        .insertInto('sightings')
        .values(rows.slice(start, start + 500))
        .execute();
    const calls: string[] = [];
    const counting: typeof ledger = {
      ...ledger,
      findKnownItems: (...args) => (calls.push('find'), ledger.findKnownItems(...args)),
      recordArticle: (...args) => (calls.push('record'), ledger.recordArticle(...args)),
    };
    await takeIn({ ledger: counting, clock, zone: 'UTC' }, feed, shown, 'poll');
    expect(calls).toEqual(['find']);
  });
});
