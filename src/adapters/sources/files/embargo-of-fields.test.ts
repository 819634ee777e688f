import { expect, test } from 'vitest';
import type { Article } from '../../../domain/article.js';
import { readArticle } from './read-article.js';

function read(content: string, fileName: string): Article {
  const firstSeenAt = new Date('2026-03-20T03:00:00Z');
  return readArticle(Buffer.from(content), { fileName, zone: 'Asia/Tokyo', firstSeenAt });
}

const UNTIL = new Date('2027-05-06T08:00:00Z');

test.each<readonly [string, string]>([
  ['a tag', 'tags: [Ports, "embargo:2027-05-06T10:00+02:00"]'],
  ['a tag without quotes', 'tags: [embargo:2027-05-06T10:00+02:00, Ports]'],
  ['a tag in a line of them', 'tags: Ports, embargo until 6 May 2027, 10:00 +02:00'],
  ['a tag that counts from the newsroom', 'tags:\n  - Ports\n  - Embargoed until 2027-05-06 17:00'],
  ['a category', 'section: Ports\ncategories: [Harbour, "embargo: 6 May 2027 10:00 +0200"]\ntags: Ports'],
  ['the first category', 'categories: ["embargo: 2027-05-06T08:00Z", Ports]\ntags: Ports'],
  ...['embargo', 'embargoed', 'embargoedUntil', 'embargoed_until', 'embargo-until', 'embargoDate'].map(
    (key): [string, string] => [`the key ${key}`, `${key}: 2027-05-06 10:00 +02:00\nsection: Ports\ntags: Ports`],
  ),
  ['a key beside a flag', 'embargoed: true\nembargo_date: 2027-05-06T10:00+02:00\ntags: Ports\nsection: Ports'],
  ['the later one of a key and a tag', 'embargo: 2027-05-06\ntags: ["embargo:2027-05-06T10:00+02:00", Ports]'],
])('%s holds Markdown back, and is none of its tags', (_title, lines) => {
  const { embargoUntil, tags, section } = read(`---\ntitle: T\n${lines}\n---\nText.`, 'a.md');
  expect(embargoUntil).toEqual(UNTIL);
  expect(tags).toEqual(['Ports']);
  expect([null, 'Ports']).toContain(section);
});

test.each([
  ['a list of tags', { tags: ['Ports', 'embargo:2027-05-06T10:00+02:00'] }],
  [
    'tags that are objects',
    {
      tags: [
        { name: 'Ports' },
        { name: '#embargo 10 May 2026, 10:00' },
        { name: 'Embargo until May 6, 2027, 10:00 +02:00' },
      ],
    },
  ],
  ['a category', { categories: [{ id: 3 }, 'embargo:2027-05-06T10:00+02:00'], section: 'News', tags: 'Ports' }],
  ['a key', { embargoedUntil: '2027-05-06T10:00+02:00', tags: ['Ports'] }],
  ['a key beside a flag', { embargoed: true, embargoUntil: '2027-05-06T10:00+02:00', tags: ['Ports'] }],
])('%s holds a JSON file back', (_title, content) => {
  expect(read(JSON.stringify({ title: 'T', ...content }), 'a.json')).toMatchObject({
    embargoUntil: UNTIL,
    tags: ['Ports'],
  });
});

test.each([false, 'none', null])('a JSON file that says embargo: %s goes out', (embargo) => {
  expect(read(JSON.stringify({ title: 'T', embargo }), 'a.json').embargoUntil).toBeNull();
});

test('a tag that nobody can read never ends by itself, and a key is refused', () => {
  const tagged = read('---\ntitle: T\ntags: ["embargo: 2027 or so"]\n---\nText.', 'a.md');
  expect(tagged.embargoUntil?.getUTCFullYear()).toBe(9999);
  for (const lines of ['embargoedUntil: soon', 'embargoed: true'])
    expect(() => read(`---\ntitle: T\n${lines}\n---\nText.`, 'a.md')).toThrow(/^a\.md:3: embargoed.*expected a date/);
  expect(() => read('{"title": "T", "embargoed": true}', 'a.json')).toThrow(/^a\.json:1: embargoed: expected a date/);
});
