import { expect, test } from 'vitest';
import { hubOfHeader } from '../../src/adapters/sources/feed/hub-of-header.js';
import { readFeed } from '../../src/adapters/sources/feed/read-feed.js';
import { readDocument } from '../../src/adapters/sources/read-document.js';
import { readGhost } from '../../src/adapters/sources/webhook/read-ghost.js';
import { readWordPress } from '../../src/adapters/sources/webhook/read-wordpress.js';
import { readPosts } from '../../src/adapters/sources/wordpress/read-posts.js';
import { readPage } from '../../src/adapters/pages/read-page.js';
import { weightedLength } from '../../src/adapters/networks/x/weighted-length.js';
import { beginsWith } from '../../src/adapters/templating/filters/begins-with.js';
import { hashtags } from '../../src/adapters/templating/filters/hashtags.js';
import { sentencesThatFit } from '../../src/adapters/templating/filters/sentences.js';
import { titleWords } from '../../src/domain/title-likeness.js';
import { KawarabanError } from '../../src/domain/errors.js';
import { rssOf } from '../support/feeds.js';

/** A run is so long, in characters, and a quarter of it: what is quadratic takes sixteen times the time of the quarter. */
const LENGTH = 16_000;
/** Of the processor. What takes less is not asked further; what is quadratic takes more on any machine. */
const QUICK_MS = 100;
const MOST_GROWTH = 11;

/** What stands before a run, what it repeats, and what stands behind it. */
type Run = readonly [before: string, repeated: string, after: string];

const SINGLE = Array.from('a ,<>&@"\'([{)\n\r0/.:;=-_*`|#!?+$…港🙂');
const PAIRS =
  '<b|="|=\'|=\'<b\'|<a x=|<!--|<![CDATA[|<img alt="|<p>|<br>\r|&amp;|&#|&lt;b|\n |\r\n|a\n|a. |a@|@a.|, |[a](|![a](|**a|_a|> |- |1. |http://a|www.a-|By A| and |A, |… |The post |Continue reading |A B. |"a" |(a|1:|2026-|\u3000| - '.split(
    '|',
  );
const RUNS: readonly Run[] = [
  ...[...SINGLE, ...PAIRS].map((repeated): Run => ['', repeated, '']),
  ['', 'a', ' @'],
  ['a@a', ', ', 'x'],
  ['@(', ' ', 'x'],
  ['a@', 'a', ''],
  ['en', '_a', ''],
  ['By A', ' ', 'B'],
  ['A', ' \n', 'B'],
  ['A', ',', 'B'],
  ['A', '\u3000', 'B'],
  ['<b', 'x', ''],
  ['<b ', ' ', ''],
  ['<b x="', 'x', ''],
  ['<img ', 'a', '>'],
  ['<img a', ' ', '>'],
  ['<br>', '\n', ''],
  ['<?xml ', 'a', ''],
  ['---\ntitle: ', '&a ', ''],
  ['https://a.example/?', 'a&', ''],
];

type Reader = readonly [place: string, read: (run: string) => unknown];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', '')}]]>`;
const bytesOf = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const feed = (text: string): unknown =>
  readFeed(Buffer.from(text), { url: 'https://harbour.example/feed', contentType: null });
const item = (inner: string): unknown => feed(rssOf(`<item><title>Ferry</title>${inner}</item>`));
const page = (text: string): unknown =>
  readPage(Buffer.from(text), { url: 'https://harbour.example/1', contentType: null, robotsTag: null });
const ORIGIN = { zone: 'Europe/Berlin', firstSeenAt: new Date(0), url: null, contentType: null };

function file(fileName: string, text: string): unknown {
  try {
    return readDocument(Buffer.from(text), { ...ORIGIN, fileName }, 'article');
  } catch (error) {
    if (error instanceof KawarabanError) return error.message;
    throw error;
  }
}

const ELEMENTS = ['description', 'author', 'category', 'link', 'pubDate', 'media:credit', 'language', 'embargo'];
const METAS = ['og:description', 'og:url', 'og:site_name', 'og:locale', 'author', 'robots', 'article:published_time'];

