import { expect, test } from 'vitest';
import { articleOfPage } from './article-of-page.js';
import { readPage } from './read-page.js';

function linkOf(head: string, url: string | null): string | null {
  const html = `<!doctype html><title>The ferry returns</title>${head}`;
  return articleOfPage(readPage(Buffer.from(html), { url, contentType: null, robotsTag: null }), url).url;
}
const canonical = (href: string): string => `<link rel="canonical" href="${href}">`;

const PAGE = 'https://www.harbour.example/2026/ferry?from=mail';

test.each([
  ['its canonical link', canonical('/2026/ferry'), 'https://www.harbour.example/2026/ferry'],
  ['one without www', canonical('https://harbour.example/2026/ferry'), 'https://harbour.example/2026/ferry'],
  ['one of a part of the site', canonical('https://news.harbour.example/ferry'), 'https://news.harbour.example/ferry'],
  ['its own address, where the link leads to another site', canonical('https://wire.example/ferry'), PAGE],
  ['its own address, where the link leads to a namesake', canonical('https://otherharbour.example/ferry'), PAGE],
  ['its own address, where the link leads to the home page', canonical('https://harbour.example/'), PAGE],
  ['its own address, where a theme names the home page', '<meta property="og:url" content="/">', PAGE],
  ['its own address, where a theme names a section', '<meta property="og:url" content="/news/">', PAGE],
  [
    'its own address, where an example was copied',
    '<script type="application/ld+json">{"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://google.com/article"}}</script>',
    PAGE,
  ],
  ['its own address, where it names none', '', PAGE],
])('the link of a page that was asked for is %s', (_what, head, link) => {
  expect(linkOf(head, PAGE)).toBe(link);
});

test('the link of a page in a file is its canonical link, and never what a theme says', () => {
  expect(linkOf(canonical('https://harbour.example/ferry'), null)).toBe('https://harbour.example/ferry');
  expect(linkOf('<meta property="og:url" content="https://harbour.example/">', null)).toBeNull();
});

test('a page for a telephone names the page for everybody', () => {
  const link = 'https://www.harbour.example/ferry';
  expect(linkOf(canonical(link), 'https://amp.harbour.example/ferry/amp/')).toBe(link);
});

test('a page that is tagged with an embargo is held back', () => {
  const html = '<title>T</title><meta property="article:tag" content="embargo:2027-05-06T10:00+02:00">';
  const facts = readPage(Buffer.from(html), { url: PAGE, contentType: null, robotsTag: null });
  expect(articleOfPage(facts, PAGE)).toMatchObject({ tags: [], embargoUntil: new Date('2027-05-06T08:00:00Z') });
});
