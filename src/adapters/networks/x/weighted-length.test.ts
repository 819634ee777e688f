import fc from 'fast-check';
import twitterText from 'twitter-text';
import { describe, expect, it } from 'vitest';
import { findUrls, weightedLength } from './weighted-length.js';

const officialLength = (text: string): number => twitterText.parseTweet(text).weightedLength;

/** The official counter loses its place when a link in several scripts has a path. */
function isSoundFor(text: string): boolean {
  const normalized = text.normalize('NFC');
  return twitterText
    .extractUrlsWithIndices(normalized)
    .every(({ url, indices }) => normalized.slice(...indices) === url);
}

describe('the length of a post on X', () => {
  it.each([
    ['an empty text', '', 0],
    ['Latin letters', 'Harbour reopens', 15],
    ['letters with accents, composed or not', 'Cafe\u0301 Zoe\u0308', 8],
    ['Japanese letters, two each', '港が開く', 8],
    ['typographic quotes and dashes, one each', '“a” – ‘b’', 9],
    ['an ellipsis, two', 'More…', 6],
    ['a link, 23', 'https://example.com/2026/11/a-very-long-path-to-an-article-about-the-harbour', 23],
    ['a short link, 23', 'http://a.co', 23],
    ['a name without a protocol, 23', 'read example.com today', 5 + 23 + 6],
    ['an e-mail address, letter by letter', 'desk@example.com', 16],
    ['one emoji, two', '😀', 2],
    ['a family in one emoji, two', '👨‍👩‍👧‍👦', 2],
    ['a flag and a keycap, two each', '🇯🇵1️⃣', 4],
    ['a full stop behind a link, one', 'https://example.com/a.', 24],
    ['Japanese letters around a link', '続きはhttps://example.com/aで', 6 + 23 + 2],
  ])('counts %s', (_, text, length) => {
    expect(weightedLength(text)).toBe(length);
    expect(officialLength(text)).toBe(length);
  });

  it.each([
    ['a link on a newer top-level domain', 'https://example.music', 23],
    ['a long link on a newer top-level domain', 'https://example.music/2026/11/harbour-reopens-after-a-year', 23],
    ['an emoji newer than the official list', '🐦‍🔥', 2],
    ['a family newer than the official list', '🧑‍🧑‍🧒', 2],
  ])('counts %s as X does today', (_, text, length) => {
    expect(weightedLength(text)).toBe(length);
    expect(officialLength(text)).not.toBe(length);
  });

  it('agrees with the official counter on what newsrooms write', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'Z',
        '7',
        'é',
        '港',
        'の',
        '…',
        '—',
        '’',
        'ж',
        'ع',
        'ก',
        '€',
        '\n',
        ' ',
        ' ',
        ' ',
        '.',
        ',',
        '-',
        '/',
        '?',
        '&',
        '(',
        ')',
      ],
      ...[
        '@',
        '#',
        '$',
        ':',
        '!',
        '=',
        '😀',
        '❤️',
        '❤',
        '👍🏽',
        '🇯🇵',
        '🇯',
        '👩‍💻',
        '🕵‍♂️',
        '1️⃣',
        '©',
        '\u0301',
        '\u200D',
        '\uFE0F',
      ],
      ...[
        'https://',
        'http://',
        'HTTPS://',
        'example',
        '.com',
        '.co.jp',
        '.jp',
        'www.',
        't.co/abc',
        '/a(b)',
        '/(a(b)c)',
        ':8080',
        '?x=1',
        '#top',
      ],
      ...['example.com', 'https://example.com/a?b=c', '.みんな', '.news', 'école', 'https://t.co/AbCd12'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(isSoundFor(text));
        expect(weightedLength(text)).toBe(officialLength(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a chain of names', 'a.'.repeat(100_000)],
    ['a chain of hyphens', 'a-'.repeat(100_000)],
    ['links that run into one another', 'https://a.com/(b'.repeat(20_000)],
    ['unfinished protocols', 'http://'.repeat(40_000)],
    ['Japanese names', '港.'.repeat(100_000)],
    ['emoji glued to emoji', '😀\u200D'.repeat(50_000)],
  ])('measures %s in time that grows with the length only', (_, text) => {
    const before = process.cpuUsage();
    weightedLength(text);
    // Of the processor, since other tests run beside this one; not a second of a machine that does nothing else.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(20_000);
  });
});

describe('the links of a post on X', () => {
  it.each([
    ['Read https://example.com/a, then http://example.org.', ['https://example.com/a', 'http://example.org']],
    ['example.com/a and example.co.jp', ['example.com/a', 'example.co.jp']],
    ['続きはexample.comで', ['example.com']],
    ['https://example.com/Harbour_(port)?a=1&b=2', ['https://example.com/Harbour_(port)?a=1&b=2']],
    ['https://港.みんな/a', ['https://港.みんな/a']],
    ['desk@example.com, v1.2.3, e.g. this', []],
    ['長い見出しがそのまま空白なしでリンクの名前に続いてしまうとリンクにならないexample.com', []],
    ['see-https://example.com', ['https://example.com']],
    ['https://t.co/AbCd12.html', ['https://t.co/AbCd12']],
  ])('are found in “%s”', (text, urls) => {
    const found = findUrls(text);
    expect(found.map(({ url }) => url)).toEqual(urls);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(urls);
  });
});
