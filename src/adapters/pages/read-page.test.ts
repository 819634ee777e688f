import { describe, expect, test } from 'vitest';
import { collectGarbage } from '../../../tests/support/collect-garbage.js';
import { readPage, type PageFacts } from './read-page.js';

const URL = 'https://harbour.example/2026/ferry?utm_source=rss';

function read(head: string, body = '<h1>The heading</h1>'): PageFacts {
  const html = `<!doctype html><html lang="en-GB"><head><title>The title | Harbour Post</title>${head}</head><body>${body}</body></html>`;
  return readPage(Buffer.from(html), { url: URL, contentType: 'text/html', robotsTag: null });
}

function linked(data: unknown): string {
  return `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;
}

const ARTICLE = { '@type': 'NewsArticle', headline: 'The ferry returns' };
const ADA = { '@type': 'Person', '@id': '#ada', name: 'Ada Quay' };
const BEN = { '@type': 'Person', '@id': '#ben', name: 'Ben Shore' };

test('the graph that Yoast SEO writes for WordPress tells all', () => {
  const graph = [
    { '@type': 'WebPage', '@id': '#page', name: 'The ferry returns - Harbour Post' },
    {
      ...ARTICLE,
      '@type': ['Article', 'NewsArticle'],
      author: [{ '@id': '#ada' }, { '@id': '#ben' }],
      datePublished: '2026-11-24T09:00:00+00:00',
      dateModified: '2026-11-24T10:00:00+00:00',
      image: { '@id': '#picture' },
      thumbnailUrl: 'https://harbour.example/small.jpg',
      keywords: ['Ferries', 'Islands, Tides'],
      articleSection: ['News'],
      publisher: { '@id': '#post' },
      description: 'It sails &amp; sails.',
    },
    { '@type': 'ImageObject', '@id': '#picture', url: '/ferry.jpg', width: 1200, height: 800, caption: 'The ferry' },
    { '@type': 'Organization', '@id': '#post', name: 'Harbour Post' },
    ADA,
    BEN,
  ];
  expect(read(linked({ '@context': 'https://schema.org', '@graph': graph }))).toEqual({
    title: 'The ferry returns',
    summary: 'It sails & sails.',
    canonical: null,
    canonicalLink: null,
    isNoindex: false,
    image: { url: 'https://harbour.example/ferry.jpg', alt: 'The ferry', width: 1200, height: 800 },
    language: 'en-GB',
    siteName: 'Harbour Post',
    section: 'News',
    authors: ['Ada Quay', 'Ben Shore'],
    tags: ['Ferries', 'Islands', 'Tides'],
    publishedAt: new Date('2026-11-24T09:00:00Z'),
    updatedAt: new Date('2026-11-24T10:00:00Z'),
    feeds: [],
    encoding: 'utf-8',
  });
});

describe('who wrote it', () => {
  test.each([
    ['a person', { author: ADA }, ['Ada Quay']],
    ['persons', { author: [ADA, BEN] }, ['Ada Quay', 'Ben Shore']],
    ['a name', { author: 'Ada Quay and Ben Shore' }, ['Ada Quay', 'Ben Shore']],
    ['names', { author: ['Ada Quay', 'Ben Shore'] }, ['Ada Quay', 'Ben Shore']],
    ['a person with two names', { author: { name: ['Ada Quay', 'Ben Shore'] } }, ['Ada Quay', 'Ben Shore']],
    ['an agency', { author: { '@type': 'Organization', name: 'Agency' } }, ['Agency']],
    ['the address of a profile', { author: 'https://harbour.example/ada' }, []],
    ['a person who is nowhere', { author: { '@id': '#nobody' } }, []],
  ])('linked data with %s', (_what, data, authors) => {
    expect(read(linked({ ...ARTICLE, ...data })).authors).toEqual(authors);
  });

  test.each([
    ['<meta name="author" content="By Ada Quay, Ben Shore">', '', ['Ada Quay', 'Ben Shore']],
    ['<meta name="author" content="Ada Quay"><meta name="author" content="Ben Shore">', '', ['Ada Quay', 'Ben Shore']],
    [
      '<meta property="article:author" content="https://www.facebook.com/ada"><meta name="byl" content="By Ada Quay">',
      '',
      ['Ada Quay'],
    ],
    ['', '<a rel="author" href="/ada">Ada Quay</a>', ['Ada Quay']],
    ['', '<span itemprop="author"><span itemprop="name">Ada Quay</span></span>', ['Ada Quay']],
  ])('markup such as %s%s', (head, body, authors) => {
    expect(read(head, `<h1>T</h1>${body}`).authors).toEqual(authors);
  });
});

const og = (name: string, content: string): string => `<meta property="og:${name}" content="${content}">`;

test.each([
  ['its own', og('image', '/a.jpg') + og('image:width', '1200') + og('image:alt', 'A ferry'), 'a.jpg', 'A ferry', 1200],
  ['without a scheme', og('image', '//harbour.example/a.jpg'), 'a.jpg', null, null],
  ['by name', '<meta name="og:image" content="/a.jpg">', 'a.jpg', null, null],
  [
    'the first of several, with what is said of it',
    og('image', '/a.jpg') + og('image', '/b.jpg') + og('image:width', '900'),
    'a.jpg',
    null,
    null,
  ],
  [
    'the secure one',
    og('image', 'http://harbour.example/a.jpg') + og('image:secure_url', 'https://harbour.example/a.jpg'),
    'a.jpg',
    null,
    null,
  ],
  ['with an ampersand that was escaped twice', og('image', '/a.jpg?b=1&amp;amp;c=2'), 'a.jpg?b=1&c=2', null, null],
  [
    'of Twitter where it has none',
    `${og('image', '')}<meta name="twitter:image:src" content="/t.jpg">`,
    't.jpg',
    null,
    null,
  ],
  [
    'of Twitter where its own is none',
    `${og('image', 'data:image/gif;base64,R0')}<meta name="twitter:image" content="/t.jpg"><meta name="twitter:image:alt" content="A tug">`,
    't.jpg',
    'A tug',
    null,
  ],
  [
    'of the linked data',
    linked({ ...ARTICLE, image: [{ url: ['/l.jpg'], width: { value: '1200 px' } }, { url: '/m.jpg' }] }),
    'l.jpg',
    null,
    1200,
  ],
  [
    'of the linked data where it has an empty list',
    linked({ ...ARTICLE, image: [], thumbnailUrl: '/l.jpg' }),
    'l.jpg',
    null,
    null,
  ],
  [
    'described where the same one is',
    og('image', '/a.jpg') + linked({ ...ARTICLE, image: { url: '/a.jpg', caption: 'A ferry', width: 900 } }),
    'a.jpg',
    'A ferry',
    900,
  ],
])('the picture of the card is %s', (_which, head, path, alt, width) => {
  expect(read(head).image).toMatchObject({ url: `https://harbour.example/${path}`, alt, width });
});

