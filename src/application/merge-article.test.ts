import { describe, expect, it } from 'vitest';
import { ARTICLE } from '../../tests/support/samples.js';
import { hashFields, mergeArticle } from './merge-article.js';

const IMAGE = { url: 'https://harbour-post.example/ferry.jpg', alt: null, credit: null };
const BARE = { ...ARTICLE, summary: '', authors: [], tags: [], image: null, section: null };

describe('what several sources say about one article', () => {
  it('a second source fills what is absent, and its other words change nothing', () => {
    const other = { ...ARTICLE, title: 'Night ferry is back | Harbour Post', image: IMAGE };
    expect(mergeArticle(BARE, other, null)).toEqual({ ...ARTICLE, image: IMAGE });
  });

  it('what a source changes is changed, and only that', () => {
    const seen = { ...ARTICLE, title: 'Night ferry is back', tags: ['sea'] };
    const edited = { ...seen, title: 'Night ferry is late' };
    expect(mergeArticle(ARTICLE, edited, hashFields(seen))).toEqual({ ...ARTICLE, title: 'Night ferry is late' });
  });

  it('two sources that each repeat themselves never turn it back and forth', () => {
    const other = { ...ARTICLE, title: 'Night ferry is back' };
    expect(mergeArticle(ARTICLE, other, hashFields(other))).toEqual(ARTICLE);
    expect(mergeArticle(ARTICLE, ARTICLE, hashFields(ARTICLE))).toEqual(ARTICLE);
  });

  it('a picture that its source takes away goes; one that came from elsewhere stays', () => {
    const withImage = { ...ARTICLE, image: IMAGE };
    expect(mergeArticle(withImage, ARTICLE, hashFields(withImage)).image).toBeNull();
    const otherImage = { ...ARTICLE, image: { ...IMAGE, url: 'https://cdn.example/ferry.jpg' } };
    expect(mergeArticle(withImage, ARTICLE, hashFields(otherImage)).image).toEqual(IMAGE);
  });

  it('a feed that loses its titles takes none away', () => {
    expect(mergeArticle(ARTICLE, { ...ARTICLE, title: '' }, hashFields(ARTICLE)).title).toBe(ARTICLE.title);
  });

  it('dates are the first that were said, and other tracking makes no other link', () => {
    const later = { ...ARTICLE, url: `${ARTICLE.url ?? ''}?utm_source=rss`, publishedAt: new Date(), updatedAt: null };
    expect(mergeArticle(ARTICLE, later, hashFields(ARTICLE))).toEqual(ARTICLE);
    expect(mergeArticle({ ...ARTICLE, publishedAt: null }, ARTICLE, null)).toEqual(ARTICLE);
  });

  it('a field that an older version did not know is filled, not changed', () => {
    const { section, ...older } = hashFields(ARTICLE);
    expect(section).toBeDefined();
    expect(mergeArticle(ARTICLE, { ...ARTICLE, section: 'World' }, older)).toEqual(ARTICLE);
  });
});
