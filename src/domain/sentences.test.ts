import { expect, test } from 'vitest';
import { splitSentences } from './sentences.js';

const texts: readonly (readonly [title: string, sentences: readonly string[]])[] = [
  ['plain sentences are told apart', ['The mill closed in May.', 'Nobody was hurt!', 'Why now?']],
  ['a title before a name ends nothing', ['Mr. Sato met Gov. Reyes on Friday.', 'Dr. Ono stayed away.']],
  ['initials end nothing', ['J. R. Moreno and Lee K. Ward signed it.', 'So did P.T. Ueda.']],
  ['a country in the middle is no end', ['The U.S. Senate voted twice.', 'Ships left the U.S. on Monday.']],
  ['a country at the end is one', ['They flew to the U.S.', 'The talks failed.']],
  ['a saint, a company and a number are no ends', ['St. Ives Inc. ranks No. 3 in Japan.', 'Acme Co. is second.']],
  [
    'hours and months are no ends',
    ['It opened at 9 a.m. Monday, Sept. 4.', 'It closed at 5 p.m.', 'The queue was long.'],
  ],
  ['decimals and web addresses hold together', ['Prices rose 3.5 percent, says example.com today.', 'Rents fell.']],
  ['a quotation of two sentences is not cut', ['He said, “It rained. We went home.”', 'Then he left.']],
  ['straight quotation marks count too', ['"It rained. We went home," he said.', 'Then he left.']],
  ['the question in a quotation is not the end', ['“Why now?” Mayor Ito asked the council.', 'Nobody knew.']],
  ['brackets hold together', ['The boat (built in 1921. It leaks.) was sold.', 'It sank.']],
  ['a lone quotation mark holds nothing together', ['“We waited for hours.', 'Nobody came.']],
  ['three dots go on in small letters', ['He waited ... and waited.', 'Nobody came…', 'He left.']],
  ['a sum of money may open a sentence', ['Rents rose.', '$5 million is missing.']],
];

test.each(texts)('in an English article %s', (_title, sentences) => {
  expect(splitSentences(sentences.join(' '))).toEqual(sentences);
});

const japanese: readonly (readonly [title: string, sentences: readonly string[]])[] = [
  ['sentences need no space', ['港の灯台が百年を迎えた。', '市は記念の催しを開く！', '来場者は何人か？']],
  ['a quotation is part of its sentence', ['市長は「雨が降る。風も吹く。」と述べた。', '催しは続いた。']],
  ['a quotation may be a sentence', ['市長は言った。', '「風が吹く。」', 'そして去った。']],
];

test.each(japanese)('in a Japanese article %s', (_title, sentences) => {
  expect(splitSentences(sentences.join(''))).toEqual(sentences);
});

test('a blank line ends a sentence that has no stop', () => {
  expect(splitSentences('Weather\n\nRain in the north')).toEqual(['Weather', 'Rain in the north']);
});

test('an empty text has no sentences', () => {
  expect(splitSentences(' \n\n ')).toEqual([]);
});

test.each(['(', '“', ')', '"a. ', 'A. ', '(“「', '。」', '\n \n'])(
  'a megabyte of %j takes seconds at most',
  (piece) => {
    const startedAt = performance.now();
    splitSentences(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  },
);
