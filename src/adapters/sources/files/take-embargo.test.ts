import { describe, expect, test } from 'vitest';
import type { Article } from '../../../domain/article.js';
import { readArticle } from './read-article.js';

const BODY = 'The ferry will sail again. It was mended in a week.\n\nIts crew cheered.';

function read(text: string): Article {
  const file = { fileName: 'story.txt', zone: 'Asia/Tokyo', firstSeenAt: new Date('2026-03-20T03:00:00Z') };
  return readArticle(Buffer.from(text), file);
}

test.each([
  ['EMBARGOED UNTIL 2026-05-06 10:00 +02:00', '2026-05-06T08:00:00.000Z'],
  ['EMBARGOED UNTIL 2026-05-06 10:00', '2026-05-06T01:00:00.000Z'],
  ['STRICTLY EMBARGOED UNTIL 00:01 BST, Tuesday 6 May 2026', '2026-05-05T23:01:00.000Z'],
  ['EMBARGOED FOR RELEASE UNTIL 9 a.m. EDT on May 6, 2026', '2026-05-06T13:00:00.000Z'],
  ['Embargoed until: May 6, 2026, 9:30 pm GMT', '2026-05-06T21:30:00.000Z'],
  ['Under embargo until 0001 hrs GMT 6 May 2026.', '2026-05-06T00:01:00.000Z'],
  ['Embargo: 6 May 2026 at 18:00 JST', '2026-05-06T09:00:00.000Z'],
  ['** EMBARGOED UNTIL 6 May 2026 **', '2026-05-05T15:00:00.000Z'],
  ['embargoed_until: 2026-05-06 10:00', '2026-05-06T01:00:00.000Z'],
  ['Embargo date: 6 May 2026', '2026-05-05T15:00:00.000Z'],
])('%s holds a press text back', (line, until) => {
  for (const text of [`${line}\n\nFerry Returns to the Bay\n\n${BODY}`, `Ferry Returns to the Bay\n${line}\n\n${BODY}`])
    expect(read(text)).toMatchObject({
      title: 'Ferry Returns to the Bay',
      body: BODY,
      embargoUntil: new Date(until),
    });
});

test.each(['EMBARGOED UNTIL the minister has spoken', 'EMBARGOED UNTIL 6 May 2026, 10:00 QQT', 'Embargo: Tuesday'])(
  'a press text with "%s" is refused, since nobody knows when it may go out',
  (line) => {
    expect(() => read(`Ferry Returns to the Bay\n\n${line}\n\n${BODY}`)).toThrow(
      /^story\.txt:3: expected a date behind the embargo/,
    );
  },
);

test('a sentence about an embargo is no embargo', () => {
  const sentence = 'The embargo until now was broken by two papers.';
  const article = read(`Embargo on Ferries Ends\n\n${sentence}\n\n${BODY}`);
  expect(article).toMatchObject({ title: 'Embargo on Ferries Ends', embargoUntil: null });
  expect(article.body).toContain(sentence);
});

describe('below front matter', () => {
  const markdown = (text: string): Article =>
    readArticle(Buffer.from(`---\ntitle: Ferry Returns to the Bay\n---\n${text}`), {
      fileName: 'story.md',
      zone: 'Asia/Tokyo',
      firstSeenAt: new Date('2026-03-20T03:00:00Z'),
    });

  test.each([
    ['EMBARGOED UNTIL 2026-05-06 10:00 +02:00'],
    ['**EMBARGOED UNTIL 2026-05-06 10:00 +02:00**'],
    ['> **Embargo:** 6 May 2026, 10:00 +02:00'],
    ['## Strictly embargoed until 6 May 2026, 10:00 +02:00'],
  ])('%s holds Markdown back', (line) => {
    const heading = '# Ferry Returns to the Bay';
    for (const text of [`${line}\n\n${BODY}`, `\n${heading}\n${line}\n${BODY}`, `${line}\n\n${heading}\n\n${BODY}`])
      expect(markdown(text)).toMatchObject({
        title: 'Ferry Returns to the Bay',
        body: BODY,
        embargoUntil: new Date('2026-05-06T08:00:00Z'),
      });
  });

  test('a line whose time nobody can read is refused, with its place', () => {
    expect(() => markdown(`# A heading\n\nEMBARGOED UNTIL the minister has spoken\n\n${BODY}`)).toThrow(
      /^story\.md:6: expected a date behind the embargo/,
    );
  });

  test('a paragraph about an embargo is none', () => {
    expect(markdown(`${BODY}\n\nThe embargo until now was broken.`).embargoUntil).toBeNull();
  });
});

test('key lines above a press text may say it', () => {
  for (const key of ['Embargoed', 'embargoed_until', 'embargoDate'])
    expect(read(`Title: Ferry Returns\n${key}: 2026-05-06 10:00\nTags: Bay\n\n${BODY}`)).toMatchObject({
      tags: ['Bay'],
      embargoUntil: new Date('2026-05-06T01:00:00Z'),
    });
});

test('a line with stars is no part of the paragraph below it', () => {
  const line = '** STRICTLY EMBARGOED UNTIL 00:01 BST, TUESDAY 6 MAY 2026 **';
  const long = 'The ferry will sail again on Monday after a week in the yard, where its crew slept.';
  expect(read(`Ferry Returns to the Bay\n\n${line}\n${long}\n\n${BODY}`)).toMatchObject({
    embargoUntil: new Date('2026-05-05T23:01:00Z'),
  });
});
