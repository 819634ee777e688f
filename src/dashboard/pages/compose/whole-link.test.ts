import { describe, expect, it } from 'vitest';
import { wholeLink } from './whole-link.js';

describe('a link as an editor types it', () => {
  it.each([
    ['example.com/a', 'https://example.com/a'],
    ['example.com?a=1', 'https://example.com?a=1'],
    ['tram.example', 'https://tram.example'],
    ['https://example.com/a', 'https://example.com/a'],
    ['http://127.0.0.1:3000/sample', 'http://127.0.0.1:3000/sample'],
  ])('%s is %s', (typed, whole) => {
    expect(wholeLink(typed)).toBe(whole);
  });

  it.each([
    'tram',
    'tram tracks',
    'https://',
    'https:example.com',
    'mailto:desk@harbour.example',
    'desk@harbour.example',
  ])('%s is no address', (typed) => {
    expect(wholeLink(typed)).toBeNull();
  });
});
