import { imageSize } from 'image-size';
import type { Picture, PictureType } from '../../application/ports/pictures.js';

/** No network takes more; each network's own, smaller limits are its adapter's business. */
export const MAX_PICTURE_BYTES = 31_457_280;
const MAX_SIDE = 20_000;
/** What a picture unpacks to: a small file can hold enough pixels to fill the memory. */
export const MAX_PIXELS = 100_000_000;

/** The picture, or in plain words why the bytes are none that we can post. */
export function inspectPicture(bytes: Uint8Array): Picture | string {
  if (bytes.length === 0) return 'the picture is empty';
  if (bytes.length > MAX_PICTURE_BYTES) return `the picture is larger than ${MAX_PICTURE_BYTES / 1_048_576} MB`;
  const type = typeOf(bytes);
  if (type === null) return 'the picture is none of JPEG, PNG, GIF and WebP';
  const size = sizeOf(bytes);
  if (size === null || size.width < 1 || size.height < 1) return 'the picture is damaged: it has no size';
  if (size.width > MAX_SIDE || size.height > MAX_SIDE)
    return `the picture is ${size.width} × ${size.height} pixels large, ${MAX_SIDE} each way is the limit`;
  if (size.width * size.height > MAX_PIXELS)
    return `the picture has ${Math.ceil((size.width * size.height) / 1e6)} million pixels, ${MAX_PIXELS / 1e6} million is the limit`;
  return { bytes, type, width: size.width, height: size.height };
}

/** The first bytes decide before any parser sees the rest: https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm */
function typeOf(bytes: Uint8Array): PictureType | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  return /^RIFF[^]{4}WEBPVP8/.test(start) ? 'image/webp' : null;
}

function sizeOf(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  try {
    return imageSize(bytes);
  } catch {
    return null;
  }
}
