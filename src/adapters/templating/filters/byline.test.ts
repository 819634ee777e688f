import { expect, it } from 'vitest';

import { byline } from './byline.js';

it.each([
  [[], '', ''],
  [['Aiko Mori'], '', 'Aiko Mori'],
  [['Aiko Mori', 'Tom Hale'], 'en-US', 'Aiko Mori and Tom Hale'],
  [['Aiko Mori', 'Tom Hale', 'Ana Ruiz'], '', 'Aiko Mori, Tom Hale and Ana Ruiz'],
  [['森愛子', '林太郎'], 'ja', '森愛子、林太郎'],
  [['Aiko Mori', 'Tom Hale'], 'not a language', 'Aiko Mori and Tom Hale'],
])('signs %j in "%s" as "%s"', (authors, language, expected) => {
  expect(byline(authors, language)).toBe(expected);
});
