import { cleanLine } from '../sources/files/clean-text.js';

const MAX_LENGTH = 4_096;

/** A whole http(s) address, or null for `javascript:` and anything else. What is whole already stays as it is written. */
export function webAddress(written: string | null | undefined, base: string | null): string | null {
  const text = cleanLine(written ?? '');
  if (text === '' || text.length > MAX_LENGTH) return null;
  if (/^https?:\/\/[^\s/?#\\]+(?:[/?#]\S*)?$/i.test(text)) return URL.canParse(text) ? text : null;
  if (!URL.canParse(text, base ?? undefined)) return null;
  const url = new URL(text, base ?? undefined);
  return /^https?:$/.test(url.protocol) ? url.href : null;
}
