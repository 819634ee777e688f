import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it, test } from 'vitest';
import type { Picture, PictureLimits } from '../../application/ports/pictures.js';
import { makePng } from '../../../tests/support/make-png.js';
import { fitPicture } from './fit-picture.js';
import { inspectPicture } from './inspect-picture.js';

const limits: PictureLimits = {
  types: ['image/jpeg', 'image/png', 'image/gif'],
  maxBytes: 5 * 1024 * 1024,
  maxGifBytes: 5 * 1024 * 1024,
  maxSide: 4096,
};

/** Bytes without a pattern, the same in every run: no encoder makes them much smaller. */
function noise(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  const bytes = Buffer.alloc(width * height * channels);
  let seed = 7;
  for (let at = 0; at < bytes.length; at++) {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    bytes[at] = seed & 0xff;
  }
  return sharp(bytes, { raw: { width, height, channels } });
}

/** Red on its left half, blue on its right. */
function twoHalves(width = 600, height = 400): Sharp {
  const right = { create: { width: width / 2, height, channels: 3 as const, background: 'blue' } };
  return sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    { input: right, left: width / 2, top: 0 },
  ]);
}

async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = sharp(Buffer.alloc(40 * 120 * 3, Buffer.from('0040ff9', 'utf8')), {
    raw: { width: 40, height: 120, channels: 3, pageHeight: 40 },
  });
  return frames[format]({ delay: [100, 100, 100] }).toBuffer();
}

/** The PNG with another size in its header chunk: https://www.w3.org/TR/png-3/#11IHDR */
function declaring(png: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

async function made(from: Sharp): Promise<Picture> {
  return inspected(await from.toBuffer());
}

function inspected(bytes: Uint8Array): Picture {
  const picture = inspectPicture(bytes);
  if (typeof picture === 'string') throw new Error(picture);
  return picture;
}

async function fitted(picture: Picture, narrower: Partial<PictureLimits> = {}): Promise<Picture> {
  const result = await fitPicture(picture, { ...limits, ...narrower });
  if (typeof result === 'string') throw new Error(result);
  // What is said of the picture is what a reader of the bytes finds.
  const { type, width, height } = inspected(result.bytes);
  expect({ type, width, height }).toEqual({ type: result.type, width: result.width, height: result.height });
  expect(result.bytes.length).toBeLessThanOrEqual(narrower.maxBytes ?? limits.maxBytes);
  return result;
}

/** As a reader sees it who knows nothing of colour profiles. */
async function pixelAt({ bytes, width }: Picture, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * width + x) * info.channels, (y * width + x) * info.channels + 3)];
}

async function haveEqualPixels(one: Picture, other: Picture): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map(({ bytes }) => sharp(bytes).raw().toBuffer()));
  return first !== undefined && second !== undefined && first.equals(second);
}

const near = (colour: readonly number[]): unknown[] => colour.map((value) => expect.closeTo(value, -1) as unknown);

describe('a picture that fits', () => {
  it('goes out byte for byte', async () => {
    const picture = await made(noise(300, 200).jpeg());
    expect(await fitPicture(picture, limits)).toBe(picture);
  });

  it.each(['gif', 'webp'] as const)('may move: %s', async (format) => {
    const picture = inspected(await animation(format));
    expect(await fitPicture(picture, { ...limits, types: [picture.type] })).toBe(picture);
  });

  it('may be a GIF that is larger than a photo may be', async () => {
    const picture = inspected(await animation('gif'));
    const { length } = picture.bytes;
    expect(await fitPicture(picture, { ...limits, maxBytes: length - 1, maxGifBytes: length })).toBe(picture);
  });
});

