import { expect, test } from 'vitest';
import { readLinkedData } from './json-ld.js';

const ARTICLE = { '@type': 'NewsArticle', headline: 'The ferry returns' };

test.each([
  ['alone', ARTICLE],
  ['in a list', [{ '@type': 'BreadcrumbList' }, ARTICLE]],
  ['in a graph', { '@graph': [{ '@type': 'WebPage' }, ARTICLE] }],
  ['as what the page is about', { '@type': 'WebPage', mainEntity: ARTICLE }],
  ['with its type as an address', { ...ARTICLE, '@type': 'https://schema.org/ReportageNewsArticle' }],
  ['with several types', { ...ARTICLE, '@type': ['Thing', 'LiveBlogPosting'] }],
  ['with its headline in a list', { ...ARTICLE, headline: ['The ferry returns'] }],
  ['with line breaks within texts', '{"@type":"NewsArticle","headline":"The ferry\nreturns"}'],
  ['with a comma behind the last', '{"@type":"NewsArticle","headline":"The ferry returns",}'],
  ['in a comment of old', `//<![CDATA[\n${JSON.stringify(ARTICLE)}\n//]]>`],
])('the article is found %s', (_where, data) => {
  expect(readLinkedData(typeof data === 'string' ? data : JSON.stringify(data))?.headline).toBe('The ferry returns');
});

test.each([
  ['a list of other articles', JSON.stringify({ '@type': 'ItemList', itemListElement: [ARTICLE] })],
  ['what is no JSON', '{"@type":"NewsArticle","headline":'],
  ['a film', '{"@type":"VideoObject","name":"A film"}'],
  ['what reaches into the program', '{"__proto__":{"@type":"NewsArticle","headline":"No"},"constructor":1}'],
  ['a number', '7'],
  ['nothing', ''],
])('no article is found in %s', (_what, script) => {
  expect(readLinkedData(script)).toBeNull();
  expect('headline' in {}).toBe(false);
});
