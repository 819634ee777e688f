import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestArticle } from '../../src/application/ingest-article.js';
import type { Article } from '../../src/domain/article.js';
import type { Timing } from '../../src/domain/timing.js';
import { makePng } from '../support/make-png.js';
import { head, PageSite, picture, redirect, status, type TestPage } from '../support/page-site.js';
import { Desk } from '../support/run-kawaraban.js';
import { ARTICLE } from '../support/samples.js';
import { TemplateFolder } from '../support/template-folder.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const TEMPLATES = {
  'x/default':
    '---\nmatch: article.section != "Alarm"\nwhen: +1h\n---\n{{ article.title }}\n\n{{ article.summary }}\n\n{{ article.url }}',
  'x/alarm': '---\nmatch: article.section == "Alarm"\nwhen: +1h\nlane: breaking\n---\n{{ article.title }}',
  'facebook/default': '---\nwhen: +1h\nimage: photo\n---\n{{ article.title }}',
};
const CARD =
  '<meta property="og:title" content="An SEO title"><meta property="og:description" content="The page says it shortly.">' +
  '<meta property="og:image" content="/card.png"><meta property="og:image:alt" content="A ferry at night">';

describe('before an article is planned', { timeout: 60_000 }, () => {
  let site: PageSite;
  let templates: TemplateFolder;
  let newsroom: TestNewsroom;
  beforeEach(async () => {
    site = await PageSite.open();
    site.put('/card.png', picture(makePng(1200, 630)));
    templates = new TemplateFolder(TEMPLATES);
  });
  afterEach(async () => {
    await newsroom.close();
    await site.close();
    templates.remove();
  });

  async function open(timing: Partial<Timing> = {}): Promise<void> {
    newsroom = await TestNewsroom.open({ templates: templates.path, timing });
  }
  const takeIn = (change: Partial<Article> = {}) =>
    ingestArticle(newsroom.ports, { ...ARTICLE, url: `${site.url}/ferry`, ...change }, 'file', null);
  const warningsOf = async (change: Partial<Article> = {}) =>
    (await takeIn(change)).recorded.page?.warnings.map(({ code }) => code);

  it('its page fills what the source left open; the headline stays the source’s', async () => {
    site.put('/ferry', head(CARD));
    await open();
    const { recorded, posts } = await takeIn({ summary: '', image: null });
    expect(recorded.article).toMatchObject({
      title: ARTICLE.title,
      authors: ARTICLE.authors,
      publishedAt: ARTICLE.publishedAt,
      url: `${site.url}/ferry`,
      summary: 'The page says it shortly.',
      image: { url: `${site.url}/card.png`, alt: 'A ferry at night', credit: null },
    });
    expect(recorded.page?.warnings).toEqual([]);
    const [onX, onFacebook] = posts;
    expect(onX?.parts[0]?.text).toBe(`${ARTICLE.title}\n\nThe page says it shortly.\n\n${site.url}/ferry`);
    expect(onFacebook?.parts[0]?.media).toEqual([
      { pictureId: null, url: `${site.url}/card.png`, alt: 'A ferry at night' },
    ]);
  });

  it('what the source says stays, and only the description of the same picture is added', async () => {
    site.put('/ferry', head(CARD));
    await open();
    const own = { url: `${site.url}/card.png`, alt: null, credit: 'Ada Quay' };
    const { recorded } = await takeIn({ image: own });
    expect(recorded.article).toMatchObject({ summary: ARTICLE.summary, image: { ...own, alt: 'A ferry at night' } });
  });

  it('its page is read once, whoever plans it', async () => {
    site.put('/ferry', head(CARD));
    await open();
    await Promise.all([takeIn({ summary: '' }), newsroom.sweepOnce()]);
    const before = site.hits('/ferry');
    const { posts } = await takeIn({ summary: '' });
    await newsroom.sweepOnce();
    expect(site.hits('/ferry')).toBe(before);
    expect(posts).toHaveLength(2);
    expect(posts[0]?.revision).toBe(1);
  });

  it('the sweep does it where the process died that took the article in', async () => {
    site.put('/ferry', head(CARD));
    await open();
    await newsroom.ledger.recordArticle({ ...ARTICLE, url: `${site.url}/ferry`, summary: '' }, ['url:a'], 'file', null);
    await newsroom.sweepOnce();
    expect((await newsroom.ledger.listPosts({}))[0]?.parts[0]?.text).toContain('The page says it shortly.');
  });

  it.each<[string, string, TestPage | null, string]>([
    ['names no picture', '', null, 'no-card-picture'],
    ['names a picture that is gone', CARD, status(404), 'no-card-picture'],
    ['names what is no picture', CARD, '<svg></svg>', 'no-card-picture'],
    ['names a picture that cannot be fetched now', CARD, status(503), 'unseen-card-picture'],
    ['names a picture that is too narrow', CARD, picture(makePng(599, 630)), 'small-card-picture'],
    ['names a picture that is too low', CARD, picture(makePng(1200, 314)), 'small-card-picture'],
    [
      'names a picture that is too large',
      CARD,
      picture(Buffer.concat([makePng(1200, 630), Buffer.alloc(5 * 1_048_576)])),
      'large-card-picture',
    ],
  ])('a page that %s is a warning, and the posts are planned all the same', async (_, tags, card, warning) => {
    if (card !== null) site.put('/card.png', card);
    site.put('/ferry', head(tags));
    await open();
    expect(await warningsOf()).toEqual([warning]);
    expect(await newsroom.ledger.listPosts({ state: 'scheduled' })).toHaveLength(2);
  });

  it.each<[string, TestPage]>([
    ['does not answer in time', (_request, response) => void response.writeHead(200).write('<html>')],
    ['is not there', status(404)],
    ['cuts the connection', (request) => request.socket.destroy()],
  ])('a page that %s holds nothing up', async (_, page) => {
    site.put('/ferry', page);
    await open({ enrichMs: 300 });
    expect(await warningsOf()).toEqual(['page-unread']);
    expect(await newsroom.ledger.listPosts({ state: 'scheduled' })).toHaveLength(2);
  });

  it('a breaking article waits less', async () => {
    site.put('/ferry', (_request, response) => void response.writeHead(200).write('<html>'));
    await open({ enrichMs: 60_000, enrichBreakingMs: 200 });
    expect(await warningsOf({ section: 'Alarm' })).toEqual(['page-unread']);
  });

  it('nothing is asked where the newsroom wants that, or on another machine for simulated accounts', async () => {
    site.put('/ferry', head(CARD));
    await open({ enrichMs: 0 });
    expect((await takeIn()).recorded.page).toBeNull();
    expect(site.hits('/ferry')).toBe(0);
    expect((await takeIn({ url: ARTICLE.url, title: 'Elsewhere' })).recorded.page).toBeNull();
  });

  describe('an article whose page', () => {
    it('names another one as its canonical address is that one: nothing is said again', async () => {
      site.put('/ferry', head(CARD));
      site.put('/copy', head('<link rel="canonical" href="/ferry">'));
      await open();
      const first = await takeIn();
      const copy = await takeIn({ url: `${site.url}/copy`, title: 'Night ferry returns, after two years' });
      expect(copy.recorded.id).toBe(first.recorded.id);
      expect(copy.posts.map(({ id }) => id)).toEqual(first.posts.map(({ id }) => id));
      await newsroom.sweepOnce();
      expect(await newsroom.ledger.listPosts({})).toHaveLength(2);
    });

    it('names another one, which tells something else, is held in its turn with the reason', async () => {
      site.put('/ferry', head(CARD));
      site.put('/tug', head('<link rel="canonical" href="/ferry">'));
      await open();
      const first = await takeIn();
      const second = await takeIn({
        url: `${site.url}/tug`,
        title: 'Harbour Tug Sinks at Pier Three',
        summary: 'It sank.',
      });
      expect(second.recorded.id).not.toBe(first.recorded.id);
      expect(second.recorded.page?.warnings.map(({ code }) => code)).toContain('foreign-canonical');
      await newsroom.pass(4_200, 600);
      const [, onFacebook] = second.posts;
      expect(await newsroom.ledger.findPost(onFacebook?.id ?? '')).toMatchObject({
        state: 'held',
        reason: `its page names another one in its place (canonical): ${site.url}/ferry`,
      });
    });

    it('lies behind a short link is posted by its own address, and known by it', async () => {
      site.put('/a1', redirect('/ferry'));
      site.put(
        '/ferry',
        head(
          `<link rel="canonical" href="/ferry"><meta property="og:title" content="${ARTICLE.title} | Harbour Post">`,
        ),
      );
      await open();
      const { recorded, posts } = await takeIn({ url: `${site.url}/a1` });
      expect(recorded.article.url).toBe(`${site.url}/ferry`);
      expect(posts[0]?.parts[0]?.text).toContain(`${site.url}/ferry`);
      expect((await takeIn({ title: 'From elsewhere' })).recorded.id).toBe(recorded.id);
    });

    it('asks for a login instead keeps its own address', async () => {
      for (const path of ['/a1', '/a2']) site.put(path, redirect('/login'));
      site.put('/login', head('<link rel="canonical" href="/login"><meta property="og:title" content="Log in">'));
      await open();
      const first = await takeIn({ url: `${site.url}/a1` });
      const second = await takeIn({ url: `${site.url}/a2`, title: 'Another story', summary: 'Another.' });
      expect(first.recorded.article.url).toBe(`${site.url}/a1`);
      expect(second.recorded.id).not.toBe(first.recorded.id);
      expect(second.posts).toHaveLength(2);
    });
  });
});

it('what is wrong with the card of an article is shown', { timeout: 60_000 }, async () => {
  const desk = new Desk();
  const site = await PageSite.open();
  try {
    site.put('/card.png', picture(makePng(400, 200)));
    const url = site.put('/ferry', head(CARD));
    const file = desk.write('ferry.md', `---\ntitle: Ferry\nurl: ${url}\n---\nThe ferry sails.`);
    const patience = { KAWARABAN_TIMING: '{"enrichMs":20000}' };
    const { posts } = await desk.runForPosts(['publish', file, '--at', '+1d'], patience);
    const shown = await desk.run(['show', posts[0]?.id ?? '']);
    expect(shown.stdout).toContain(
      "! the picture of its link's preview is 400 × 200 pixels large, less than 600 × 315",
    );
    const json = await desk.run(['show', posts[0]?.id ?? '', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      article: { warnings: [{ code: 'small-card-picture', message: expect.stringContaining('400 × 200') as string }] },
    });
  } finally {
    await desk.clear();
    await site.close();
  }
});
