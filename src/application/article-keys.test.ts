import { describe, expect, it } from 'vitest';
import { ARTICLE } from '../../tests/support/samples.js';
import { articleKeys } from './article-keys.js';

const keyOf = (url: string): string | undefined => articleKeys({ ...ARTICLE, url }, null, 'UTC')[0];

describe('the keys of an article', () => {
  it.each([
    'http://harbour-post.example/ferry',
    'https://www.harbour-post.example/ferry/',
    'https://harbour-post.example/ferry?utm_source=x&fbclid=1#top',
  ])('%s is the address of the same article', (url) => {
    expect(keyOf(url)).toBe(keyOf('https://harbour-post.example/ferry'));
  });

  it('another page, or another query that means something, is another article', () => {
    expect(keyOf('https://harbour-post.example/?p=1')).not.toBe(keyOf('https://harbour-post.example/?p=2'));
  });

  it('an article without address is known by title, publication and day in the newsroom', () => {
    const keys = articleKeys({ ...ARTICLE, url: null }, null, 'Asia/Tokyo');
    expect(keys).toHaveLength(1);
    expect(
      articleKeys({ ...ARTICLE, url: null, title: ' night  FERRY returns after two years' }, null, 'Asia/Tokyo'),
    ).toEqual(keys);
    expect(
      articleKeys({ ...ARTICLE, url: null, publishedAt: new Date('2026-11-24T16:00:00Z') }, null, 'Asia/Tokyo'),
    ).not.toEqual(keys);
  });
});
