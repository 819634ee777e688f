import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { readFeed } from '../../src/adapters/sources/feed/read-feed.js';
import { readArticle } from '../../src/adapters/sources/files/read-article.js';
import { readPosts } from '../../src/adapters/sources/wordpress/read-posts.js';
import type { Article } from '../../src/domain/article.js';
import type { WebhookDialect } from '../../src/domain/source.js';
import { HookDesk } from '../support/hook-desk.js';
import type { Engine } from '../support/test-databases.js';

const SITE = 'https://harbour-post.example';
const WHEN = '2026-11-24T09:00:00Z';
/** In every text, as a program writes it that cuts its texts out of wider fields. */
const Z = 'Fer\0ry\0';
const IMAGE = `${SITE}/a\0.jpg`;

const GHOST = {
  ...{ id: 'a\0b', status: 'published', title: Z, url: `${SITE}/1\0`, html: `<p>${Z}</p>`, custom_excerpt: Z },
  ...{ feature_image: IMAGE, feature_image_alt: Z, feature_image_caption: Z, published_at: WHEN },
  authors: [{ name: Z }],
  tags: [{ name: Z }],
};
const WORDPRESS = {
  ...{ guid: 'a\0b', link: `${SITE}/1\0`, title: Z, excerpt: Z, content: Z, authors: [Z], categories: [Z], tags: [Z] },
  ...{ image: { url: IMAGE, alt: Z, caption: Z }, published: WHEN, language: 'en\0', site: Z },
};
const FIELDS = {
  ...{ id: 'a\0b', url: `${SITE}/1\0`, title: Z, summary: Z, body: Z, authors: [Z], section: Z, tags: [Z] },
  ...{ image: { url: IMAGE, alt: Z, credit: Z }, date: WHEN, language: 'en', [`stra\0nge`]: Z },
  publication: { name: Z, url: SITE, x: Z },
};

const JSON_FEED = {
  ...{ version: 'https://jsonfeed.org/version/1.1', title: Z, language: 'en\0', authors: [{ name: Z }] },
  items: [
    {
      ...{ id: 'a\0b', url: `${SITE}/1\0`, title: Z, content_html: `<p>${Z}</p>`, summary: Z, image: IMAGE },
      ...{ date_published: WHEN, tags: [Z], authors: [{ name: Z }], language: 'en\0' },
      attachments: [{ url: IMAGE, mime_type: 'image/jpeg', title: Z }],
    },
  ],
};
const rendered = (text: string) => ({ rendered: text });
const POSTS = [
  {
    ...{ id: 1, date_gmt: WHEN, modified_gmt: WHEN, link: `${SITE}/1\0`, guid: rendered('a\0b') },
    ...{ title: rendered(Z), excerpt: rendered(Z), content: rendered(`<p>${Z}</p>`) },
    _embedded: {
      author: [{ name: Z }],
      'wp:term': [[{ name: Z, taxonomy: 'category' }]],
      'wp:featuredmedia': [{ source_url: IMAGE, alt_text: Z, media_details: { width: 800 } }],
    },
  },
];
const rss = (zero: string) => {
  const text = `Fer${zero}ry${zero}`;
  return `<rss version="2.0"><channel><title>${text}</title><item><title>${text}</title><link>${SITE}/1${zero}</link>
    <guid isPermaLink="false">a${zero}b</guid><description>${text}</description><category>${text}</category>
    <enclosure url="${SITE}/a${zero}.jpg" type="image/jpeg"/></item></channel></rss>`;
};
const FILE = { zone: 'UTC', firstSeenAt: new Date(WHEN) };
const FRONT_MATTER = `---\nid: "a\\0b"\nurl: "${SITE}/1\\0"\ntitle: "Fer\\0ry"\ntags: ["Fer\\0ry"]\n---\nIt sails.\n`;

