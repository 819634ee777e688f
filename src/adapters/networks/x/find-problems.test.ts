import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCOUNT_SETTINGS } from '../../../domain/account.js';
import type { DraftPart } from '../../../domain/post.js';
import { findProblems, measure } from './find-problems.js';
import { testAccount } from '../../../../tests/support/samples.js';

const accountWith = (characterLimit: number | null) =>
  testAccount({ settings: { ...DEFAULT_ACCOUNT_SETTINGS, characterLimit } });
const part = (text: string, pictures = 0): DraftPart => ({
  text,
  link: null,
  media: Array.from({ length: pictures }, (_, index) => ({ pictureId: String(index), url: null, alt: '' })),
});
const problemsOf = (...parts: DraftPart[]) => findProblems({ parts }, accountWith(null));

describe('a draft for X', () => {
  it('is measured against the limit of the account, or that of X', () => {
    expect(measure('港', accountWith(null))).toEqual({ used: 2, limit: 280 });
    expect(measure('港', accountWith(25_000))).toEqual({ used: 2, limit: 25_000 });
  });

  it('has no problem with 280 characters, four pictures and one cashtag', () => {
    expect(problemsOf(part(`$GAZ ${'a'.repeat(275)}`, 4))).toEqual([]);
  });

  it.each([
    ['empty', part(' \n'), 'The post has no text'],
    ['too-long', part('a'.repeat(281)), 'The post has 281 of 280 characters, 1 too many'],
    ['too-many-cashtags', part('$GAZ and $BRK.A rise'), 'The post has 2 cashtags ($GAZ, $BRK.A); X takes one'],
    ['too-many-pictures', part('Photos', 5), 'The post has 5 pictures; X takes 4'],
  ])('is held back when it is %s', (code, given, message) => {
    expect(problemsOf(given)).toEqual([{ code, part: 0, message }]);
  });

  it('names the part of a thread', () => {
    expect(problemsOf(part('One'), part(''))).toEqual([{ code: 'empty', part: 1, message: 'Part 2 of 2 has no text' }]);
  });

  it('takes prices for prices', () => {
    expect(problemsOf(part('It cost $5, or US$FIVE, not $100'))).toEqual([]);
  });
});
