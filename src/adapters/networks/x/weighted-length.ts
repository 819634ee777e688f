import { findUrls } from './find-urls.js';

export { findUrls } from './find-urls.js';

/** Every link counts as the short one that X puts in its place. */
const URL_LENGTH = 23;
const EMOJI_LENGTH = 2;
/** Code points that count as one; all others count as two. */
const LIGHT_RANGES = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const;

/** The longest emoji that starts here: faces, families, flags, keycaps (https://unicode.org/reports/tr51/). */
const EMOJI = new RegExp('\\p{RGI_Emoji}|[#*0-9]\\u20E3', 'vy');

/**
 * The length of a text as X counts it: configuration v3 of https://github.com/twitter/twitter-text on NFC text,
 * with today's top-level domains and emoji.
 */
export function weightedLength(text: string): number {
  const normalized = text.normalize('NFC');
  let length = 0;
  let at = 0;
  for (const url of findUrls(normalized)) {
    length += plainLength(normalized.slice(at, url.start)) + URL_LENGTH;
    at = url.end;
  }
  return length + plainLength(normalized.slice(at));
}

function plainLength(text: string): number {
  let length = 0;
  let at = 0;
  while (at < text.length) {
    const emoji = findEmojiAt(text, at);
    if (emoji !== null) {
      length += EMOJI_LENGTH;
      at += emoji.length;
      continue;
    }
    const codePoint = text.codePointAt(at) ?? 0;
    length += LIGHT_RANGES.some(([first, last]) => codePoint >= first && codePoint <= last) ? 1 : 2;
    at += codePoint > 0xffff ? 2 : 1;
  }
  return length;
}

function findEmojiAt(text: string, at: number): string | null {
  EMOJI.lastIndex = at;
  return EMOJI.exec(text)?.[0] ?? null;
}