describe('a picture of too many bytes', () => {
  it('a JPEG stays one, and keeps its size where a little less quality is enough', async () => {
    const maxBytes = 800_000;
    const picture = await made(noise(960, 800).jpeg({ quality: 98 }));
    expect(picture.bytes.length).toBeGreaterThan(maxBytes);
    expect(await fitted(picture, { maxBytes })).toMatchObject({ type: 'image/jpeg', width: 960, height: 800 });
  });

  it('a JPEG loses pixels before it loses more quality', async () => {
    const picture = await made(noise(1800, 1500).jpeg({ quality: 90 }));
    const result = await fitted(picture, { maxBytes: 600_000 });
    expect(result.type).toBe('image/jpeg');
    expect(result.width / result.height).toBeCloseTo(1.2, 1);
    // The first quantiser of the luminance table is 3 at quality 90: https://www.w3.org/Graphics/JPEG/itu-t81.pdf (annex K)
    const table = result.bytes.subarray(Buffer.from(result.bytes).indexOf(Buffer.of(0xff, 0xdb)) + 5);
    expect(table[0]).toBe(3);
  });

  it('sharp colours of a drawing stay as sharp as they were', async () => {
    const picture = await made(noise(400, 400).jpeg({ quality: 99, chromaSubsampling: '4:4:4' }));
    const { bytes } = await fitted(picture, { maxBytes: picture.bytes.length - 1 });
    expect(await sharp(bytes).metadata()).toMatchObject({ chromaSubsampling: '4:4:4' });
  });

  it('a PNG stays one and keeps its transparency', async () => {
    const maxBytes = 838_000;
    const picture = await made(noise(500, 440, 4).png({ compressionLevel: 1 }));
    expect(picture.bytes.length).toBeGreaterThan(maxBytes);
    const result = await fitted(picture, { maxBytes });
    expect(result.type).toBe('image/png');
    expect(result.width).toBeGreaterThan(360);
    expect((await sharp(result.bytes).stats()).isOpaque).toBe(false);
  });

  it('a PNG that was packed badly loses nothing', async () => {
    const picture = await made(twoHalves(1600, 1200).png({ compressionLevel: 0 }));
    expect(picture.bytes.length).toBeGreaterThan(limits.maxBytes);
    const result = await fitted(picture);
    expect(await haveEqualPixels(result, picture)).toBe(true);
  });

  it('a WebP stays one where it is taken', async () => {
    const picture = await made(noise(500, 500).webp({ quality: 98 }));
    const result = await fitted(picture, { types: ['image/webp'], maxBytes: 150_000 });
    expect(result.type).toBe('image/webp');
  });

  it('is refused where only a stamp of it would be left', async () => {
    const picture = await made(noise(700, 700).png());
    expect(await fitPicture(picture, { ...limits, maxBytes: 20_000 })).toMatch(/small enough/);
  });
});

