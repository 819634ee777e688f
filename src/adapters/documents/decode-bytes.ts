import { decodeWindows1252 } from './windows-1252.js';

export interface Decoded {
  readonly text: string;
  /** How the bytes were read: `utf-8`, `windows-1251`, … */
  readonly encoding: string;
}

/** Enough to tell UTF-8 from anything else. */
const SAMPLE_BYTES = 200_000;

/**
 * Bytes as text. A byte-order mark or the shape of UTF-16 and UTF-32 decides; else valid UTF-8 is UTF-8, whatever is
 * declared, as Miniflux has it (internal/reader/encoding/encoding.go); else the first declared label that is known;
 * else windows-1252, which is what old newsroom programs write.
 */
export function decodeBytes(bytes: Uint8Array, declared: readonly (string | null)[]): Decoded {
  const wide = wideEncoding(bytes);
  if (wide !== null) return { text: decodeWide(bytes, wide), encoding: wide };
  const labels = declared.flatMap((label) => encodingNamed(label));
  // The one common encoding that is valid UTF-8 by its bytes, and something else by its meaning.
  if (labels[0] === 'iso-2022-jp') return decodeAs(bytes, labels[0]);
  const text = decodeUtf8(bytes);
  if (text !== null) return { text, encoding: 'utf-8' };
  const { sound, damaged } = readUtf8(bytes.subarray(0, SAMPLE_BYTES));
  // A few damaged characters in what is UTF-8 otherwise, as where a page is cut in the middle of one.
  if (sound > damaged * 20) return decodeAs(bytes, 'utf-8');
  return decodeAs(bytes, labels.find((label) => label !== 'utf-8' || sound > damaged) ?? 'windows-1252');
}

type Wide = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** The marks, and where the zeros of the first ASCII characters lie; the first four bytes in hexadecimal. */
const SHAPES: readonly (readonly [RegExp, Wide])[] = [
  [/^(?:fffe|(?!00)..00)0000/, 'utf-32le'],
  [/^0000(?:feff|00(?!00))/, 'utf-32be'],
  [/^(?:fffe|(?!00)..00(?!00)..00)/, 'utf-16le'],
  [/^(?:feff|00(?!00)..00(?!00)..)/, 'utf-16be'],
];

function wideEncoding(bytes: Uint8Array): Wide | null {
  const beginning = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return SHAPES.find(([shape]) => shape.test(beginning))?.[1] ?? null;
}

function decodeWide(bytes: Uint8Array, encoding: Wide): string {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new TextDecoder(encoding).decode(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, encoding === 'utf-32le');
    text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  }
  return text.replace(/^\ufeff/, '');
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** How many characters beyond ASCII are whole as UTF-8, and how many are not. */
function readUtf8(bytes: Uint8Array): { readonly sound: number; readonly damaged: number } {
  const text = new TextDecoder('utf-8').decode(bytes);
  const count = (form: RegExp) => text.match(form)?.length ?? 0;
  return { sound: count(/[^\p{ASCII}\ufffd]/gu), damaged: count(/\ufffd/g) };
}

/** The name that the Encoding Standard gives to a label; none when Node cannot read it, or when the shape denies it. */
function encodingNamed(label: string | null): readonly string[] {
  if (label === null || /^(?:utf-?16|ucs-?2|unicode)/i.test(label)) return [];
  try {
    return [new TextDecoder(label).encoding];
  } catch {
    return [];
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  const text = encoding === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(encoding).decode(bytes);
  return { text, encoding };
}
