import type { Sharp, SharpConstructor } from 'sharp';
import type { Picture, PictureLimits } from '../../application/ports/pictures.js';
import { chooseEncodings, type Encoding, type Encodings } from './choose-encodings.js';
import { MAX_PIXELS } from './inspect-picture.js';

/** A claim gives 45 s for everything, and the smaller a picture, the faster it is written: this leaves room for the upload. */
const ENCODING_SECONDS = 5;
const SMALLER_TRIES = 5;
/** A picture of less is none that a newsroom would want to see under its name. */
const SMALLEST_SIDE = 320;

/** The picture as it is where the limits allow it, else made to fit; or in plain words why it cannot be. */
export async function fitPicture(
  picture: Picture,
  limits: PictureLimits,
  load: LoadSharp = loadSharp,
): Promise<Picture | string> {
  if (fits(picture, limits)) return picture;
  try {
    const open = await openerOf(picture, load);
    const encodings = await chooseEncodings(open(), picture, limits.types);
    return typeof encodings === 'string' ? encodings : await encodeWithin(open, encodings, limits);
  } catch (error) {
    const [cause] = (error instanceof Error ? error.message : String(error)).split('\n');
    return `the picture must be made smaller for the network and cannot be: ${cause ?? ''}`;
  }
}

function fits({ type, bytes, width, height }: Picture, limits: PictureLimits): boolean {
  const maxBytes = type === 'image/gif' ? limits.maxGifBytes : limits.maxBytes;
  return limits.types.includes(type) && bytes.length <= maxBytes && Math.max(width, height) <= limits.maxSide;
}

type LoadSharp = () => Promise<SharpConstructor>;

/** When it is needed only. It has a native half, which a machine may lack. */
const loadSharp: LoadSharp = async () => (await import('sharp')).default;

/** One thread and no cache, so that a small machine keeps its memory. */
async function openerOf({ bytes }: Picture, load: LoadSharp): Promise<() => Sharp> {
  const sharp = await load();
  sharp.concurrency(1);
  sharp.cache(false);
  return () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
}

/** Both encodings at full size; then fewer pixels, but the fullest of each. */
async function encodeWithin(
  open: () => Sharp,
  { type, fullest, leaner }: Encodings,
  { maxBytes, maxSide }: PictureLimits,
): Promise<Picture | string> {
  const { width, height, space } = await open().metadata();
  /** Gives what the longer side must shrink by where the result is too large. */
  const encode = async (encoding: Encoding, side: number): Promise<Picture | number> => {
    const image = open().timeout({ seconds: ENCODING_SECONDS }).autoOrient();
    // Otherwise a grey picture is written as three equal colours.
    if (space === 'b-w' || space === 'grey16') image.toColourspace('b-w');
    image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    const written = await encoding(image).toBuffer({ resolveWithObject: true }).catch(nullIfTooSlow);
    if (written === null) return 0.5;
    const { data: bytes, info } = written;
    if (bytes.length <= maxBytes) return { bytes, type, width: info.width, height: info.height };
    // A photograph's bytes go with its pixels, that is with the square of a side.
    return 0.96 * Math.sqrt(maxBytes / bytes.length);
  };

  let side = Math.min(maxSide, Math.max(width, height));
  let made = await encode(fullest, side);
  if (typeof made !== 'number') return made;
  const lean = await encode(leaner, side);
  if (typeof lean !== 'number') return lean;
  for (let tries = 0; tries < SMALLER_TRIES; tries++) {
    side = Math.floor(side * made);
    if (side < SMALLEST_SIDE) break;
    made = await encode(fullest, side);
    if (typeof made !== 'number') return made;
  }
  return `the picture cannot be made small enough for the network, which takes ${maxBytes} bytes`;
}

/** What a slow machine cannot write in time is tried with fewer pixels. */
function nullIfTooSlow(error: unknown): null {
  if (error instanceof Error && error.message.startsWith('timeout:')) return null;
  throw error;
}
