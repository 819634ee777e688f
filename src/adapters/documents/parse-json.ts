/**
 * JSON of other programs, without the character U+0000: those who cut their texts out of wider fields leave it, nobody
 * means it, and PostgreSQL keeps no text with it. Fails as JSON.parse does.
 */
export function parseJson(json: string): unknown {
  return JSON.parse(json.includes(ZERO) ? json.replace(ESCAPE, (escape) => (escape === ZERO ? '' : escape)) : json);
}

const ZERO = String.raw`\u0000`;
/** A backslash takes what follows along: behind another one, `u0000` is text. */
const ESCAPE = /\\(?:u0000|[^])/g;
