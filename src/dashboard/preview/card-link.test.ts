import { describe, expect, it } from 'vitest';
import { cardLinkOf } from './card-link.js';

const TWO = 'First harbour.example.com/a and then https://tide.example.com/b';

describe('the card that a network draws', () => {
  it('is that of the last link on X, of the first on Facebook', () => {
    expect(cardLinkOf('x', { text: TWO, link: null })).toBe('https://tide.example.com/b');
    expect(cardLinkOf('facebook', { text: TWO, link: null })).toBe('https://harbour.example.com/a');
  });

  it('is that of the link of the post, which X puts at the end', () => {
    const link = 'https://pier.example.com/c';
    expect(cardLinkOf('x', { text: TWO, link })).toBe(link);
    expect(cardLinkOf('facebook', { text: TWO, link })).toBe(link);
  });

  it('is on X that of another one behind it, where it stands in the text', () => {
    const part = { text: `${TWO} and more`, link: 'harbour.example.com/a' };
    expect(cardLinkOf('x', part)).toBe('https://tide.example.com/b');
    expect(cardLinkOf('facebook', part)).toBe('harbour.example.com/a');
  });

  it('is that of a link that X sees no address in', () => {
    const link = 'http://127.0.0.1:3000/sample';
    expect(cardLinkOf('x', { text: `Read ${link}`, link })).toBe(link);
  });

  it('is none where nothing is linked', () => {
    expect(cardLinkOf('x', { text: 'The bells ring', link: null })).toBeNull();
    expect(cardLinkOf('facebook', { text: 'The bells ring', link: null })).toBeNull();
  });
});
