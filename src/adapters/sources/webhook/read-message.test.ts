import { describe, expect, it } from 'vitest';
import type { HookMessage } from '../../../application/ports/webhook-format.js';
import { readGhost } from './read-ghost.js';
import { readStandard } from './read-standard.js';
import { readWordPress } from './read-wordpress.js';

const ARRIVAL = { at: new Date('2026-11-24T09:00:00Z'), zone: 'Asia/Tokyo' };

function bytes(message: unknown): Buffer {
  if (Buffer.isBuffer(message)) return message;
  return Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
}

function articleOf(message: HookMessage) {
  if (message.kind !== 'published') throw new Error(`${message.kind}: ${JSON.stringify(message)}`);
  return message.article;
}

describe('a message of Standard Webhooks', () => {
  const read = (message: unknown) => readStandard(bytes(message), ARRIVAL);
  const FIELDS = {
    headline: 'Night ferry returns',
    link: 'https://harbour-post.example/ferry',
    id: 4711,
    date: '2026-11-24 18:00',
    authors: 'Ada Quay and Ben Shore',
    image: { url: 'https://harbour-post.example/ferry.jpg', alt: 'The ferry' },
  };

  it('holds an article with the fields of an article file, inside data or alone', () => {
    const article = articleOf(read({ type: 'article.published', timestamp: '2026-11-24T09:00:00Z', data: FIELDS }));
    expect(article).toMatchObject({
      title: 'Night ferry returns',
      url: 'https://harbour-post.example/ferry',
      guid: '4711',
      authors: ['Ada Quay', 'Ben Shore'],
      publishedAt: ARRIVAL.at,
      image: { alt: 'The ferry' },
    });
    expect(articleOf(read(FIELDS))).toEqual(article);
    expect(read({ ...FIELDS, type: 'article.updated' })).toEqual({ kind: 'updated', article });
  });

  it.each([{ tags: ['embargo:2027-05-06T10:00+02:00'] }, { embargoedUntil: '2027-05-06T10:00+02:00' }])(
    'with %j is held back until then',
    (fields) => {
      expect(articleOf(read({ data: { ...FIELDS, ...fields } }))).toMatchObject({
        tags: [],
        embargoUntil: new Date('2027-05-06T08:00:00Z'),
      });
    },
  );

  it.each(['article.unpublished', 'post.deleted'])('says by %s that an article is taken back', (type) => {
    expect(read({ type, data: { id: 4711, url: 'https://harbour-post.example/ferry' } })).toEqual({
      kind: 'withdrawn',
      article: { url: 'https://harbour-post.example/ferry', guid: '4711' },
    });
  });

  it('of a type that is none of these is no matter', () => {
    expect(read({ type: 'user.created', data: {} }).kind).toBe('ignored');
  });

  it.each([
    ['no JSON', '{"title":', /not JSON/],
    ['another encoding', Buffer.from('{"title":"Fähre"}', 'latin1'), /UTF-8/],
    ['a list', [], /its JSON/],
    ['no title', { data: { url: 'https://harbour-post.example/ferry' } }, /title/],
    ['a link that runs a script', { ...FIELDS, link: 'javascript:alert(1)' }, /link: expected a whole http/],
    ['a date that is none', { ...FIELDS, date: 'tomorrow' }, /date/],
    ['an offset that no clock has', { ...FIELDS, date: '2026-11-26 14:30 +25:00' }, /date: expected a date/],
  ])('that holds %s is refused, and says why', (_what, message, reason) => {
    expect(read(message)).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(reason) as string });
  });
});

