import { createHash } from 'node:crypto';
import { findUrls } from '../../adapters/networks/x/weighted-length.js';

export interface TextLink {
  readonly start: number;
  readonly end: number;
  /** With its protocol, which authors may leave out. */
  readonly expanded: string;
}

/** The links that X would make its own. */
export function findLinks(text: string): readonly TextLink[] {
  return findUrls(text).map(({ start, end, url }) => ({
    start,
    end,
    expanded: /^https?:/i.test(url) ? url : `http://${url}`,
  }));
}

const WRITTEN_ADDRESS = /https?:\/\/[^\s<>"]*[^\s<>".,:;!?'()[\]]/gi;

/**
 * Also the addresses that X takes for plain text, since their domain ends in no known name: pages on this machine
 * and `https://gazette.example/a`. Samples and tests have such links, and a person who looks wants to follow them.
 */
export function findShownLinks(text: string): readonly TextLink[] {
  const links = findLinks(text);
  const plain = [...text.matchAll(WRITTEN_ADDRESS)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, expanded: match[0] }))
    .filter(({ start, end }) => links.every((link) => link.end <= start || link.start >= end));
  return [...links, ...plain].sort((a, b) => a.start - b.start);
}

export function firstLink(text: string): string | null {
  return findShownLinks(text)[0]?.expanded ?? null;
}

const SLUG_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The same short link for the same address, always. */
export function shortLink(address: string): string {
  const digest = createHash('sha256').update(address).digest();
  const slug = [...digest.subarray(0, 10)].map((byte) => SLUG_ALPHABET[byte % SLUG_ALPHABET.length]).join('');
  return `https://t.co/${slug}`;
}

/** What a link looks like to readers: no protocol, and cut when it is long. */
export function displayLink(expanded: string): string {
  const bare = expanded.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  return bare.length > 30 ? `${bare.slice(0, 29)}…` : bare;
}

/** As https://github.com/twitter/twitter-text finds them. */
const CASHTAG = /(?:^|[\s\u202A-\u202E])\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?=$|[\s!-/:-@[-`{-~])/gi;

export function countCashtags(text: string): number {
  return [...text.matchAll(CASHTAG)].length;
}

/** Texts in answers carry these three escapes. */
export function escapeForWire(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
