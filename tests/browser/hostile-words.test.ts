import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DashboardDesk } from '../support/dashboard-desk.js';

const SOON = { timeout: 15_000, interval: 200 };
/** Whoever takes it for markup sets `window.taken`. */
const hostile = (from: string): string =>
  `<img src=x onerror="window.taken='${from}'"> & "${from}" <script>window.taken='${from}'</script>`;
const MARKUP = 'document.querySelectorAll("[onerror], body script").length';

/** A network whose every answer is an attack. */
const network = createServer((_request, response) => {
  response.writeHead(403, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ title: hostile('answer'), detail: hostile('answer'), type: 'about:blank', status: 403 }),
  );
});

describe('hostile words', () => {
  let newsroom: DashboardDesk;
  const paths = { article: '', onX: '', onFacebook: '' };

  beforeAll(async () => {
    await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
    const environment = { X_API_URL: `http://127.0.0.1:${(network.address() as AddressInfo).port}` };
    newsroom = await DashboardDesk.open(environment);
    const { admin, desk } = newsroom;
    const article = {
      title: hostile('title'),
      authors: [hostile('byline')],
      tags: [hostile('tag')],
      section: hostile('section'),
      summary: hostile('summary'),
      url: `https://harbour-post.example/${encodeURIComponent(hostile('address'))}`,
      body: hostile('body'),
      publishedAt: new Date().toISOString(),
    };
    const file = desk.write('hostile.json', JSON.stringify(article));
    expect(await desk.run(['publish', file], environment)).toMatchObject({ code: 0 });
    paths.article = `/articles/${(await admin.ask('listArticles')).items[0]?.id ?? ''}`;
    [paths.onX, paths.onFacebook] = await Promise.all([say('x'), say('facebook')]);
    await admin.ask('addPerson', { body: { name: hostile('person').slice(0, 80), login: 'eve', role: 'viewer' } });
    await admin.ask('addToken', { body: { name: hostile('token').slice(0, 80), role: 'viewer' } });
    await admin.ask('addWebhook', { body: { name: 'blog', dialect: 'ghost' } });
    await admin.ask('pauseSource', { params: { name: 'blog' }, body: { reason: hostile('source') } });
    await admin.ask('startSilence', { body: { reason: hostile('silence') } });
    await admin.open('/');
  }, 90_000);
  afterAll(async () => {
    await newsroom.close();
    network.close();
  });

  it.each([
    ['the title of an article', () => '/articles', 'title'],
    ['its title, in its story', () => paths.article, 'title'],
    ['its byline', () => paths.article, 'byline'],
    ['its tags', () => paths.article, 'tag'],
    ['its section', () => paths.article, 'section'],
    ['its summary', () => paths.article, 'summary'],
    ['its title, in a new post', () => `/compose?article=${paths.article.split('/')[2] ?? ''}`, 'title'],
    ['a post, among all', () => '/posts', 'post'],
    ['a post, on the day', () => '/', 'post'],
    ['a post', () => paths.onFacebook, 'post'],
    ['a note', () => paths.onFacebook, 'note'],
    ['what a network answers', () => paths.onX, 'answer'],
    ['why a source is paused', () => '/sources', 'source'],
    ['why the newsroom is silent', () => '/settings', 'silence'],
    ['what people did', () => '/audit', 'note'],
    ['a template tried with the article', () => '/templates/facebook/default', 'byline'],
  ])('%s is shown as text', async (_what, path, from) => {
    const page = await newsroom.admin.walk(path());
    await expect.poll(() => page.textContent('body'), SOON).toContain(hostile(from));
    expect(await page.evaluate(MARKUP)).toBe(0);
    expect(await page.evaluate('window.taken')).toBeUndefined();
  });

  it('a post, in the calendar, is shown as text', async () => {
    const page = await newsroom.admin.walk('/calendar');
    // The week shows two beside each other, and how many more there are.
    await page
      .getByText(/^\+\d$/)
      .first()
      .click();
    await expect.poll(() => page.textContent('body'), SOON).toContain(hostile('post'));
    expect(await page.evaluate(MARKUP)).toBe(0);
    expect(await page.evaluate('window.taken')).toBeUndefined();
  });

  it('names of people and tokens, and what is found, are shown as text', async () => {
    const page = await newsroom.admin.walk('/people');
    for (const name of ['person', 'token'])
      await expect.poll(() => page.textContent('body')).toContain(hostile(name).slice(0, 80));
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByLabel('Find a post or article').fill('onerror');
    await page.getByRole('option').first().waitFor();
    expect(await page.evaluate(MARKUP)).toBe(0);
    expect(await page.evaluate('window.taken')).toBeUndefined();
  });

  /** A post that is settled, with a note; ends with its path. */
  async function say(on: 'x' | 'facebook'): Promise<string> {
    const { admin } = newsroom;
    const { id: account } = await newsroom.accountOn(on);
    const parts = [{ text: hostile('post'), link: `https://harbour-post.example/?${hostile('link')}` }];
    const [post] = (await admin.ask('composePosts', { body: { as: 'queue', variants: [{ account, parts }] } })).items;
    const params = { id: post?.id ?? '' };
    await admin.ask('notePost', { params, body: { note: hostile('note') } });
    await vi.waitFor(async () => {
      const { deliveries } = await admin.ask('readPostHistory', { params });
      expect(deliveries.some(({ settledAt }) => settledAt !== null)).toBe(true);
    }, SOON);
    return `/posts/${params.id}`;
  }
});
