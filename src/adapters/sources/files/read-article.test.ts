import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Article } from '../../../domain/article.js';
import { readArticle } from './read-article.js';

const zone = 'Asia/Tokyo';
const firstSeenAt = new Date('2026-03-20T03:00:00Z');

function read(content: string | Uint8Array, fileName = 'story.txt'): Article {
  return readArticle(typeof content === 'string' ? Buffer.from(content) : content, { fileName, zone, firstSeenAt });
}

function sample(name: string): Article {
  return read(readFileSync(new URL(`../../../../templates/samples/${name}`, import.meta.url)), name);
}

const body = 'The ferry will sail again. It was mended in a week.\n\nIts crew cheered.';
const tail = `Bay News is part of the Bay Times group

http://baytimes.example Bay Times – News of the Bay

https://x.com/bay_times Bay Times

https://www.facebook.com/baytimes.sample`;

test('a press text becomes an article without its boilerplate', () => {
  const article = sample('harbour-light.txt');
  expect(article).toMatchObject({
    url: null,
    title: 'Harbour Light to Shine Again: Volunteers Save Old Tower',
    authors: ['Aiko Mori', 'Daniel Reyes', 'Hannah Lindqvist'],
    publication: {
      name: 'Eastern Bay Times',
      url: 'http://easternbaytimes.example',
      x: '@EBT_Sample',
      facebook: 'http://facebook.com/easternbaytimes.sample',
    },
    publishedAt: new Date('2026-03-13T15:00:00Z'),
    language: null,
  });
  expect(article.body.split('\n\n')).toHaveLength(5);
  expect(article.body).toMatch(/free of charge\.$/);
  expect(article.summary).toMatch(/^The lighthouse .* storm in 2019\.$/);
});

test('a press text with nothing but title and paragraphs is an article too', () => {
  expect(sample('night-ferry.txt')).toMatchObject({ authors: [], publication: null, publishedAt: null, url: null });
});

test('a Japanese press text is read like an English one', () => {
  const article = sample('minato-tram.txt');
  expect(article).toMatchObject({
    authors: ['森 愛子', '井上 直樹'],
    publication: { name: '東湾新報', url: 'https://higashiwan.example', x: '@higashiwan_smp', facebook: null },
    language: 'ja',
  });
  expect(article.body.split('\n\n')).toHaveLength(4);
});

