import type { Sharp } from 'sharp';
import type { Picture, PictureType } from '../../application/ports/pictures.js';

/** How a picture is written anew: `fullest` first, `leaner` before it has to lose pixels. */
export interface Encodings {
  readonly type: PictureType;
  readonly fullest: Encoding;
  readonly leaner: Encoding;
}

export type Encoding = (image: Sharp) => Sharp;

/** Never a worse kind than the picture has; in plain words why there is none. */
export async function chooseEncodings(
  source: Sharp,
  { type, bytes }: Picture,
  types: readonly PictureType[],
): Promise<Encodings | string> {
  const { pages, chromaSubsampling } = await source.metadata();
  if (pages !== undefined && pages > 1)
    return 'the picture is animated and does not fit as it is: made smaller, it would stand still';
  const encodings = await encodingsOf(source, { type, bytes, chromaSubsampling }, types.includes('image/webp'));
  if (types.includes(encodings.type)) return encodings;
  return `the network takes ${types.join(', ')}, and without a loss the picture can only become ${encodings.type}`;
}

async function encodingsOf(
  source: Sharp,
  picture: Pick<Picture, 'type' | 'bytes'> & { readonly chromaSubsampling: string | undefined },
  takesWebp: boolean,
): Promise<Encodings> {
  switch (picture.type) {
    case 'image/jpeg':
      return jpeg(90, picture.chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4');
    // A GIF that stands still: writing one anew would choose its 256 colours again.
    case 'image/gif':
    case 'image/png':
      return PNG;
    case 'image/webp': {
      const lossless = isLossless(picture.bytes);
      if (takesWebp) return webp(lossless);
      return lossless || !(await source.stats()).isOpaque ? PNG : jpeg(92, '4:2:0');
    }
  }
}

/** Photographs like adaptive filters, drawings none. A level above 6 takes up to eight times as long for one byte in fifty. */
const PNG: Encodings = {
  type: 'image/png',
  fullest: (image) => image.png({ compressionLevel: 6, adaptiveFiltering: true }),
  leaner: (image) => image.png({ compressionLevel: 6, adaptiveFiltering: false }),
};

function jpeg(quality: number, chromaSubsampling: '4:4:4' | '4:2:0'): Encodings {
  return {
    type: 'image/jpeg',
    fullest: (image) => image.jpeg({ quality, chromaSubsampling }),
    leaner: (image) => image.jpeg({ quality: 82, chromaSubsampling }),
  };
}

function webp(lossless: boolean): Encodings {
  return {
    type: 'image/webp',
    fullest: (image) => image.webp({ quality: 90, lossless }),
    leaner: (image) => image.webp({ quality: 82, lossless }),
  };
}

/** A still WebP has one bitstream chunk, `VP8L` or `VP8 `: https://developers.google.com/speed/webp/docs/riff_container */
function isLossless(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= file.length;) {
    const chunk = file.toString('latin1', at, at + 4);
    if (chunk.startsWith('VP8') && chunk !== 'VP8X') return chunk === 'VP8L';
    const size = file.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
  return false;
}
