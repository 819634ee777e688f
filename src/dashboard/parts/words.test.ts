import { expect, it } from 'vitest';
import { headlineOf } from './words.js';

const headline = (text: string, link: string | null = null): string =>
  headlineOf({ parts: [{ text, link }], article: null } as unknown as Parameters<typeof headlineOf>[0]);

it.each([
  ['The ferry leaves\nat noon', 'The ferry leaves at noon'],
  ['The ferry leaves at noon https://example.com/ferry', 'The ferry leaves at noon'],
  ['https://example.com/ferry', 'https://example.com/ferry'],
  ['Read https://example.com/ferry before noon', 'Read https://example.com/ferry before noon'],
])('%j begins a page as %j', (text, shown) => {
  expect(headline(text)).toBe(shown);
});

it('leaves its own link out wherever it stands', () => {
  expect(headline('Read https://example.com/ferry before noon', 'https://example.com/ferry')).toBe('Read before noon');
});
