import { expect, test } from 'vitest';
import type { Account } from '../../../domain/account.js';
import type { DraftPart, Media } from '../../../domain/post.js';
import { findProblems, measureMessage } from './find-problems.js';
import { testAccount } from '../../../../tests/support/samples.js';

const PAGE = testAccount({ network: 'facebook', simulated: false, remoteId: '100' });
const SHORT_PAGE: Account = { ...PAGE, settings: { ...PAGE.settings, characterLimit: 40 } };
const PHOTO: Media = { pictureId: 'p1', url: null, alt: 'A ferry' };

function codesOf(account: Account, ...parts: Partial<DraftPart>[]): readonly string[] {
  const whole = parts.map((part) => ({ text: '', link: null, media: [], ...part }));
  return findProblems({ parts: whole }, account).map(({ code, part }) => `${code}@${part ?? 'post'}`);
}

test('a text, a link or a picture alone is a post; nothing at all is none', () => {
  expect(codesOf(PAGE, { text: 'The ferry sails again' })).toEqual([]);
  expect(codesOf(PAGE, { link: 'https://gazette.example/ferry' })).toEqual([]);
  expect(codesOf(PAGE, { media: [PHOTO] })).toEqual([]);
  expect(codesOf(PAGE, { text: ' \n' })).toEqual(['empty@0']);
  expect(codesOf(PAGE)).toEqual(['empty@post']);
});

test('a text is too long past 63,206 characters, and an emoji is one', () => {
  expect(measureMessage('⛴️🌊', PAGE)).toEqual({ used: 3, limit: 63_206 });
  expect(codesOf(PAGE, { text: '🌊'.repeat(63_206) })).toEqual([]);
  expect(codesOf(PAGE, { text: '🌊'.repeat(63_207) })).toEqual(['too-long@0']);
});

test('a Page with a limit of its own keeps to it, and beside photos the link counts', () => {
  const link = 'https://gazette.example/ferry';
  expect(codesOf(SHORT_PAGE, { text: 'The ferry sails again', link })).toEqual([]);
  expect(codesOf(SHORT_PAGE, { text: 'The ferry sails again', link, media: [PHOTO] })).toEqual(['too-long@0']);
});

test('four pictures are enough', () => {
  expect(codesOf(PAGE, { media: Array<Media>(4).fill(PHOTO) })).toEqual([]);
  expect(codesOf(PAGE, { media: Array<Media>(5).fill(PHOTO) })).toEqual(['too-many-pictures@0']);
});

test('a thread is refused: a Facebook post has one part', () => {
  expect(codesOf(PAGE, { text: 'One' }, { text: 'Two' })).toEqual(['one-part-only@post']);
});
