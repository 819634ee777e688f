import { expect, test } from 'vitest';
import type { Part } from '../../../domain/post.js';
import { listedPost } from './listed-post.js';
import { matchPublished } from './match-published.js';

const LINK = 'https://gazette.example/ferry?utm_content=k7f3&page=1';
const PART: Part = {
  position: 0,
  text: 'The café ferry sails again\nFrom Monday',
  link: LINK,
  media: [],
  inReplyTo: null,
};
const PHOTO_PART: Part = { ...PART, media: [{ pictureId: 'p1', url: null, alt: '' }] };
const WHERE = { notBefore: new Date('2026-03-01T11:58:00Z'), knownIds: new Set(['100_1']) };

function listed(changes: Record<string, unknown> = {}) {
  return listedPost.parse({
    id: '100_2',
    message: PART.text,
    created_time: '2026-03-01T12:00:00+0000',
    permalink_url: 'https://www.facebook.com/900/posts/2',
    is_published: true,
    attachments: { data: [{ url: 'https://l.facebook.com/l.php?u=x', unshimmed_url: LINK }] },
    ...changes,
  });
}
const linking = (...links: string[]) => ({ attachments: { data: links.map((unshimmed_url) => ({ unshimmed_url })) } });

test('the post with our text and our link is ours, and its address is the one Facebook gives', () => {
  expect(matchPublished(PART, [listed({ id: '100_9', message: 'Something else' }), listed()], WHERE)).toEqual({
    kind: 'found',
    remoteId: '100_2',
    url: 'https://www.facebook.com/900/posts/2',
  });
});

test('a click id, another spelling of letters and other line ends make no difference', () => {
  const message = '  The cafe\u0301 ferry sails again\r\nFrom Monday \n';
  expect(matchPublished(PART, [listed({ message, ...linking(`${LINK}&fbclid=IwAR0`) })], WHERE)).toMatchObject({
    kind: 'found',
  });
});

test('a link that stands behind the redirect alone is the real one all the same', () => {
  const url = `https://l.facebook.com/l.php?u=${encodeURIComponent(`${LINK}&fbclid=IwAR0`)}&h=AT0`;
  expect(matchPublished(PART, [listed({ attachments: { data: [{ url }] } })], WHERE)).toMatchObject({ kind: 'found' });
});

test('a post that a person pointed to by its address is known', () => {
  const knownIds = new Set(['2']);
  expect(matchPublished(PART, [listed()], { ...WHERE, knownIds })).toEqual({ kind: 'absent' });
});

test.each([
  ['is older than the attempt', { created_time: '2026-03-01T11:57:59+0000' }],
  ['is a post we know already', { id: '100_1' }],
  ['has another text', { message: 'The ferry sails again' }],
  ['links another article', linking('https://gazette.example/ferry?utm_content=other&page=1')],
  ['is not published', { is_published: false }],
])('a post that %s is not ours', (_why, changes) => {
  expect(matchPublished(PART, [listed(changes)], WHERE)).toEqual({ kind: 'absent' });
});

test('two posts that look like ours are a question for a person', () => {
  expect(matchPublished(PART, [listed(), listed({ id: '100_3' })], WHERE)).toMatchObject({
    kind: 'cannot-tell',
    answer: { code: 'several-candidates' },
  });
});

test('our text without a link to compare is no proof of absence', () => {
  expect(matchPublished(PART, [listed({ attachments: undefined })], WHERE)).toMatchObject({
    kind: 'cannot-tell',
    answer: { code: 'link-unreadable' },
  });
});

test('a photo post is known by its text, in which the link stands', () => {
  const ours = listed({ message: `${PART.text}\n\n${LINK}`, ...linking('https://www.facebook.com/photo?fbid=5') });
  expect(matchPublished(PHOTO_PART, [ours], WHERE)).toMatchObject({ kind: 'found' });
  expect(matchPublished(PHOTO_PART, [listed()], WHERE)).toEqual({ kind: 'absent' });
});

test('a photo without a word cannot be told from others', () => {
  expect(
    matchPublished({ ...PHOTO_PART, text: '', link: null }, [listed({ message: undefined })], WHERE),
  ).toMatchObject({
    kind: 'cannot-tell',
  });
});

test('a link without a text is known by its link', () => {
  expect(matchPublished({ ...PART, text: '' }, [listed({ message: undefined })], WHERE)).toMatchObject({
    kind: 'found',
  });
});

test('an address that is none of the web is not shown', () => {
  expect(matchPublished(PART, [listed({ permalink_url: 'javascript:alert(1)' })], WHERE)).toMatchObject({ url: null });
});
