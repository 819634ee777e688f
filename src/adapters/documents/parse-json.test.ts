import { expect, it } from 'vitest';
import { parseJson } from './parse-json.js';

it.each([
  [String.raw`{"fer\u0000ry":["\u0000sails\u0000",1]}`, { ferry: ['sails', 1] }],
  [String.raw`"\\u0000 is how it is written \\\u0000"`, String.raw`\u0000 is how it is written ` + '\\'],
  [String.raw`"\u00000 \n\"\u0041\\"`, '0 \n"A\\'],
  ['"nothing of it"', 'nothing of it'],
])('of %s the zero characters are left out, and nothing else', (written, read) => {
  expect(parseJson(written)).toEqual(read);
});

it('what is no JSON stays none', () => {
  for (const written of ['', '{"a":', String.raw`\u0000`, String.raw`"\u000"`, String.raw`"\u0000`])
    expect(() => parseJson(written)).toThrow(SyntaxError);
});
