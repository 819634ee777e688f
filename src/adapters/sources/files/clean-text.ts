import { meantByC1 } from '../../documents/windows-1252.js';

/** Plain text as an article holds it: NFC, LF, ordinary spaces, nothing invisible that changes how it is read. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text.normalize('NFC');
  return text
    .replace(/[\u0080-\u009f]/g, meantByC1)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\t\u00a0\u2007\u202f]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC');
}

/** Controls, soft hyphen, zero-width space and no-break, direction overrides. Joiners stay: emoji and Persian need them. */
const INVISIBLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;
/** Most texts have none of it, and one look is quicker than four. */
const UNCLEAN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u2007\u200b\u2028-\u202f\u2060\u2066-\u2069\ufeff\ud800-\udfff]/;

/** On one line, with single spaces. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