test('Markdown gives what its front matter says and a body without marks', () => {
  const article = sample('orchard-robots.md');
  expect(article).toMatchObject({
    url: 'https://easternbaytimes.example/2026/05/orchard-robots-leave-best-apple',
    title: 'Orchard robots learn to leave the best apple: a harvest in numbers',
    section: 'Science',
    tags: ['Farming', 'Robots', 'Upper Valley'],
    image: { credit: 'Priya Raman' },
    publishedAt: new Date('2026-05-10T21:30:00Z'),
    updatedAt: new Date('2026-05-11T00:10:00Z'),
  });
  expect(article.body).toMatch(/^Twelve robots picked 41 tonnes/);
  expect(article.body).toContain('\n\nA bruised apple goes to the cider press.\n\n');
  expect(article.body).not.toMatch(/[*#>[\]]/);
});

test('JSON gives every field by name', () => {
  expect(sample('chess-bus.json')).toMatchObject({
    guid: 'sample-chess-bus-2026',
    authors: ['Oskar Lind'],
    publication: { x: '@EBT_Sample' },
    publishedAt: new Date('2026-06-02T22:45:00Z'),
    embargoUntil: null,
  });
});

test('the article of the first start brings section, tags and summary, and no link', () => {
  expect(sample('welcome.md')).toMatchObject({ url: null, image: null, section: 'Local' });
});

const withHead = (head: string) => read(`${head}\n\n${body}\n\n${tail}\n`);

test.each([
  ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
  ['a byte-order mark', (text: string) => `\ufeff${text}`],
  ['no-break spaces', (text: string) => text.replaceAll(' ', '\u00a0')],
  ['no blank lines', (text: string) => text.replace(/\n+/g, '\n')],
  ['blank lines that hold spaces', (text: string) => text.replaceAll('\n\n', '\n  \n')],
  ['a direction override', (text: string) => text.replace('Ferry', '\u202eFerry')],
  ['soft hyphens', (text: string) => text.replace('Ferry', 'Fer\u00adry')],
])('%s change nothing', (_title, change) => {
  const article = read(
    change(`date 2026-03-18 The Ferry Returns\n\nAiko Mori and Jun Ito\n\nBay Times\n\n${body}\n\n${tail}\n`),
  );
  expect(article.title).toBe('The Ferry Returns');
  expect(article.authors).toEqual(['Aiko Mori', 'Jun Ito']);
  expect(article.publication).toEqual({
    name: 'Bay Times',
    url: 'http://baytimes.example',
    x: '@bay_times',
    facebook: 'https://www.facebook.com/baytimes.sample',
  });
  expect(article.body.startsWith('The ferry will sail again.')).toBe(true);
  expect(article.body.endsWith('Its crew cheered.')).toBe(true);
  expect(article.publishedAt).toEqual(new Date('2026-03-17T15:00:00Z'));
});

test.each([
  ['Date: 2026-03-18 The Ferry Returns'],
  ['Published: 18 March 2026 – The Ferry Returns'],
  ['March 18, 2026 – The Ferry Returns'],
  ['2026-03-18 The Ferry Returns'],
  ['2026-03-18\n\nThe Ferry Returns'],
  ['The Ferry Returns\n\nMarch 18, 2026'],
  ['The Ferry Returns\n\nBy Aiko Mori\n\nBay Times\n\nWednesday, March 18, 2026'],
  ['Title: The Ferry Returns\nDate: 2026-03-18\nAuthors: Aiko Mori'],
])('the head %j gives title and day', (head) => {
  const article = withHead(head);
  expect(article.title).toBe('The Ferry Returns');
  expect(article.publishedAt).toEqual(new Date('2026-03-17T15:00:00Z'));
  expect(article.body).toBe(body);
});

test.each([
  ['By Aiko Mori', ['Aiko Mori']],
  ['By Aiko Mori and Jun Ito', ['Aiko Mori', 'Jun Ito']],
  ['Aiko Mori & Jun Ito', ['Aiko Mori', 'Jun Ito']],
  ['by Ludwig van der Berg, Bay Times', ['Ludwig van der Berg']],
  ['Bay Times', []],
])('the line %j names the authors %j', (line, authors) => {
  const article = withHead(`The Ferry Returns\n\n${line}`);
  expect(article.authors).toEqual(authors);
  expect(article.publication?.name).toBe('Bay Times');
});

test('a day that is today in the newsroom is the moment the file came', () => {
  expect(withHead('date 2026-03-20 The Ferry Returns').publishedAt).toEqual(firstSeenAt);
});

test('a day that the calendar lacks is text and no date', () => {
  const article = withHead('date 2026-13-45 The Ferry Returns');
  expect(article.publishedAt).toBeNull();
  expect(article.title).toContain('2026-13-45 The Ferry Returns');
});

test('a title may begin with a date in words', () => {
  expect(withHead('May 6, 2025 was a quiet day').title).toBe('May 6, 2025 was a quiet day');
});

test('lines that a mail program wrapped are one paragraph', () => {
  const article = read(
    'The Ferry Returns\n\nThe ferry will sail again on Monday after a week in the yard,\nwhere its crew slept on deck to save the fare for the hotel, and\nnobody complained.\n\nIt was fun.',
  );
  expect(article.body.split('\n\n')).toEqual([
    'The ferry will sail again on Monday after a week in the yard, where its crew slept on deck to save the fare for the hotel, and nobody complained.',
    'It was fun.',
  ]);
});

test('old mail programs wrote their quotes and dashes in windows-1252', () => {
  const bytes = Buffer.concat([
    Buffer.from('Caf'),
    Buffer.from([0xe9, 0x20, 0x96, 0x20, 0x93]),
    Buffer.from('Open'),
    Buffer.from([0x94]),
    Buffer.from(`\n\n${body}`),
  ]);
  expect(read(bytes).title).toBe('Café – “Open”');
});

test('X in its new wording and a line of tags are boilerplate', () => {
  const article = read(
    `The Ferry Returns\n\nBay Times\n\n${body}\n\nFollow us on X.com\n\nhttps://x.com/bay_times\n\nTags: Ferries, Bay\n\n© 2026 Bay Times. All rights reserved.`,
  );
  expect(article.body).toBe(body);
  expect(article.publication?.x).toBe('@bay_times');
  expect(article.tags).toEqual(['Ferries', 'Bay']);
});

test.each([
  'The mill is part of the Bay Steel group.',
  'The minister said that “we follow nobody on Twitter”.',
  'Nobody joined.',
  'The report is at https://example.com/report, the ministry says.',
])('the last paragraph %j is no boilerplate', (last) => {
  expect(read(`The Ferry Returns\n\n${body}\n\n${last}`).body).toBe(`${body}\n\n${last}`);
});

test('home pages, profiles and other sites are not the link of the article', () => {
  expect(withHead('The Ferry Returns\n\nBay Times').url).toBeNull();
});

test.each([
  ['https://baytimes.example/2026/03/the-ferry-returns', 'https://baytimes.example/2026/03/the-ferry-returns'],
  ['https://other.example/2026/03/the-ferry-returns', null],
  ['https://baytimes.example/category/ferries-2026', null],
  ['https://baytimes.example/', null],
])('of links on the publication’s own site only a deep one is the article’s: %s', (link, url) => {
  const article = read(`The Ferry Returns\n\nBay Times\n\n${body}\n\n${link}\n\n${tail}`);
  expect(article.url).toBe(url);
});

test('a link that is labelled above the text is the article’s', () => {
  expect(withHead('The Ferry Returns\n\nURL: https://cms.example/p/17').url).toBe('https://cms.example/p/17');
});

test('front matter with a colon in the title is read all the same', () => {
  const article = read('---\ntitle: Talks resume: what we know\ntags: [a, b]\n---\nText.', 'a.md');
  expect(article).toMatchObject({ title: 'Talks resume: what we know', tags: ['a', 'b'] });
});

test('TOML front matter and numbers that look like words stay text', () => {
  expect(read('+++\ntitle = "No"\nguid = "007"\n+++\nText.', 'a.md')).toMatchObject({ title: 'No', guid: '007' });
  expect(read('---\ntitle: 1984\nguid: 007\n---\nText.', 'a.md')).toMatchObject({ title: '1984', guid: '007' });
});

test('Markdown without front matter takes its heading as title', () => {
  expect(read('# The Ferry Returns\n\nBy Aiko Mori\n\nIt **sails**.', 'a.md')).toMatchObject({
    title: 'The Ferry Returns',
    authors: ['Aiko Mori'],
    body: 'It sails.',
  });
});

test('the handle is one however an editor writes it', () => {
  for (const x of ['bay_times', '"@bay_times"', 'https://x.com/bay_times'])
    expect(read(`---\ntitle: T\npublication: Bay Times\nx: ${x}\n---\nText.`, 'a.md').publication?.x).toBe(
      '@bay_times',
    );
});

test('an embargo is an instant in the newsroom’s zone', () => {
  expect(read('---\ntitle: T\nembargoUntil: 2026-03-21 18:00\n---\nText.', 'a.md').embargoUntil).toEqual(
    new Date('2026-03-21T09:00:00Z'),
  );
});
