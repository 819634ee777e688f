import { describe, expect, it } from 'vitest';

import { firstSentence, sentences, sentencesThatFit } from './sentences.js';

const summary = 'The bridge is open. Repairs took two years!\n\nTrams run again.';
const count = (text: string): number => text.length;

describe('sentences', () => {
  it('gives the first sentence', () => {
    expect(firstSentence(summary)).toBe('The bridge is open.');
    expect(firstSentence('')).toBe('');
  });

  it('gives whole sentences as they stand in the article', () => {
    expect(sentences(summary, 2)).toBe('The bridge is open. Repairs took two years!');
    expect(sentences(summary, 9)).toBe(summary);
  });

  it('puts no space between Japanese sentences', () => {
    expect(sentences('橋が開通した。電車も走る。', 2)).toBe('橋が開通した。電車も走る。');
  });

  it('gives only as many as fit', () => {
    expect(sentencesThatFit(summary, 3, 45, count)).toBe('The bridge is open. Repairs took two years!');
    expect(sentencesThatFit(summary, 3, 30, count)).toBe('The bridge is open.');
  });

  it('cuts the first where not even that one fits', () => {
    expect(sentencesThatFit(summary, 3, 15, count)).toBe('The bridge is…');
  });
});
