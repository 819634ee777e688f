import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { articleKeys } from '../../src/application/article-keys.js';
import type { Article, ArticlePage } from '../../src/domain/article.js';
import type { Post } from '../../src/domain/post.js';
import { LedgerDesk, PUBLISHED } from '../support/ledger-desk.js';
import { ARTICLE, plannedPost } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const HOUR_MS = 3_600_000;
const URL = 'https://harbour-post.example/2026/ferry-returns';
const KEY = 'url:harbour-post.example/2026/ferry-returns';
/** The same story elsewhere. */
const COPY = { url: 'https://copy.example/1', title: 'Night ferry returns, after two years' };
const PAGE: ArticlePage = {
  asked: URL,
  url: null,
  summary: 'From the page.',
  image: { url: 'https://harbour-post.example/ferry.jpg', alt: 'A ferry' },
  warnings: [{ code: 'small-card-picture', message: 'it is small' }],
};

describe.each<Engine>(['sqlite', 'postgres'])('pages in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const record = (change: Partial<Article> = {}) => {
    const article = { ...ARTICLE, ...change };
    return desk.ledger.recordArticle(article, articleKeys(article, null, 'UTC'), 'file', null);
  };
  const plan = async (change: Parameters<typeof plannedPost>[1] = {}): Promise<Post> => {
    const { id, revision } = await record();
    const wanted = plannedPost(desk.account.id, {
      template: 'x/default',
      occasion: 'publish',
      articleRevision: revision,
      ...change,
    });
    const [post] = await desk.ledger.planPosts(id, [wanted]);
    if (post === undefined) throw new Error('it was planned before');
    return post;
  };

  describe('the page that a claim names', () => {
    it('is that of the article, for the first part alone', async () => {
      const parts = ['one', 'two'].map((text) => ({ text, link: null, media: [], priceMicros: null }));
      const post = await plan({ parts, expiresAt: desk.in(HOUR_MS) });
      const { token, page } = await desk.claim(post);
      expect(page).toMatchObject({
        address: URL,
        isArticle: true,
        expiresAt: desk.in(HOUR_MS),
        history: { pardoned: null, silentSince: null, tries: 0 },
      });
      await desk.ledger.openDelivery(token);
      await desk.ledger.settlePost(token, PUBLISHED);
      desk.clock.advance(HOUR_MS);
      expect((await desk.claim(post)).page).toBeNull();
    });

    it('is what an editor links to, and an article where it is one', async () => {
      await record();
      const link = `${URL}?utm_source=x`;
      const own = await desk.schedule({ parts: [{ text: `Look ${link}`, link, media: [], priceMicros: null }] });
      const { token, page } = await desk.claim(own);
      expect(page).toMatchObject({ address: URL, isArticle: true });
      await desk.ledger.settlePost(token, { kind: 'held', finding: 'gone', reason: 'gone' });
      const other = 'https://elsewhere.example/a';
      const foreign = await desk.schedule({ parts: [{ text: other, link: other, media: [], priceMicros: null }] });
      expect((await desk.claim(foreign)).page).toMatchObject({ address: other, isArticle: false });
    });

    it('is none for an article without a link, and for words alone', async () => {
      const { id } = await record({ url: null });
      const wanted = plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish', articleRevision: 1 });
      const [post] = await desk.ledger.planPosts(id, [wanted]);
      if (post === undefined) throw new Error('not planned');
      expect((await desk.claim(post)).page).toBeNull();
    });
  });

  describe('what a page was found to say', () => {
    it('holds the post, and no more once a person has let it go out', async () => {
      const post = await plan();
      const { token } = await desk.claim(post);
      const held = await desk.ledger.settlePost(token, { kind: 'held', finding: 'gone', reason: 'its page is gone' });
      expect(held).toMatchObject({ state: 'held', reason: 'its page is gone', problems: [] });
      await desk.ledger.releasePost(post.id);
      expect((await desk.claim(post)).page?.history.pardoned).toBe('gone');
    });

    it('counts how often and since when it did not answer', async () => {
      const post = await plan();
      const since = desk.clock.now();
      for (const [tries, reason] of ['away', 'still away'].entries()) {
        const { token, page } = await desk.claim(post);
        expect(page?.history.tries).toBe(tries);
        const at = desk.in(60_000);
        const later = await desk.ledger.settlePost(token, { kind: 'ask-again', at, reason });
        expect(later).toMatchObject({ state: 'scheduled', nextAt: at, reason });
        desk.clock.advance(60_000);
      }
      expect((await desk.claim(post)).page?.history).toEqual({ pardoned: null, silentSince: since, tries: 2 });
    });

    it('that it did not answer until the post expired, holds the post instead of ending it', async () => {
      const post = await plan({ expiresAt: desk.in(HOUR_MS) });
      const { token } = await desk.claim(post);
      await desk.ledger.settlePost(token, { kind: 'ask-again', at: desk.in(HOUR_MS), reason: 'its page is away' });
      desk.clock.advance(HOUR_MS);
      await desk.ledger.sweepLate();
      expect(await desk.fresh(post)).toMatchObject({ state: 'held', reason: 'its page is away; its time is over' });
      expect(await desk.ledger.releasePost(post.id)).toMatchObject({ state: 'scheduled', reason: null });
      expect((await desk.claim(post)).page?.history.pardoned).toBe('no-answer');
    });

    it('is not pardoned by a release for something else', async () => {
      const post = await plan();
      const { token } = await desk.claim(post);
      await desk.ledger.settlePost(token, { kind: 'ask-again', at: desk.in(1), reason: 'its page is away' });
      const { revision } = await desk.fresh(post);
      await desk.ledger.holdPost(post.id, revision, 'the headline changed');
      await desk.ledger.releasePost(post.id);
      desk.clock.advance(1);
      expect((await desk.claim(post)).page?.history).toMatchObject({ pardoned: null, tries: 1 });
    });

    it('a post that expires for another reason afterwards is expired', async () => {
      const post = await plan({ expiresAt: desk.in(HOUR_MS) });
      const first = await desk.claim(post);
      await desk.ledger.settlePost(first.token, { kind: 'ask-again', at: desk.in(1), reason: 'its page is away' });
      desk.clock.advance(1);
      const { token } = await desk.claim(post);
      const answer = { status: 429, code: null, message: 'later' };
      await desk.ledger.settlePost(token, {
        ...{ kind: 'try-again', at: desk.in(1), discardPrepared: false, triedOnce: null, blockAccountUntil: null },
        answer,
      });
      desk.clock.advance(HOUR_MS);
      await desk.ledger.sweepLate();
      expect(await desk.fresh(post)).toMatchObject({ state: 'expired' });
    });
  });

  describe('what the page of an article says', () => {
    it('fills what the source left open, and stays when the source speaks again', async () => {
      const { id } = await record({ summary: '' });
      const enriched = await desk.ledger.savePage(id, PAGE, null);
      expect(enriched).toMatchObject({
        page: PAGE,
        article: { title: ARTICLE.title, summary: 'From the page.', image: { alt: 'A ferry', credit: null } },
      });
      expect(await record({ summary: '' })).toMatchObject({ change: 'none', article: { summary: 'From the page.' } });
      expect(await record({ summary: 'The editor says.' })).toMatchObject({ article: { summary: 'The editor says.' } });
    });

    it('is that of the first who read it', async () => {
      const { id } = await record();
      await desk.ledger.savePage(id, PAGE, null);
      expect(await desk.ledger.savePage(id, { ...PAGE, image: null }, null)).toMatchObject({ page: PAGE });
    });

    it('leads by another address from then on', async () => {
      const short = await record({ url: 'https://short.example/a1' });
      const adopted = { ...PAGE, asked: 'https://short.example/a1', url: URL };
      const enriched = await desk.ledger.savePage(short.id, adopted, KEY);
      expect(enriched.article.url).toBe(URL);
      expect((await record({ title: 'The same, elsewhere' })).id).toBe(short.id);
    });

    it('makes it an article that is known already, of which nothing is planned again', async () => {
      const known = await record();
      const copy = await record(COPY);
      expect(copy.change).toBe('new');
      const twice = [await desk.ledger.savePage(copy.id, PAGE, KEY), await desk.ledger.savePage(copy.id, PAGE, KEY)];
      expect(twice.map(({ id }) => id)).toEqual([known.id, known.id]);
      const late = plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish', articleRevision: 1 });
      expect(await desk.ledger.planPosts(copy.id, [late])).toEqual([]);
      expect((await desk.ledger.listUnplannedArticles()).map(({ id }) => id)).toEqual([known.id]);
      expect(await record(COPY)).toMatchObject({ id: known.id });
    });

    it('makes it the article whose page its link leads to, whatever the headline was before', async () => {
      const known = await record();
      const short = await record({ url: 'https://short.example/a1', title: 'All Tickets for Friday Sold' });
      expect(await desk.ledger.savePage(short.id, { ...PAGE, url: URL }, KEY)).toMatchObject({ id: known.id });
    });

    it('loses no article of a site that gives all its pages one address', async () => {
      const known = await record();
      const titles = ['Harbour Tug Sinks at Pier Three', 'School Strike Ends on the Islands'];
      for (const [index, title] of titles.entries()) {
        const { id } = await record({ url: `${URL}-${index}`, title });
        const { page } = await desk.ledger.savePage(id, PAGE, KEY);
        expect(page?.warnings.at(-1)).toEqual({
          code: 'foreign-canonical',
          message: `its page says that it is article ${known.id}, “${ARTICLE.title}”: it is posted as another one all the same`,
        });
      }
      const unplanned = await desk.ledger.listUnplannedArticles();
      expect(unplanned.map(({ article }) => article.title)).toEqual([ARTICLE.title, ...titles]);
      expect(await desk.ledger.findArticleByKeys([KEY])).toMatchObject({ id: known.id });
    });

    it('loses no column that returns with the same title and the same address', async () => {
      const first = await record();
      desk.clock.advance(7 * 24 * HOUR_MS);
      const next = await record(COPY);
      expect(await desk.ledger.savePage(next.id, PAGE, KEY)).toMatchObject({ id: next.id });
      expect((await desk.ledger.listUnplannedArticles()).map(({ id }) => id)).toEqual([first.id, next.id]);
    });
  });
});
