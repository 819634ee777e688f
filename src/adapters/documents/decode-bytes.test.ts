import { expect, test } from 'vitest';
import { charsetOfHeader, charsetOfHtml, charsetOfXml } from './declared-charset.js';
import { decodeBytes } from './decode-bytes.js';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const utf32 = (text: string, isLittle: boolean): Buffer => {
  const written = Buffer.alloc(text.length * 4);
  Array.from(text, (letter) => letter.codePointAt(0) ?? 0).forEach((code, at) => {
    if (isLittle) written.writeUInt32LE(code, at * 4);
    else written.writeUInt32BE(code, at * 4);
  });
  return written;
};

test.each([
  ['windows-1251', 'cf ee f0 f2', 'Порт'],
  ['koi8-r', 'f0 cf d2 d4', 'Порт'],
  ['shift_jis', '8d 60 82 cc 91 44', '港の船'],
  ['euc-jp', 'b9 c1 a4 ce c1 a5', '港の船'],
  ['iso-2022-jp', '1b 24 42 39 41 1b 28 42', '港'],
  ['gb2312', 'b8 db bf da', '港口'],
  ['big5', 'b4 e4', '港'],
  ['euc-kr', 'c7 d7', '항'],
  ['iso-8859-2', 'f3 b6', 'óś'],
  // Node 20's own decoder makes control characters of these: https://github.com/nodejs/node/issues/56542
  ['windows-1252', '93 46 65 72 72 79 94 20 96 20 80', '“Ferry” – €'],
  ['iso-8859-1', '93 e9 94', '“é”'],
  ['us-ascii', '92', '’'],
])('text that is declared as %s', (label, hex, text) => {
  expect(decodeBytes(bytes(hex), [label]).text).toBe(text);
});

test.each([
  ['UTF-16 with its mark', 'utf-16le', Buffer.from('\ufeff<rss>港', 'utf16le')],
  ['UTF-16 without', 'utf-16le', Buffer.from('<rss>港', 'utf16le')],
  ['UTF-16 of the other order', 'utf-16be', Buffer.from('\ufeff<rss>港', 'utf16le').swap16()],
  ['UTF-16 of the other order without its mark', 'utf-16be', Buffer.from('<rss>港', 'utf16le').swap16()],
  ['UTF-32 with its mark', 'utf-32le', utf32('\ufeff<rss>港', true)],
  ['UTF-32 of the other order without', 'utf-32be', utf32('<rss>港', false)],
])('%s is known by its shape', (_title, encoding, written) => {
  expect(decodeBytes(written, ['iso-8859-1'])).toEqual({ text: '<rss>港', encoding });
});

test('valid UTF-8 is UTF-8, whatever the server says', () => {
  expect(decodeBytes(Buffer.from('\ufeffPort – 港'), ['iso-8859-1', 'utf-16'])).toEqual({
    text: 'Port – 港',
    encoding: 'utf-8',
  });
});

test('a page that is cut in the middle of a letter is still UTF-8', () => {
  const page = Buffer.from(`${'港'.repeat(50)}船`);
  expect(decodeBytes(page.subarray(0, -1), [])).toMatchObject({ text: `${'港'.repeat(50)}\ufffd`, encoding: 'utf-8' });
});

test('a wrong or unknown declaration gives way to the next, and then to windows-1252', () => {
  expect(decodeBytes(bytes('cf ee f0 f2'), ['utf-8', 'no-such', 'windows-1251']).text).toBe('Порт');
  expect(decodeBytes(bytes('93 94'), ['utf-7', 'utf-16'])).toEqual({ text: '“”', encoding: 'windows-1252' });
});

test('the declaration is found in the header, in XML and in HTML', () => {
  expect(charsetOfHeader("application/rss+xml; charset = 'koi8-r'")).toBe('koi8-r');
  expect(charsetOfHeader('text/xml; charset:koi8-r')).toBeNull();
  expect(charsetOfXml(Buffer.from('<?xml version="1.0" encoding=\'koi8-r\'?>'))).toBe('koi8-r');
  expect(charsetOfHtml(Buffer.from('<meta charset=koi8-r>'))).toBe('koi8-r');
  expect(charsetOfHtml(Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'))).toBe(
    'koi8-r',
  );
});
