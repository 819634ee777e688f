import { describe, expect, it } from 'vitest';
import { placeLink } from './place-link.js';

const link = 'https://harbour-post.example/ferry';

describe('the link of a post', () => {
  it('stands in the text on X, once', () => {
    expect(placeLink(['News'], link, [], 'in-text')).toEqual([{ text: `News\n\n${link}`, link, media: [] }]);
    expect(placeLink([`News ${link}`], link, [], 'in-text')).toEqual([{ text: `News ${link}`, link, media: [] }]);
  });

  it('stands beside the text on Facebook', () => {
    expect(placeLink(['News'], link, [], 'beside-text')).toEqual([{ text: 'News', link, media: [] }]);
  });

  it('belongs to the part of a thread that names it, since each link is paid for', () => {
    const parts = placeLink(['One', `Two ${link}`], link, [], 'in-text');
    expect(parts.map((part) => part.link)).toEqual([null, link]);
  });
});