const FEEDS: readonly Reader[] = [
  ['in place of a feed', feed],
  ['before a feed', (run) => feed(`<?xml version="1.0"?>${run}${rssOf('')}`)],
  [
    'in the title of a feed',
    (run) =>
      feed(`<rss><channel><title>${cdata(run)}</title><item><title>${cdata(run)}</title></item></channel></rss>`),
  ],
  ...ELEMENTS.map((name): Reader => [`in <${name}>`, (run) => item(`<${name}>${cdata(run)}</${name}>`)]),
  ['in <description>, escaped', (run) => item(`<description>${escaped(run)}</description>`)],
  ['in <description>, as markup', (run) => item(`<description>${run}</description>`)],
  [
    'in attributes of a feed',
    (run) => item(`<media:content url="${escaped(run)}" type="${escaped(run)}"/><category term="${escaped(run)}"/>`),
  ],
  [
    'in a JSON Feed',
    (run) =>
      feed(
        JSON.stringify({
          title: run,
          items: [
            {
              id: run,
              url: run,
              title: run,
              content_html: run,
              summary: run,
              tags: [run],
              authors: [{ name: run }],
              date_published: run,
              language: run,
            },
          ],
        }),
      ),
  ],
  ['in the header Link', (run) => hubOfHeader(run, 'https://harbour.example/')],
];
const PAGES: readonly Reader[] = [
  ['in place of a page', page],
  [
    'in the titles of a page',
    (run) => page(`<html lang="${escaped(run)}"><title>${run}</title><h1>${run}</h1><a rel="author">${run}</a>`),
  ],
  ...METAS.map((name): Reader => [
    `in ${name}`,
    (run) =>
      page(`<meta ${name === 'robots' ? 'name' : 'property'}="${name}" content="${escaped(run)}"><title>Ferry</title>`),
  ]),
  [
    'in links of a page',
    (run) =>
      page(
        `<link rel="canonical" href="${escaped(run)}"><link rel="${escaped(run)}" type="${escaped(run)}" href="/a">`,
      ),
  ],
  ['in place of linked data', (run) => page(`<script type="application/ld+json">${run}</script>`)],
  [
    'in linked data',
    (run) =>
      page(
        `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: run, description: run, url: run, datePublished: run, publisher: { name: run }, author: run, keywords: run }).replaceAll('<', '\\u003c')}</script>`,
      ),
  ],
  ['in the header X-Robots-Tag', (run) => readPage(Buffer.from(''), { url: null, contentType: run, robotsTag: run })],
];
const FILES: readonly Reader[] = [
  ['in place of a press text', (run) => file('a.txt', run)],
  ['in a press text', (run) => file('a.txt', `Title\n\nBy Aiko Mori\n\n${run}\n\nText.\n\n${run}`)],
  [
    'in a link below a press text',
    (run) => file('a.txt', `Title\n\nText.\n\nhttps://harbour.example/${run}\n\nhttps://harbour.example ${run}`),
  ],
  ['in Markdown', (run) => file('a.md', `---\ntitle: Ferry\n---\n${run}`)],
  ...['title', 'authors', 'date', 'language'].map((name): Reader => [
    `in ${name}: of a file`,
    (run) => file('a.md', `---\n${name}: ${run}\n---\nText.`),
  ]),
  ...['body', 'authors', 'date', 'language', 'x'].map((name): Reader => [
    `in "${name}" of a JSON file`,
    (run) => file('a.json', JSON.stringify({ title: 'Ferry', [name]: run })),
  ]),
];
const MESSAGES: readonly Reader[] = [
  [
    "in Ghost's message",
    (run) =>
      readGhost(
        bytesOf({
          post: {
            current: {
              status: 'published',
              title: run,
              url: run,
              html: run,
              custom_excerpt: run,
              authors: [{ name: run }],
              tags: [{ name: run }],
              published_at: run,
            },
          },
        }),
      ),
  ],
  [
    "in WordPress's message",
    (run) =>
      readWordPress(
        bytesOf({
          type: 'post.published',
          data: {
            guid: run,
            link: 'https://harbour.example/1',
            title: run,
            excerpt: run,
            content: run,
            authors: [run],
            tags: [run],
            published: run,
            language: run,
            site: run,
          },
        }),
      ),
  ],
  [
    "in WordPress's list of posts",
    (run) =>
      readPosts(
        bytesOf([
          {
            id: 1,
            date_gmt: run,
            link: run,
            guid: { rendered: run },
            title: { rendered: run },
            excerpt: { rendered: run },
            content: { rendered: run },
          },
        ]),
        'https://harbour.example/wp-json/',
      ),
  ],
];
const TEXTS: readonly Reader[] = [
  ['in what X counts', weightedLength],
  ['in a text that is made to fit', (run) => sentencesThatFit(`${run}b`, 3, 600, (text) => text.length)],
  ['in tags and titles', (run) => [hashtags([run]), beginsWith(run, run), titleWords(run)]],
];

test.each([...FEEDS, ...PAGES, ...FILES, ...MESSAGES, ...TEXTS])(
  'a long run of whatever characters %s takes time by its length alone',
  (_place, read) => {
    const slow = RUNS.filter((run) => {
      if (cost(read, run, LENGTH) < QUICK_MS) return false;
      const growsTooFast = () => cost(read, run, LENGTH) / cost(read, run, LENGTH / 4) > MOST_GROWTH;
      // Garbage that is collected just then is no fault of the run.
      return growsTooFast() && growsTooFast() && growsTooFast();
    });
    expect(slow.map((run) => JSON.stringify(run)).join('\n')).toBe('');
  },
  120_000,
);

/** Milliseconds of the processor, since other tests run beside this one. */
function cost(read: Reader[1], [before, repeated, after]: Run, length: number): number {
  const run = before + repeated.repeat(length / repeated.length) + after;
  const start = process.cpuUsage();
  read(run);
  return process.cpuUsage(start).user / 1_000;
}