const ofFeed = (document: string): readonly Article[] => {
  const read = readFeed(Buffer.from(document), { url: `${SITE}/feed`, contentType: null });
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.articles;
};
const READERS: readonly (readonly [string, () => readonly Article[]])[] = [
  ['an RSS feed with the byte', () => ofFeed(rss('\0'))],
  ['an RSS feed with its entity', () => ofFeed(rss('&#0;'))],
  ['a JSON Feed', () => ofFeed(JSON.stringify(JSON_FEED))],
  [
    'a WordPress site',
    () => (readPosts(Buffer.from(JSON.stringify(POSTS)), `${SITE}/wp-json/`) ?? []).map((each) => each.article),
  ],
  ['a file in JSON', () => [readArticle(Buffer.from(JSON.stringify(FIELDS)), { ...FILE, fileName: 'a.json' })]],
  ['front matter', () => [readArticle(Buffer.from(FRONT_MATTER), { ...FILE, fileName: 'a.md' })]],
];

describe.each<Engine>(['sqlite', 'postgres'])('zero characters in what sources say, with the ledger on %s', (kind) => {
  let desk: HookDesk;
  beforeEach(async () => {
    desk = await HookDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  /** As the service does when the sender has its answer. */
  const receive = async (
    dialect: WebhookDialect,
    send: () => Promise<{ readonly kind: string; readonly note: string }>,
  ) => {
    const reception = await send();
    const source = await desk.ledger.findSource(dialect);
    await desk.ledger.noteHook(source?.id ?? '', 'articles', reception.note);
    return reception;
  };
  const listTitles = async () => (await desk.ledger.listNewestArticles(10)).map(({ article }) => article.title);

  it.each(READERS)('%s loses no article by them', async (_what, read) => {
    const source = await desk.sources.addMet('harbour-post');
    const articles = read();
    expect(JSON.stringify(articles)).not.toContain('\\u0000');
    expect(await desk.sources.poll(source, articles)).toMatchObject({ kind: 'taken-in', failures: [] });
    expect(await listTitles()).toEqual([expect.stringMatching(/^Fer.?ry.?$/)]);
  });

  it('a message of Ghost is taken in, and its article is taken back', async () => {
    const source = await desk.add('ghost', 'ghost');
    const tell = (current: object, previous: object) =>
      receive('ghost', () => desk.sendAsGhost(source, current, previous));
    expect(await tell(GHOST, { status: 'dr\0aft' })).toMatchObject({ kind: 'taken-in' });
    expect(await listTitles()).toEqual(['Ferry']);
    expect((await tell({ ...GHOST, status: 'dr\0aft' }, {})).note).toContain('draft');
    expect((await tell({ ...GHOST, url: null, status: 'draft' }, { status: 'published' })).note).toContain(
      'an article was taken back',
    );
  });

  it('a message of our WordPress plugin is taken in, and its article is taken back', async () => {
    const source = await desk.add('wordpress', 'wordpress');
    const tell = (type: string, data: object) =>
      receive('wordpress', () => desk.receive('wordpress', desk.message(source, { type, data })));
    expect(await tell('post.published', WORDPRESS)).toMatchObject({ kind: 'taken-in' });
    expect(await listTitles()).toEqual(['Ferry']);
    expect((await tell('post.unpublished', { ...WORDPRESS, link: '' })).note).toContain('an article was taken back');
  });

  it('a message of Standard Webhooks is taken in, and its article is taken back', async () => {
    const source = await desk.add('standard');
    const tell = (type: string, data: object) =>
      receive('standard', () => desk.receive('standard', desk.message(source, { type, data })));
    expect(await tell('article.published', FIELDS)).toMatchObject({ kind: 'taken-in' });
    expect(await listTitles()).toEqual(['Ferry']);
    expect(await tell('a\0.chan\0ged', FIELDS)).toMatchObject({ note: 'an event of type a.changed is no matter here' });
    const wrong = await tell('article.published', { ...FIELDS, 'embargo\0': 'some \0day' });
    expect(wrong).toMatchObject({ kind: 'unreadable', note: expect.stringContaining('some day') as string });
    expect((await tell('article.deleted', { id: FIELDS.id })).note).toContain('an article was taken back');
  });
});