describe('a message of Ghost', () => {
  const POST = {
    id: '6564f0c2a1b2c3d4e5f60718',
    status: 'published',
    title: 'Night ferry & day ferry return',
    url: 'https://harbour-post.example/ferry/',
    html: '<p>The night ferry sails again &amp; again.</p><p>Tickets cost twelve crowns.</p>',
    custom_excerpt: null,
    feature_image: 'https://harbour-post.example/content/ferry.jpg',
    feature_image_alt: 'The ferry',
    authors: [{ name: 'Ada Quay' }],
    tags: [
      { name: 'Islands', visibility: 'public' },
      { name: '#desk', visibility: 'internal' },
    ],
    published_at: '2026-11-24T09:00:00.000Z',
  };
  const read = (current: object, previous: object = {}) => readGhost(bytes({ post: { current, previous } }));

  it('becomes an article as the feed would say it', () => {
    expect(articleOf(read(POST, { status: 'draft' }))).toMatchObject({
      guid: POST.id,
      url: POST.url,
      title: POST.title,
      body: 'The night ferry sails again & again.\n\nTickets cost twelve crowns.',
      authors: ['Ada Quay'],
      section: 'Islands',
      tags: ['Islands'],
      image: { url: POST.feature_image, alt: 'The ferry' },
      publishedAt: ARRIVAL.at,
    });
  });

  it('is held back by an embargo among its internal tags', () => {
    const embargo = { name: '#embargo:2027-05-06T10:00+02:00', visibility: 'internal' };
    expect(articleOf(read({ ...POST, tags: [embargo, ...POST.tags] }))).toMatchObject({
      section: 'Islands',
      tags: ['Islands'],
      embargoUntil: new Date('2027-05-06T08:00:00Z'),
    });
  });

  it('says by what has changed whether the post came out or was public before', () => {
    for (const previous of [{}, { status: 'draft' }, { status: 'scheduled', updated_at: POST.published_at }])
      expect(read(POST, previous)).toMatchObject({ kind: 'published' });
    for (const previous of [{ updated_at: POST.published_at }, { tags: POST.tags }, { status: 'published' }])
      expect(read(POST, previous)).toMatchObject({ kind: 'updated' });
  });

  it('takes a post back that is a draft again, or gone', () => {
    const names = { guid: POST.id, url: POST.url };
    expect(read({ ...POST, status: 'draft' }, { status: 'published' })).toEqual({ kind: 'withdrawn', article: names });
    expect(read({}, POST)).toEqual({ kind: 'withdrawn', article: names });
  });

  it('about a draft, a newsletter or a member is no matter', () => {
    expect(read({ ...POST, status: 'draft' }).kind).toBe('ignored');
    expect(read({ ...POST, status: 'sent' }, { status: 'draft' }).kind).toBe('ignored');
    expect(readGhost(bytes({ member: { current: {} } })).kind).toBe('ignored');
    expect(readGhost(bytes('null')).kind).toBe('unreadable');
  });
});

describe('a message of our WordPress plugin', () => {
  const DATA = {
    guid: 'https://harbour-post.example/?p=12',
    link: 'https://harbour-post.example/2026/11/ferry/',
    title: 'Night ferry &#8211; it returns',
    excerpt: '',
    content:
      '<p>The night ferry sails again.</p>\n<p>The post <a href="/x">Night ferry &#8211; it returns</a> appeared first on <a href="/">Harbour Post</a>.</p>',
    authors: ['Ada Quay'],
    categories: ['Uncategorized', 'Islands'],
    tags: ['Ferry'],
    image: { url: 'https://harbour-post.example/ferry.jpg', alt: 'The ferry', caption: 'Photo: Cleo Strand' },
    published: '2026-11-24T09:00:00Z',
    modified: '2026-11-24T09:00:00Z',
    language: 'en_GB',
    site: 'Harbour Post',
  };

  it('becomes an article as the feed would say it', () => {
    expect(articleOf(readWordPress(bytes({ type: 'post.published', data: DATA })))).toMatchObject({
      guid: DATA.guid,
      url: DATA.link,
      title: 'Night ferry – it returns',
      body: 'The night ferry sails again.',
      section: 'Islands',
      tags: ['Islands', 'Ferry'],
      image: { alt: 'The ferry', credit: 'Photo: Cleo Strand' },
      language: 'en-GB',
      publishedAt: ARRIVAL.at,
    });
  });

  it('takes a post back, and can be tried', () => {
    expect(readWordPress(bytes({ type: 'post.unpublished', data: { guid: DATA.guid, link: '' } }))).toEqual({
      kind: 'withdrawn',
      article: { guid: DATA.guid, url: null },
    });
    expect(readWordPress(bytes({ type: 'ping', data: { guid: '', link: '' } })).kind).toBe('ignored');
    expect(readWordPress(bytes({ type: 'post.published', data: {} }))).toMatchObject({ kind: 'unreadable' });
  });
});
