import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.js';
import { createApp } from '../../src/create-app.js';
import { WORDPRESS } from '../support/feeds.js';
import { freePort } from '../support/free-port.js';
import { head, PageSite } from '../support/page-site.js';
import { silentLog } from '../support/redis.js';
import { Desk, type Run } from '../support/run-kawaraban.js';

const ENVIRONMENT = { FETCH_ALLOW_PRIVATE: '127.0.0.0/8' };
const CYRILLIC = Buffer.from('<rss><channel><title>\xf7\xd1\xda</title></channel></rss>', 'latin1');
const PAGE =
  '<link rel="canonical" href="/ferry"><meta property="og:title" content="The ferry returns"><meta name="author" content="Ada Quay">';

describe('an editor who wants to know what is understood of a document', { timeout: 60_000 }, () => {
  let desk: Desk;
  let site: PageSite;
  beforeEach(async () => {
    desk = new Desk();
    site = await PageSite.open();
  });
  afterEach(async () => {
    // Whatever was read, nothing was touched.
    expect(existsSync(desk.dataFolder)).toBe(false);
    await desk.clear();
    await site.close();
  });

  /** In this process. */
  const understand = (target: string, request: { type?: 'feed' | 'article'; contentType?: string } = {}) => {
    const config = readConfig({ KAWARABAN_DATA: desk.dataFolder, ...ENVIRONMENT });
    const program = createApp(config, silentLog, new AbortController().signal, () => undefined);
    return program.read(target, { type: null, contentType: null, ...request });
  };
  const read = (...args: readonly string[]): Promise<Run> => desk.run(['read', ...args], ENVIRONMENT);

  it('is shown a feed from a file, for machines', async () => {
    const { code, stdout, stderr } = await read(desk.write('feed.xml', WORDPRESS), '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      feed: {
        title: 'Harbour Herald',
        hub: { hub: 'https://hub.example/', topic: 'https://harbour.example/feed/' },
        ttlMs: null,
      },
      encoding: 'utf-8',
      articles: [
        {
          url: 'https://harbour.example/2026/11/ferry/',
          guid: 'https://harbour.example/?p=1001',
          title: 'Ferry runs again – islands’ schools relieved',
          summary: 'The board said the ferry will run again.',
          body: 'The board said the ferry will run again.\n\nIts captain, who has waited for a year, is glad. So are the schools.',
          authors: ['Aiko Mori'],
          publication: null,
          section: 'Islands',
          tags: ['Islands', 'Ferries & ports'],
          image: { url: 'https://harbour.example/files/ferry-1024x683.jpg', alt: 'The ferry at pier 3', credit: null },
          language: 'en-US',
          publishedAt: '2026-11-24T09:00:00.000Z',
          updatedAt: null,
          embargoUntil: null,
        },
      ],
    });
  });

  it('is shown what an address answers, for people', async () => {
    const { code, stdout } = await read(site.put('/a', head(PAGE)));
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `utf-8\n\nThe ferry returns\n  Ada Quay\n  ${site.url}/ferry\n`,
    });
  });

  it('can say what encoding came with a file', async () => {
    const file = desk.write('feed.xml', CYRILLIC);
    const { stdout } = await read(file, '--content-type', 'text/xml; charset=koi8-r', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ feed: { title: 'Вяз' }, encoding: 'koi8-r' });
    expect(await understand(file)).toMatchObject({ encoding: 'windows-1252' });
  });

  it('is told why one is refused', async () => {
    const file = desk.write('feed.xml', WORDPRESS.slice(0, 1_000));
    const { code, stdout, stderr } = await read(file, '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^kawaraban: .*feed\.xml: it is cut off.* \[KWB_ARTICLE_UNREADABLE\]\n$/);
  });

  it('hears the encoding that a server names, and that what is asked there leads elsewhere', async () => {
    site.put('/feed', (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/xml; charset=koi8-r' }).end(CYRILLIC),
    );
    site.put('/moved', (_request, response) => response.writeHead(302, { location: '/feed' }).end());
    expect(await understand(`${site.url}/moved`)).toMatchObject({ feed: { title: 'Вяз' }, encoding: 'koi8-r' });
  });

  it.each([
    ['a feed as an article', WORDPRESS, 'article', 'it is a feed, not an article'],
    ['a page as a feed', head(PAGE), 'feed', 'it is an HTML page ("A page"), not a feed'],
    ['an article as a feed', '---\ntitle: T\n---\n\nText.', 'feed', 'it is no feed'],
  ] as const)('does not get %s', async (_what, document, type, reason) => {
    const file = desk.write('document.txt', document);
    await expect(understand(file, { type })).rejects.toThrow(reason);
  });

  it.each([
    ['a page', head(PAGE), { title: 'The ferry returns', url: null }],
    [
      'a file of ours',
      '---\ntitle: The ferry returns\n---\n\nIt sails.',
      { title: 'The ferry returns', body: 'It sails.' },
    ],
  ])('gets %s as an article', async (_what, document, article) => {
    const file = desk.write('document.txt', document);
    for (const request of [{}, { type: 'article' }] as const)
      expect(await understand(file, request)).toMatchObject({ feed: null, articles: [article] });
  });

  it.each([
    ['is not there', 404, 'it answers 404'],
    ['is in trouble', 500, 'it answers 500'],
  ])('is told when an address %s', async (_what, status, reason) => {
    const url = site.put('/a', (_request, response) => response.writeHead(status).end());
    await expect(understand(url)).rejects.toThrow(`${url}: ${reason}`);
  });

  it('is told when there is no such file, and no such server', async () => {
    await expect(understand(`${desk.folder}/none.xml`)).rejects.toThrow('none.xml cannot be read: ENOENT');
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    await expect(understand(nobody)).rejects.toThrow(`${nobody}: it takes no connection`);
    await expect(understand('http://169.254.169.254/')).rejects.toThrow('is an address of a private network');
  });
});
