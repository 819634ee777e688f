import { expect, it } from 'vitest';

import { utm } from './utm.js';

it.each([
  ['https://www.example.com/a', 'https://www.example.com/a?utm_source=x&utm_medium=social'],
  ['https://www.example.com/a?id=7&q=a%20b', 'https://www.example.com/a?id=7&q=a%20b&utm_source=x&utm_medium=social'],
  ['https://www.example.com/a#top', 'https://www.example.com/a?utm_source=x&utm_medium=social#top'],
  ['https://www.example.com/a?#top', 'https://www.example.com/a?utm_source=x&utm_medium=social#top'],
  ['https://www.example.com/a?utm_source=feed', 'https://www.example.com/a?utm_source=feed&utm_medium=social'],
  ['', ''],
])('marks the link "%s"', (url, expected) => {
  expect(utm(url, 'x', 'social', '')).toBe(expected);
});

it('writes a campaign so that any name is safe', () => {
  expect(utm('https://www.example.com/', '', '', 'spring & summer')).toBe(
    'https://www.example.com/?utm_campaign=spring%20%26%20summer',
  );
});
