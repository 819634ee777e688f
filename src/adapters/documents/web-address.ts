import { cleanLine } from '../sources/files/clean-text.js';

const MAX_LENGTH = 4_096;

/** A whole http(s) address, or null for `javascript:` and anything else. What is whole already stays as it is written, but for an ampersand that was escaped once too often. */
export function webAddress(written: string | null | undefined, base: string | null): string | null {
  const text = withScheme(cleanLine(written ?? '').replaceAll('&amp;', '&'), base);
  if (text === '' || text.length > MAX_LENGTH) return null;
  if (/^https?:\/\/[^\s/?#\\]+(?:[/?#]\S*)?$/i.test(text)) return URL.canParse(text) ? text : null;
  if (!URL.canParse(text, base ?? undefined)) return null;
  const url = new URL(text, base ?? undefined);
  return /^https?:$/.test(url.protocol) ? url.href : null;
}

/** `www.harbour.example/1` and `harbour.example/1` on harbour.example are meant as whole addresses, never as paths. */
function withScheme(text: string, base: string | null): string {
  const host = base !== null && URL.canParse(base) ? new URL(base).host : '';
  const isHost = /^www\.[\w-]+\.[\w.-]+(?:[/?#]|$)/i.test(text) || (host !== '' && text.startsWith(`${host}/`));
  return isHost ? `${base?.startsWith('http:') ? 'http' : 'https'}://${text}` : text;
}
