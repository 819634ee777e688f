import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** No answer of X is longer; a small body that unpacks to more is a trap. */
const LONGEST_BODY_BYTES = 16 * 1024 * 1024;
const UNPACK = { gzip: gunzipSync, 'x-gzip': gunzipSync, br: brotliDecompressSync, deflate: inflateSync } as const;

/**
 * The body of an answer: parsed where it is JSON, whatever type it names; its text where it is none; undefined where it
 * is empty or cannot be unpacked. Secrets in it are blacked out.
 */
export function decodeBody(encoding: string | undefined, bytes: Buffer, secrets: readonly string[]): unknown {
  let text = unpack(encoding?.trim().toLowerCase(), bytes)?.toString('utf8') ?? '';
  for (const secret of secrets) text = text.replaceAll(JSON.stringify(secret).slice(1, -1), '[secret]');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Null when it is damaged. */
function unpack(encoding: string | undefined, bytes: Buffer): Buffer | null {
  const inflate = encoding !== undefined && encoding in UNPACK ? UNPACK[encoding as keyof typeof UNPACK] : null;
  if (inflate === null) return bytes;
  try {
    return inflate(bytes, { maxOutputLength: LONGEST_BODY_BYTES });
  } catch {
    return null;
  }
}
