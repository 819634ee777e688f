import { describe, expect, test } from 'vitest';
import { ATOM, ATOM_03, JSON_FEED, RDF, RSS_091, rssOf, WORDPRESS } from '../../../../tests/support/feeds.js';
import { readFeed, type ReadFeed } from './read-feed.js';

function read(document: string, url: string | null = 'https://harbour.example/feed'): ReadFeed {
  const feed = readFeed(Buffer.from(document), { url, contentType: null });
  if (feed.kind === 'refused') throw new Error(feed.reason);
  return feed;
}

function reasonOf(document: string): string {
  const feed = readFeed(Buffer.from(document), { url: null, contentType: null });
  return feed.kind === 'refused' ? feed.reason : 'it is read';
}

describe('every format is read', () => {
  test("a WordPress feed gives the editor's words, without what WordPress adds to them", () => {
    const feed = read(WORDPRESS);
    expect(feed).toMatchObject({
      title: 'Harbour Herald',
      encoding: 'utf-8',
      hub: { hub: 'https://hub.example/', topic: 'https://harbour.example/feed/' },
      // The period that it names is a constant of WordPress.
      ttlMs: null,
    });
    expect(feed.articles).toEqual([
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
        publishedAt: new Date('2026-11-24T09:00:00Z'),
        updatedAt: null,
        embargoUntil: null,
      },
    ]);
  });

  test('RSS 0.91 with its DOCTYPE, and a link that counts from the site', () => {
    expect(read(RSS_091, 'http://feeds.example/old')).toMatchObject({
      title: 'Old Herald',
      articles: [{ url: 'http://old.example/news/4', title: 'Pier 3 & pier 4 open', summary: 'Both piers open.' }],
    });
  });

  test('RDF, whose items stand beside the channel, and another prefix for Dublin Core', () => {
    expect(read(RDF)).toMatchObject({
      title: 'Harbour RDF',
      articles: [
        {
          url: 'https://harbour.example/a',
          guid: 'https://harbour.example/a',
          authors: ['Ben Shore'],
          tags: ['Tides'],
          publishedAt: new Date('2026-11-24T00:00:00Z'),
        },
      ],
    });
  });

  test('Atom 1.0 with relative links, an author of the whole feed, plain text, HTML and XHTML', () => {
    const feed = read(ATOM);
    expect(feed).toMatchObject({ title: 'Harbour & Bay', hub: { topic: 'https://harbour.example/atom.xml' } });
    expect(feed.articles).toMatchObject([
      {
        url: 'https://harbour.example/news/1',
        guid: 'tag:harbour.example,2026:1',
        title: 'What <blink> did',
        summary: 'It blinked.',
        authors: ['The desk'],
        tags: ['Web'],
        language: 'en',
        publishedAt: new Date('2026-11-24T09:00:00Z'),
        updatedAt: new Date('2026-11-24T10:00:00Z'),
      },
      {
        url: 'https://harbour.example/news/2/index',
        title: 'Rain again',
        body: 'It rains.\n\nStill.',
        authors: ['Cleo Strand'],
        publishedAt: new Date('2026-11-24T11:00:00Z'),
      },
    ]);
  });

  test('Atom 0.3', () => {
    expect(read(ATOM_03).articles).toMatchObject([
      { url: 'https://harbour.example/old', title: 'Old news', publishedAt: new Date('2003-12-13T12:29:29Z') },
    ]);
  });

  test('a JSON Feed, in which an item may have a text alone, and a slip spoils nothing', () => {
    const feed = read(JSON_FEED);
    expect(feed).toMatchObject({
      title: 'Harbour JSON',
      hub: { hub: 'https://hub.example/', topic: 'https://harbour.example/feed.json' },
    });
    expect(feed.articles).toMatchObject([
      {
        url: 'https://harbour.example/seven',
        guid: '7',
        title: 'Seven & more',
        summary: 'Seven seals.',
        authors: ['The desk'],
        tags: ['Seals', '5'],
        image: { url: 'https://harbour.example/seal.jpg' },
        language: 'en-GB',
      },
      { guid: 'note', url: null, title: 'A note without a title. It has two sentences.' },
    ]);
  });

  test('a feed without items, and one behind the warnings of a program', () => {
    expect(read(rssOf())).toMatchObject({ title: 'Herald', articles: [] });
    expect(read(`<br />\n<b>Warning</b>: in <b>/a.php</b><br />\n<?xml version="1.0"?>\n${rssOf()}`).title).toBe(
      'Herald',
    );
  });

  test('letters in any case, prefixes without a declaration, and Atom in RSS', () => {
    const feed = read(
      '<RSS><Channel><Title>H</Title><Item><Title>A</Title><atom:link href="https://harbour.example/a"/><DC:Creator>Ada</DC:Creator><a10:updated>2026-11-24T09:00:00Z</a10:updated></Item></Channel></RSS>',
    );
    expect(feed.articles).toMatchObject([
      { title: 'A', url: 'https://harbour.example/a', authors: ['Ada'], updatedAt: new Date('2026-11-24T09:00:00Z') },
    ]);
  });
});

describe('what is no whole feed is refused, with its reason', () => {
  test.each([
    ['an empty answer', '', 'it is empty'],
    [
      'the error page of a server',
      '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>',
      'it is an HTML page ("502 Bad Gateway"), not a feed',
    ],
    ['another XML', '<?xml version="1.0"?><urlset/>', 'it is no feed: it begins with "<urlset/>"'],
    ['JSON of something else', '{"error": true}', 'it is JSON, but no JSON Feed: it has no list of items'],
    [
      'an item without its end',
      rssOf('<item><title>A</title>', '<item><title>B</title></item>'),
      'it is cut off or broken: <item> of line 1 is not closed',
    ],
    [
      'a title without its end',
      rssOf('<item><title>A<link>https://a.example</link></item>'),
      'it is cut off or broken: <title> of line 1 is not closed',
    ],
    [
      'a quote that swallows the next item',
      rssOf('<item><enclosure url="a.jpg></item><item><enclosure url="b.jpg"/></item>'),
      'it is broken: the tag of line 1 has no end',
    ],
  ])('%s', (_title, document, reason) => {
    expect(reasonOf(document)).toBe(reason);
  });

  test.each([
    ['RSS', WORDPRESS],
    ['RDF', RDF],
    ['Atom', ATOM],
    ['a JSON Feed', JSON_FEED],
  ])('%s that is cut anywhere is read whole or not at all', (_title, document) => {
    const bytes = Buffer.from(document);
    const whole = readFeed(bytes, { url: null, contentType: null });
    const read = [];
    for (let end = 0; end < bytes.length; end += 10) {
      const cut = readFeed(bytes.subarray(0, end), { url: null, contentType: null });
      if (cut.kind === 'feed') read.push(cut);
    }
    // What follows the last tag is a comment.
    for (const feed of read) expect(feed).toEqual(whole);
    expect(read.length).toBeLessThan(10);
  });
});
