import { expect, it } from 'vitest';

import { beginsWith } from './begins-with.js';

it.each([
  ['Bridge reopens after two years, city says.', 'Bridge reopens after two years', true],
  ['BRIDGE REOPENS: Trams run again.', 'Bridge reopens!', true],
  ['橋が開通。電車も走る。', '橋が開通', true],
  ['Bridge reopenspace', 'Bridge reopens', false],
  ['The bridge reopens', 'Bridge reopens', false],
  ['Bridge reopens', '', false],
  ['', 'Bridge reopens', false],
])('"%s" says the headline "%s" again: %s', (text, beginning, expected) => {
  expect(beginsWith(text, beginning)).toBe(expected);
});
