import { describe, expect, it } from 'vitest';
import { foldAddress } from './fold-address.js';

const STORY = 'https://harbour-post.example/2026/ferry';

describe('one page is one page', () => {
  it.each([
    'http://harbour-post.example/2026/ferry',
    'http:///harbour-post.example/2026/ferry',
    'https://www.harbour-post.example/2026/ferry/',
    'https://m.harbour-post.example/2026/ferry',
    'https://amp.harbour-post.example/2026/ferry',
    'https://www.m.harbour-post.example/2026/ferry',
    'https://HARBOUR-POST.example:443/2026/ferry',
    `${STORY}#comments`,
    `${STORY}/index.html`,
    `${STORY}/index.php`,
    `${STORY}/amp`,
    `${STORY}/amp/`,
    `${STORY}/amp/index.html`,
    `${STORY}.amp.html`,
    'https://harbour-post.example/amp/2026/ferry',
    `${STORY}?amp=1`,
    `${STORY}?outputType=amp`,
    `${STORY}?utm_source=x&utm_medium=social`,
    `${STORY}?fbclid=1&gclid=2&dclid=3&msclkid=4&igshid=5`,
    `${STORY}?mc_cid=1&mc_eid=2&ns_campaign=rss&at_medium=feed&ito=1490`,
    `${STORY}?ref=home&source=rss&cmpid=1&CMP=share&smid=tw&partner=feed&xtor=1&s_cid=2&ICID=3`,
    `${STORY}?__twitter_impression=true`,
    'https://harbour-post.example//2026//ferry',
    'https://harbour-post.example/2026/%66erry',
  ])('%s is the ferry', (address) => {
    expect(foldAddress(address)).toBe('harbour-post.example/2026/ferry');
  });

  it('the query that means something is kept, in whatever order it comes', () => {
    expect(foldAddress('https://a.example/story?id=7&page=2&utm_source=x')).toBe('a.example/story?id=7&page=2');
    expect(foldAddress('https://a.example/story?page=2&id=7')).toBe('a.example/story?id=7&page=2');
  });

  it('letters outside ASCII are one, however they are escaped', () => {
    expect(foldAddress('https://a.example/caf%c3%a9')).toBe(foldAddress('https://a.example/café'));
  });

  it.each(['https://a.example/?p=12', 'http://www.a.example/index.php?p=12', 'https://a.example/?post_type=post&p=12'])(
    '%s is a post of WordPress by its id',
    (address) => expect(foldAddress(address)).toBe('a.example?p=12'),
  );

  it.each(['&', '&amp;', '&#38;', '&#038;', '&amp;#038;'])(
    'an ampersand that stands there as HTML writes it is one: %s',
    (ampersand) => {
      expect(foldAddress(`https://a.example/?post_type=news${ampersand}p=12`)).toBe('a.example?p=12');
    },
  );

  it.each([
    ['https://a.example/ferry', 'https://a.example/Ferry'],
    ['https://a.example/ferry', 'https://b.example/ferry'],
    ['https://a.example/?p=1', 'https://a.example/?p=2'],
    ['https://a.example/blog/?p=1', 'https://a.example/?p=1'],
    ['https://news.a.example/ferry', 'https://a.example/ferry'],
    ['https://a.example/amp', 'https://a.example/amplifier'],
    ['https://m.example/ferry', 'https://example/ferry'],
  ])('%s and %s are two pages', (one, other) => {
    expect(foldAddress(one)).not.toBe(foldAddress(other));
  });

  it.each([
    'https://a.example',
    'https://www.a.example/',
    'https://a.example/?utm_source=rss',
    'mailto:a@b.example',
    'x',
  ])('%s names no page of its own', (address) => expect(foldAddress(address)).toBeNull());
});
