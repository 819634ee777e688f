import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testSource } from '../../../../tests/support/samples.js';
import { TestClock } from '../../../../tests/support/test-ledger.js';
import { WordPressServer, type WordPressPost } from '../../../../tests/support/wordpress-server.js';
import type { SourceBatch } from '../../../application/ports/article-source.js';
import { guardedFetch } from '../../http/guarded-fetch.js';
import { discoverWordPress } from './discover-wordpress.js';
import { WordPressSource } from './wordpress-source.js';

const MINUTE_MS = 60_000;
const NEVER = new AbortController().signal;

describe('the posts of a WordPress site', () => {
  const clock = new TestClock();
  const asking = { fetchBytes: guardedFetch({ to: 'loopback', allowPrivate: [] }), userAgent: 'Kawaraban/test' };
  const source = new WordPressSource({ ...asking, clock });
  let site: WordPressServer;
  beforeEach(async () => {
    site = await WordPressServer.start();
  });
  afterEach(() => site.stop());

  const ask = (cursor: string | null): Promise<SourceBatch> =>
    source.fetchNew(testSource({ kind: 'wordpress', address: site.apiRoot }), cursor, NEVER);
  const shown = async (cursor: string | null) => {
    const batch = await ask(cursor);
    if (batch.kind !== 'articles') throw new Error(batch.note);
    return { titles: batch.articles.map(({ title }) => title), cursor: batch.cursor, articles: batch.articles };
  };
  const post = (id: number, minutesAgo: number, change: Partial<WordPressPost> = {}): WordPressPost => ({
    id,
    title: `Story ${id}`,
    date: new Date(clock.now().getTime() - minutesAgo * MINUTE_MS),
    ...change,
  });

  it('come with what feeds leave out: the picture, its description, the tags, the author where the site shows him', async () => {
    site.posts = [post(7, 60, { title: 'Caf&eacute; &#8220;L&eacute;on&#8221; closes', tags: ['Caf&eacute;s'] })];
    const { articles } = await shown(null);
    expect(articles).toMatchObject([
      {
        url: `${site.url}/story-7/`,
        guid: `${site.url}/?p=7`,
        title: 'Café “Léon” closes',
        authors: ['Ada Quay'],
        section: 'Islands',
        tags: ['Islands', 'Cafés'],
        image: { url: `${site.url}/uploads/7.jpg`, alt: 'A ferry' },
        publishedAt: post(7, 60).date,
      },
    ]);
  });

  it('have the addresses that are meant, where WordPress keeps them as HTML', async () => {
    const guid = `${site.url}/?post_type=post&#038;p=7`;
    site.posts = [post(7, 60, { guid, link: `${site.url}/?p=7&#038;lang=en` })];
    const { articles } = await shown(null);
    expect(articles).toMatchObject([{ guid: `${site.url}/?post_type=post&p=7`, url: `${site.url}/?p=7&lang=en` }]);
  });

  it('are all shown at the first meeting, and then those that are new or were modified', async () => {
    site.posts = [post(3, 30), post(2, 2_000), post(1, 3_000)];
    const first = await shown(null);
    expect(first.titles).toEqual(['Story 3', 'Story 2', 'Story 1']);
    site.posts = [
      post(4, -5),
      post(3, 30),
      post(2, 2_000, { title: 'Edited', modified: post(0, -5).date }),
      post(1, 3_000),
    ];
    const second = await shown(first.cursor);
    expect(second.titles).toEqual(['Story 4', 'Story 3', 'Edited']);
    expect((await shown(second.cursor)).titles).toEqual(['Story 4', 'Story 3', 'Edited']);
  });

  it('that come out late under an older date are found by their last change', async () => {
    site.posts = [post(2, 1)];
    const { cursor } = await shown(null);
    site.posts = [post(2, 1), post(1, 3_000, { title: 'Late', modified: clock.now() })];
    expect((await shown(cursor)).titles).toEqual(['Story 2', 'Late']);
  });

  it('that were scheduled and come out late are found, though nothing says that they were modified', async () => {
    site.posts = [post(2, 25), post(1, 3_000)];
    const { cursor } = await shown(null);
    site.posts = [post(2, 25), post(4, 55, { title: 'Late' }), post(3, 23 * 60, { title: 'Later' }), post(1, 3_000)];
    expect((await shown(cursor)).titles).toEqual(['Story 2', 'Late', 'Later']);
  });

  it('from before those that were read at the first meeting are never shown as new', async () => {
    const busy = Array.from({ length: 130 }, (_, index) => post(index, index + 1));
    site.posts = busy;
    const first = await shown(null);
    for (let cursor = first.cursor, poll = 1; poll < 4; poll++) {
      site.posts = [post(200 + poll, 1 - poll), ...busy, post(300, 50, { title: 'Late' })];
      const { titles, cursor: next } = await shown(cursor);
      expect(titles).toContain('Late');
      expect(titles.filter((title) => !['Late', `Story ${200 + poll}`, ...first.titles].includes(title))).toEqual([]);
      cursor = next;
    }
  });

  it('from before the last poll of an older version are not shown as new either', async () => {
    const newest = post(2, 10).date.getTime();
    site.posts = [post(3, 5), post(2, 10), post(1, 60)];
    const { titles, cursor } = await shown(JSON.stringify({ publishedAt: newest, modifiedAt: newest }));
    expect(titles).toEqual(['Story 3', 'Story 2']);
    expect((await shown(cursor)).titles).toEqual(['Story 3', 'Story 2']);
  });

  it('behind a password are left out, and are new once it is gone', async () => {
    site.posts = [post(3, 5, { isProtected: true }), post(2, 10), post(1, 2_000, { isProtected: true })];
    const first = await shown(null);
    expect(first.titles).toEqual(['Story 2']);
    const second = await shown(first.cursor);
    expect(second.titles).toEqual(['Story 2']);
    // WordPress notes that a post was modified when its password is taken away; some plugins do not.
    site.posts = [post(3, 5), post(2, 10), post(1, 2_000, { modified: post(0, -1).date })];
    expect((await shown(second.cursor)).titles).toEqual(['Story 3', 'Story 2', 'Story 1']);
  });

  it('behind a password count among those that the first meeting has read', async () => {
    const busy = Array.from({ length: 130 }, (_, index) => post(index, index + 1, { isProtected: index === 7 }));
    site.posts = busy;
    const first = await shown(null);
    expect(first.titles).toHaveLength(99);
    const { titles } = await shown(first.cursor);
    expect(titles.filter((title) => !first.titles.includes(title))).toEqual([]);
  });

  it('of many pages are read to the end', async () => {
    site.posts = [post(1_000, 9_000)];
    const { cursor } = await shown(null);
    site.posts = Array.from({ length: 130 }, (_, index) => post(index, index));
    expect((await shown(cursor)).titles).toHaveLength(130);
    expect((await shown(null)).titles).toHaveLength(100);
  });

  it.each([401, 403, 404])(
    'of a site that closes its REST API with %i are missed, and it is said what to do',
    async (code) => {
      site.closedWith = code;
      expect(await ask(null)).toMatchObject({
        kind: 'failed',
        note: expect.stringMatching(/The site closes its REST API .* its feed may be open/) as string,
      });
    },
  );

  it('are not read by half: an answer that is no list of posts is a failed poll', async () => {
    const feedless = testSource({ address: `${site.url}/nothing/?rest_route=/nothing` });
    expect(await source.fetchNew(feedless, null, NEVER)).toMatchObject({ kind: 'failed' });
  });

  it('are found from the address of the site, with pretty permalinks and with plain ones', async () => {
    for (const isPlain of [false, true]) {
      site.isPlain = isPlain;
      expect(await discoverWordPress(asking, site.url, NEVER)).toEqual({ kind: 'found', address: site.apiRoot });
      site.posts = [post(1, 1)];
      expect((await shown(null)).titles).toEqual(['Story 1']);
    }
    site.closedWith = 403;
    expect(await discoverWordPress(asking, site.url, NEVER)).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('403') as string,
    });
  });
});
