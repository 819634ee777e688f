import { expect, test } from 'vitest';
import { KawarabanError } from '../../../domain/errors.js';
import { readArticle } from './read-article.js';

function refusal(content: string, fileName: string): string {
  try {
    readArticle(Buffer.from(content), { fileName, zone: 'Asia/Tokyo', firstSeenAt: new Date('2026-03-20T03:00:00Z') });
  } catch (error) {
    if (error instanceof KawarabanError && error.code === 'KWB_ARTICLE_UNREADABLE') return error.message;
    throw error;
  }
  throw new Error('it was read');
}

test.each([
  ['an empty file', ' \n', 'story.txt', /^story\.txt:1: expected an article/],
  ['a title alone', 'The Ferry Returns\n', 'story.txt', /^story\.txt:1: expected paragraphs/],
  ['a date without a title', 'date 2026-03-18\n', 'story.txt', /^story\.txt:1: expected a title/],
  ['a zero byte', 'Title\n\nText\0', 'story.txt', /^story\.txt:3: expected text/],
  [
    'a title of a megabyte',
    `date 2026-03-18 ${'a'.repeat(900_000)}\n\nText.`,
    'story.txt',
    /^story\.txt:1: .*1000 characters/,
  ],
  ['more than a megabyte', 'a '.repeat(600_000), 'story.txt', /^story\.txt:1: expected at most/],
  ['front matter that never closes', '---\ntitle: T\n', 'a.md', /^a\.md:1: expected a second line/],
  ['front matter in another language', '---js\nmodule.exports = {}\n---\n', 'a.md', /^a\.md:1: expected --- alone/],
  ['a line that is no key', '---\ntitle\n---\n', 'a.md', /^a\.md:2: expected `key: value`/],
  [
    'a day that does not exist',
    '---\ntitle: T\ndate: 2026-02-30\n---\nText.',
    'a.md',
    /^a\.md:3: date: expected a date/,
  ],
  ['a half address', '---\ntitle: T\n\nurl: /story\n---\nText.', 'a.md', /^a\.md:4: url: expected a whole/],
  ['an address that runs code', '---\ntitle: T\nurl: javascript:alert(1)\n---\n', 'a.md', /^a\.md:3: url: expected/],
  ['front matter without a title', '---\nsection: A\n---\nText.', 'a.md', /^a\.md:1: title: expected a title/],
  ['a JSON list', '[]', 'a.json', /^a\.json:1: expected one JSON object/],
  ['JSON with a comma missing', '{\n "title": "T"\n "body": "B"\n}', 'a.json', /^a\.json:3: expected JSON/],
  ['JSON that ends too early', '{\n "title": "T",\n', 'a.json', /^a\.json:3: expected JSON/],
  ['JSON with a number for tags', '{"title": "T",\n"tags": [true]}', 'a.json', /^a\.json:2: tags: expected text/],
])('%s is an error that names file and line', (_title, content, fileName, message) => {
  expect(refusal(content, fileName)).toMatch(message);
});

test('a JSON article cannot reach into the program', () => {
  readArticle(
    Buffer.from(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "title": "T", "body": "B"}',
    ),
    { fileName: 'a.json', zone: 'UTC', firstSeenAt: new Date(0) },
  );
  expect('polluted' in {}).toBe(false);
});

test.each([
  ['a link without end', 'story.txt', 'http://a.example b\n'],
  ['a group without end', 'story.txt', 'A1 is part of the B group.\n'],
  ['an invitation without end', 'story.txt', 'PLEASE JOIN ON TWITTER\n\n'],
  ['letters without end', 'story.txt', 'a'],
  ['dots without end', 'story.txt', '・'],
  ['lines without end', 'a.md', 'a line\n'],
  ['quotes without end', 'story.txt', '“a. B '],
  ['brackets without end', 'a.md', '[a]('],
  ['pictures without end', 'a.md', '![['],
  ['comments without end', 'a.md', '<!--'],
  ['stars without end', 'a.md', '**_a'],
  ['depth without end', 'a.json', '{"a":['],
])('%s, a megabyte of them, are read or refused in seconds', (_title, fileName, piece) => {
  const content = `Title\n\n${piece.repeat(1_000_000 / Buffer.byteLength(piece))}`;
  const startedAt = performance.now();
  expect(() => {
    try {
      readArticle(Buffer.from(content), { fileName, zone: 'UTC', firstSeenAt: new Date(0) });
    } catch (error) {
      if (!(error instanceof KawarabanError)) throw error;
    }
  }).not.toThrow();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test('a megabyte of JSON keys and of front matter is read or refused in seconds', () => {
  const keys = Array.from({ length: 80_000 }, (_, index) => `"k${index}":1`).join(',');
  const startedAt = performance.now();
  const file = { fileName: 'a.json', zone: 'UTC', firstSeenAt: new Date(0) };
  expect(readArticle(Buffer.from(`{"title":"T","body":"B",${keys}}`), file).title).toBe('T');
  expect(() => readArticle(Buffer.from(`---\n${'a: [\n'.repeat(900)}---\n`), { ...file, fileName: 'a.md' })).toThrow();
  expect(refusal(`---\na: &a [x, x]\nb: ${'['.repeat(60_000)}\n---\n`, 'a.md')).toMatch(/^a\.md:1: title/);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
