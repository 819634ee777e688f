import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPost } from '../../src/application/create-post.js';
import { ingestArticle } from '../../src/application/ingest-article.js';
import { releasePost } from '../../src/application/resolve-post.js';
import type { Post } from '../../src/domain/post.js';
import { head, PageSite, redirect, status, type TestPage } from '../support/page-site.js';
import { ARTICLE } from '../support/samples.js';
import { TemplateFolder } from '../support/template-folder.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const ON_X = { at: null, wallTime: null, accountName: 'x' };
const ON_FACEBOOK = { ...ON_X, accountName: 'facebook' };
const TEMPLATES = {
  'x/default': '---\nexpires: 6h\n---\n{{ article.title }}\n\n{{ article.url }}',
  'facebook/default': '---\nexpires: 2h\n---\n{{ article.title }}',
};
const HANGS: TestPage = (_request, response) => void response.writeHead(200).write('<html>');
const HIDDEN = '<meta name="robots" content="noindex">';
const linked = (data: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...data })}</script>`;
/** Longer than any page of these tests takes to come, however busy the machine. */
const PATIENCE_MS = 20_000;
const CUT: TestPage = (request) => request.socket.destroy();

/** One site and one newsroom; every test has an article of its own. */
describe('right before a post goes out', { timeout: 60_000 }, () => {
  let site: PageSite;
  let templates: TemplateFolder;
  let newsroom: TestNewsroom;
  let number = 0;
  beforeAll(async () => {
    site = await PageSite.open();
    templates = new TemplateFolder(TEMPLATES);
    newsroom = await TestNewsroom.open({
      templates: templates.path,
      timing: { enrichMs: 0, pageCheckMs: PATIENCE_MS },
    });
  });
  afterAll(async () => {
    await newsroom.close();
    await site.close();
    templates.remove();
  });

  const setPatience = (pageCheckMs: number): void => {
    const { ports } = newsroom;
    newsroom.ports = { ...ports, timing: { ...ports.timing, pageCheckMs } };
  };
  const newPath = (): string => `/2026/story-${String(++number)}`;
  const articleAt = (url: string | null) => ({
    ...ARTICLE,
    url,
    title: `Story ${String(number)} of the day`,
    summary: `What story ${String(number)} says.`,
  });

  /** An article that a person published; its post as it is when the alarm has rung. */
  async function publish(path: string, wish = ON_X): Promise<Post> {
    return publishAt(site.url + path, wish);
  }
  async function publishAt(url: string | null, wish = ON_X): Promise<Post> {
    const { posts } = await ingestArticle(newsroom.ports, articleAt(url), 'file', wish);
    await newsroom.ports.postQueue.ringDue();
    return fresh(posts[0]);
  }
  async function fresh(post: Post | undefined): Promise<Post> {
    const found = post === undefined ? null : await newsroom.fresh(post);
    if (found === null) throw new Error('there is no post');
    return found;
  }
  const isOnX = async (post: Post) =>
    (await newsroom.networks.x.posts()).filter(({ text }) => text === post.parts[0]?.text).length;

  it.each<[string, TestPage, string]>([
    ['is not found', status(404), 'its page is gone (404)'],
    ['is gone', status(410), 'its page is gone (410)'],
    ['is forbidden by a court', status(451), 'its page is gone (451)'],
    ['asks not to be listed', head('<meta name="robots" content="noindex, follow">'), '(noindex)'],
    ['asks so in its headers', status(200, { 'x-robots-tag': 'noindex' }), '(noindex)'],
    ['leads to the home page', redirect('/'), 'leads to the home page'],
    ['leads to the home page of its language', redirect('/en/'), 'leads to the home page'],
    ['names another one in its place', head('<link rel="canonical" href="/2026/other">'), '(canonical)'],
    ['names the home page in its place', head('<link rel="canonical" href="/">'), '(canonical)'],
    ['names one of another site', head('<link rel="canonical" href="https://wire.example/1">'), '(canonical)'],
  ])('an article whose page %s is held, and the reason says so', async (_, page, reason) => {
    const path = newPath();
    for (const home of ['/', '/en/']) site.put(home, head(''));
    site.put(path, page);
    const post = await publish(path);
    expect(post).toMatchObject({ state: 'held', reason: expect.stringContaining(reason) as string });
    expect(await isOnX(post)).toBe(0);
    // A person who looked lets it go out, and is not asked about the same thing again.
    await releasePost(newsroom.ports, post.id);
    await newsroom.ports.postQueue.ringDue();
    expect(await fresh(post)).toMatchObject({ state: 'published' });
    expect(await isOnX(post)).toBe(1);
  });

  it.each<[string, (path: string) => TestPage]>([
    ['says nothing about itself', () => head('')],
    ['is empty', () => status(204)],
    ['names itself', (path) => head(`<link rel="canonical" href="${site.url}${path}">`)],
    ['names itself, written another way', (path) => head(`<link rel="canonical" href="${path}/?utm_source=x#top">`)],
    ['is larger than what is read of it', () => head('') + 'a'.repeat(2_000_000)],
    ['says in its link card that it is the home page', () => head('<meta property="og:url" content="/">')],
    ['says so in its linked data', () => head(linked({ url: '/' }))],
    ['keeps a placeholder', () => head(linked({ mainEntityOfPage: { '@id': 'https://google.com/article' } }))],
    ['wants no pictures in lists', () => head('<meta name="robots" content="index, max-image-preview: none">')],
    ['hides from readers without scripts', () => head(`<noscript>${HIDDEN}</noscript>`)],
    ['holds a robots mark of another vocabulary', () => `${head('')}<meta itemprop="robots" content="noindex">`],
    ['is not for one search engine', () => status(200, { 'x-robots-tag': 'otherbot: noindex' })],
  ])('an article whose page %s goes out', async (_, pageAt) => {
    const path = newPath();
    site.put(path, pageAt(path));
    const post = await publish(path);
    expect(post).toMatchObject({ state: 'published', reason: null });
  });

  it('an article that moved goes out: its page is there, under another address', async () => {
    const path = newPath();
    site.put(path, redirect(`${path}-new`));
    site.put(`${path}-new`, head(`<link rel="canonical" href="${path}-new">`));
    expect(await publish(path)).toMatchObject({ state: 'published' });
  });

  it('what the canonical address leaves out of the link changes nothing', async () => {
    const path = newPath();
    site.put(`${path}?from=feed`, head(`<link rel="canonical" href="${path}">`));
    expect(await publish(`${path}?from=feed`)).toMatchObject({ state: 'published' });
  });

  it('what it leaves out of several parameters changes nothing, and another article stays another', async () => {
    for (const [id, state] of [
      ['5', 'published'],
      ['6', 'held'],
    ]) {
      const path = `${newPath()}/view.php`;
      const link = `${path}?id=${String(id)}&lang=en`;
      site.put(link, head(`<link rel="canonical" href="${path}?id=5">`));
      expect(await publish(link)).toMatchObject({ state });
    }
  });

  it.each<[string, TestPage]>([
    ['is overloaded', status(503)],
    ['has an error', status(500)],
    ['lets nobody in', status(403)],
    ['has had enough questions', status(429)],
    ['cuts the connection', CUT],
    ['does not come to an end', HANGS],
    ['asks for a login first', redirect('/wp-login.php')],
  ])('an article whose site %s is not lost: it goes out when the site is back', async (_, page) => {
    const path = newPath();
    site.put('/wp-login.php', head(HIDDEN));
    site.put(path, page);
    setPatience(page === HANGS ? 300 : PATIENCE_MS);
    const post = await publish(path);
    setPatience(PATIENCE_MS);
    const later = new Date(newsroom.clock.now().getTime() + 15_000);
    expect(post).toMatchObject({
      state: 'scheduled',
      nextAt: later,
      reason: expect.stringContaining('its page cannot be seen') as string,
    });
    site.put(path, head(''));
    await newsroom.pass(20);
    expect(await fresh(post)).toMatchObject({ state: 'published', reason: null });
    expect(await isOnX(post)).toBe(1);
  });

  it('a page that is gone by the time is held although it was only away before', async () => {
    const path = newPath();
    site.put(path, status(503));
    const post = await publish(path);
    site.put(path, status(404));
    await newsroom.pass(20);
    expect(await fresh(post)).toMatchObject({ state: 'held', reason: expect.stringContaining('gone') as string });
    // That a person let it go out although it was gone says nothing about another finding.
    await releasePost(newsroom.ports, post.id);
    site.put(path, redirect('/'));
    await newsroom.ports.postQueue.ringDue();
    expect(await fresh(post)).toMatchObject({ state: 'held', reason: expect.stringContaining('home') as string });
  });

  it('what has no page on this machine is not asked for by a simulated account, and nothing is without a link', async () => {
    expect(await publishAt(`https://harbour-post.example${newPath()}`)).toMatchObject({ state: 'published' });
    newPath();
    expect(await publishAt(null)).toMatchObject({ state: 'published' });
  });

  describe('an editor who links to', () => {
    const say = async (link: string): Promise<Post> => {
      const text = `An editor says ${String(++number)}`;
      const post = await createPost(newsroom.ports, newsroom.accounts.x, {
        text,
        link,
        media: [],
        at: null,
        wallTime: null,
      });
      await newsroom.ports.postQueue.ringDue();
      return fresh(post);
    };

    it('a page that is gone is told', async () => {
      expect(await say(`${site.url}/nowhere`)).toMatchObject({
        state: 'held',
        reason: `its page is gone (404): ${site.url}/nowhere`,
      });
    });

    it.each<[string, TestPage]>([
      ['wants no listing', head('<meta name="robots" content="noindex">')],
      ['lets no program in', status(403)],
      ['is away', CUT],
      ['leads home', redirect('/')],
    ])('a page of others that %s is not stopped', async (_, page) => {
      expect(await say(site.put(newPath(), page))).toMatchObject({ state: 'published' });
    });

    it('an article of ours is told what is told of an article', async () => {
      const path = newPath();
      site.put(path, head(''));
      const { recorded } = await ingestArticle(newsroom.ports, articleAt(site.url + path), 'file', ON_X);
      site.put(path, head('<meta name="robots" content="noindex">'));
      expect(await say(`${recorded.article.url ?? ''}?utm_source=x`)).toMatchObject({ state: 'held' });
    });
  });

  // The last one: X would take no signature of so long ago any more.
  it('an article whose site stays away is asked for less and less often, and held when its time is over', async () => {
    const path = newPath();
    site.put(path, status(503));
    const post = await publish(path, ON_FACEBOOK);
    await newsroom.pass(2 * 3_600 - 60, 60);
    // After 15 s, 30 s, 1, 2, 4 and 8 minutes, then every 10; here somebody looks once a minute.
    expect(site.hits(path)).toBeGreaterThan(12);
    expect(site.hits(path)).toBeLessThan(20);
    expect(await fresh(post)).toMatchObject({ state: 'scheduled' });
    await newsroom.pass(120, 60);
    expect(await fresh(post)).toMatchObject({
      state: 'held',
      reason: expect.stringMatching(/cannot be seen \(503\).*; its time is over/) as string,
    });
    await releasePost(newsroom.ports, post.id);
    await newsroom.ports.postQueue.ringDue();
    expect(await fresh(post)).toMatchObject({ state: 'published' });
  });
});

it('a newsroom can leave the question out', async () => {
  const site = await PageSite.open();
  const newsroom = await TestNewsroom.open({ timing: { enrichMs: 0, pageCheckMs: 0 } });
  try {
    await ingestArticle(newsroom.ports, { ...ARTICLE, url: site.put('/gone', status(410)) }, 'file', ON_X);
    await newsroom.ports.postQueue.ringDue();
    expect(await newsroom.networks.x.posts()).toHaveLength(1);
  } finally {
    await newsroom.close();
    await site.close();
  }
});