test.each(['', og('image', 'javascript:alert(1)'), '<link rel="icon" href="/icon.png">'])(
  'no picture is in %j',
  (head) => {
    expect(read(head).image).toBeNull();
  },
);

test('a page asks not to be found by its markup, or by the header that came with it', () => {
  const hidden = '<meta name="Robots" content="noindex">';
  expect([read(hidden), read(`<!-- ${hidden} -->`), read('')].map(({ isNoindex }) => isNoindex)).toEqual([
    true,
    false,
    false,
  ]);
  const origin = { url: URL, contentType: null, robotsTag: 'noindex' };
  expect(readPage(Buffer.from('<title>T</title>'), origin).isNoindex).toBe(true);
});

test.each([
  ['<link rel="canonical" href="/2026/ferry">', 'https://harbour.example/2026/ferry'],
  ['<LINK HREF="https://harbour.example/2026/ferry" REL="Canonical">', 'https://harbour.example/2026/ferry'],
  ['<link rel="canonical" href="www.harbour.example/ferry">', 'https://www.harbour.example/ferry'],
  ['<link rel="canonical" href="harbour.example/ferry">', 'https://harbour.example/ferry'],
  ['<base href="https://b.example/x/"><link rel="canonical" href="ferry">', 'https://b.example/x/ferry'],
  ['<base target="_blank"><link rel="canonical" href="ferry">', 'https://harbour.example/2026/ferry'],
  [`<link rel="canonical" href="">${og('url', '/og')}`, 'https://harbour.example/og'],
  ['<link rel="canonical" href="/a"><link rel="canonical" href="/b">', 'https://harbour.example/a'],
  [linked({ ...ARTICLE, mainEntityOfPage: { '@id': '/ld' } }), 'https://harbour.example/ld'],
  ['<link rel="canonical" href="javascript:alert(1)">', null],
  ['', null],
])('the canonical address of %j', (head, canonical) => {
  expect(read(head).canonical).toBe(canonical);
});