describe('a picture of too many pixels', () => {
  it('is made as large as may be', async () => {
    expect(await fitted(await made(twoHalves(5000, 100).png()))).toMatchObject({ width: 4096, height: 82 });
  });

  it('stands upright afterwards, and tells nothing of the camera', async () => {
    const exif = { IFD0: { Artist: 'Invented Photographer' } };
    const picture = await made(twoHalves().withMetadata({ orientation: 6 }).withExifMerge(exif).jpeg());
    const result = await fitted(picture, { maxSide: 300 });
    expect(result).toMatchObject({ width: 200, height: 300 });
    expect(await pixelAt(result, 100, 20)).toEqual(near([255, 0, 0]));
    expect(await pixelAt(result, 100, 280)).toEqual(near([0, 0, 255]));
    const { exif: left, orientation } = await sharp(result.bytes).metadata();
    expect([left, orientation]).toEqual([undefined, undefined]);
  });

  it('a picture in the colours of a telephone shows the same colours to everybody', async () => {
    const picture = await made(twoHalves().withIccProfile('p3').png());
    expect(await pixelAt(picture, 50, 50)).not.toEqual(near([255, 0, 0]));
    const result = await fitted(picture, { maxSide: 300 });
    expect(await pixelAt(result, 50, 50)).toEqual(near([255, 0, 0]));
  });

  it('a picture in the colours of a printer becomes one for screens', async () => {
    const picture = await made(twoHalves().toColourspace('cmyk').jpeg({ quality: 95 }));
    const result = await fitted(picture, { maxSide: 300 });
    expect(await sharp(result.bytes).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', channels: 3 });
    const [red = 0, green = 0, blue = 0] = await pixelAt(result, 50, 50);
    expect(red).toBeGreaterThan(200);
    expect(Math.max(green, blue)).toBeLessThan(80);
  });

  it('a PNG of 16 bits keeps its colours, and a grey one stays grey', async () => {
    const deep = await fitted(await made(twoHalves().toColourspace('rgb16').png()), { maxSide: 300 });
    expect(deep.type).toBe('image/png');
    expect(await pixelAt(deep, 50, 50)).toEqual(near([255, 0, 0]));
    const grey = await fitted(await made(noise(400, 400).toColourspace('b-w').png()), { maxSide: 350 });
    expect(await sharp(grey.bytes).metadata()).toMatchObject({ space: 'b-w', channels: 1 });
  });
});

describe('a kind that the network does not take', () => {
  it('a photograph in WebP becomes a JPEG', async () => {
    const result = await fitted(await made(twoHalves().webp({ quality: 80 })));
    expect(result).toMatchObject({ type: 'image/jpeg', width: 600, height: 400 });
    expect(await pixelAt(result, 50, 50)).toEqual(near([255, 0, 0]));
  });

  it('a WebP without losses becomes a PNG without losses', async () => {
    const picture = await made(noise(200, 200).webp({ lossless: true }));
    const result = await fitted(picture);
    expect(result.type).toBe('image/png');
    expect(await haveEqualPixels(result, picture)).toBe(true);
  });

  it('a WebP that one can see through becomes a PNG', async () => {
    const result = await fitted(await made(noise(200, 200, 4).webp({ quality: 80 })));
    expect(result.type).toBe('image/png');
    expect((await sharp(result.bytes).stats()).isOpaque).toBe(false);
  });

  it('a GIF that stands still becomes a PNG', async () => {
    const picture = await made(twoHalves().gif());
    const result = await fitted(picture, { types: ['image/jpeg', 'image/png'] });
    expect(result).toMatchObject({ type: 'image/png', width: 600, height: 400 });
  });

  it('a PNG is refused in plain words where only JPEG is taken', async () => {
    expect(await fitPicture(inspected(makePng(20, 10)), { ...limits, types: ['image/jpeg'] })).toMatch(
      /takes image\/jpeg.*only become image\/png/,
    );
  });
});

describe('what is never tried', () => {
  test.each([
    ['too many bytes', 'gif', { maxGifBytes: 10 }],
    ['too many pixels', 'gif', { maxSide: 20 }],
    ['a kind that is not taken', 'webp', {}],
  ] as const)('a moving picture never stands still for %s', async (_title, format, narrower) => {
    const picture = inspected(await animation(format));
    expect(await fitPicture(picture, { ...limits, ...narrower })).toMatch(/animated/);
  });

  it('where the library cannot be loaded, that is said of the picture, and nothing is thrown', async () => {
    const load = () => Promise.reject(new Error('Could not load the "sharp" module\nPossible solutions: none'));
    expect(await fitPicture(inspected(makePng(600, 400)), { ...limits, maxSide: 400 }, load)).toBe(
      'the picture must be made smaller for the network and cannot be: Could not load the "sharp" module',
    );
  });

  it('half a JPEG is not sent as half a grey one', async () => {
    const { bytes } = await made(noise(800, 600).jpeg());
    const half = inspected(bytes.subarray(0, bytes.length / 2));
    expect(await fitPicture(half, { ...limits, maxSide: 400 })).toMatch(/cannot be.*end of JPEG/);
  });

  it('a small file that unpacks to 900 million pixels is left packed, whatever its header was taken for', async () => {
    const bomb = declaring(makePng(1, 1), 30_000, 30_000);
    expect(inspectPicture(bomb)).toMatch(/30000 × 30000/);
    const picture: Picture = { bytes: bomb, type: 'image/png', width: 5000, height: 10 };
    expect(await fitPicture(picture, limits)).toMatch(/pixel limit/);
  });
});
