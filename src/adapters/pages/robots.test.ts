import { expect, test } from 'vitest';
import { headerHides, metaHides } from './robots.js';

test.each([
  ['noindex', true],
  ['NOINDEX, nofollow', true],
  ['max-image-preview:large, noindex', true],
  ['none', true],
  ['index, follow', false],
  ['noimageindex', false],
  ['index, follow, max-image-preview: none', false],
  ['max-image-preview:none, noindex', true],
  ['max-image-preview : none', false],
  ['unavailable_after: 25 Jun 2010 15:00:00 PST', false],
])('a page that says %j asks not to be found, or not: %s', (content, hides) => {
  expect(metaHides(content)).toBe(hides);
});

test.each([
  ['noindex', true],
  ['max-snippet: 20, noindex', true],
  ['googlebot: noindex', true],
  ['*: none', true],
  ['otherbot: nofollow, googlebot: none', true],
  ['unavailable_after: 25 Jun 2010 15:00:00 PST, noindex', true],
  ['unavailable_after: Fri, 25 Jun 2010 15:00:00 PST', false],
  ['otherbot: noindex, nofollow', false],
  ['googlebot: nofollow, otherbot: noindex', false],
  ['index, max-image-preview: none', false],
  ['index', false],
  ['', false],
])('a server that sends X-Robots-Tag: %s asks us to hide the page, or not: %s', (header, hides) => {
  expect(headerHides(header)).toBe(hides);
});