test.each([
  [og('title', 'The ferry returns – Harbour Post') + og('site_name', 'Harbour Post'), 'The ferry returns'],
  [og('title', 'Harbour Post') + og('site_name', 'Harbour Post'), 'Harbour Post'],
  [og('title', '&lt;script&gt;x()&lt;/script&gt;The\u0000 \u202eferry\u202c &amp;amp; more'), 'The ferry & more'],
  [og('title', 'ferry '.repeat(150_000)), `${'ferry '.repeat(166).trim()}…`],
  ['', 'The heading'],
])('the title of %.60j', (head, title) => {
  expect(read(head).title).toBe(title);
});

test.each([
  [linked({ ...ARTICLE, datePublished: ['2026-11-24T09:00:00Z'] }), ''],
  [
    `${linked({ ...ARTICLE, datePublished: 'soon' })}<meta property="article:published_time" content="2026-11-24T10:00:00+0100">`,
    '',
  ],
  ['<meta name="sailthru.date" content="Tue, 24 Nov 2026 09:00:00 GMT">', ''],
  ['', '<time datetime="2026-11-24 09:00:00 UTC" pubdate>today</time>'],
])('the time of publication in %s%s', (head, body) => {
  expect(read(head, body).publishedAt).toEqual(new Date('2026-11-24T09:00:00Z'));
});

test.each([
  [
    '<meta property="article:tag" content="Ports,Tides"><meta property="article:tag" content="Ferries">',
    ['Ports', 'Tides', 'Ferries'],
  ],
  ['<meta name="news_keywords" content="Ports, Tides">', ['Ports', 'Tides']],
  ['<meta name="keywords" content="best news, cheap ferry">', []],
])('the tags of %s', (head, tags) => {
  expect(read(head).tags).toEqual(tags);
});

test('feeds are announced with their titles, whatever stands beside them', () => {
  const { feeds } = read(
    '<link rel="alternate" type="application/rss+xml" href="/feed/" title="Harbour &raquo; Feed">' +
      '<link rel="alternate feed" type="application/atom+xml" href="/atom"><link rel="alternate" hreflang="de" href="/de/">' +
      '<link rel="alternate" type="application/json" href="/wp-json/1">',
  );
  expect(feeds.map(({ url, title }) => [url, title])).toEqual([
    ['https://harbour.example/feed/', 'Harbour » Feed'],
    ['https://harbour.example/atom', null],
  ]);
});

test.each([
  ['windows-1252', 'text/html', '<meta charset="iso-8859-1">'],
  ['windows-1251', 'text/html; charset=windows-1251', ''],
  ['shift_jis', 'text/html', '<meta http-equiv="content-type" content="text/html; charset=Shift_JIS">'],
])('a page in %s is read as what it says it is', (encoding, contentType, head) => {
  const bytes = Buffer.from(`<html><head>${head}<title>\x93\xfa\x96\x7b</title></head>`, 'latin1');
  const { title, encoding: read } = readPage(bytes, { url: null, contentType, robotsTag: null });
  expect(read).toBe(encoding);
  expect(title).toBe(
    new TextDecoder(encoding)
      .decode(Buffer.from('\x93\xfa\x96\x7b', 'latin1'))
      .replace('\x93', '“')
      .replace('\x96', '–'),
  );
});

test.each<[string, (text: string) => string]>([
  ['200,000 elements within each other', () => '<div>'.repeat(200_000)],
  ['200,000 attributes', () => `<a ${'b=c '.repeat(200_000)}>`],
  ['a million metas', () => '<meta name="a" content="b">'.repeat(1_000_000)],
  ['linked data of lists within lists', () => linked(`{"@type":${'['.repeat(400_000)}`)],
  [
    'linked data of 100,000 articles',
    () => linked({ '@graph': Array.from({ length: 100_000 }, () => ({ '@id': 'a' })) }),
  ],
  ['tags and scripts that never end', () => '<script type="application/ld+json"><a '.repeat(100_000)],
])('%s on a page cost no second, and what stands before them is read', (_what, write) => {
  // What earlier tests have left is collected at no cost of this one.
  collectGarbage();
  const before = process.cpuUsage();
  expect(read(og('title', 'The ferry returns') + write('')).title).toBe('The ferry returns');
  // Of the processor, since other tests run beside this one; a third of it on a machine that does nothing else.
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(10_000);
});
