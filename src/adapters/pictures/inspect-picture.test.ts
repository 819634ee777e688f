import { expect, test } from 'vitest';
import { inspectPicture } from './inspect-picture.js';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** The start of a PNG file: its header chunk, which is all that a size needs. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  header.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  header.writeUInt32BE(13, 8);
  header.write('IHDR', 12, 'latin1');
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

/** A JPEG file of its start mark and one frame header. */
function jpeg(width: number, height: number): Buffer {
  const bytes = Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc0001108000000000301110002110103110100ffd9',
    'hex',
  );
  bytes.writeUInt16BE(height, 25);
  bytes.writeUInt16BE(width, 27);
  return bytes;
}

function webp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0', 0, 'latin1');
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

test.each([
  ['image/gif', GIF, 1, 1],
  ['image/png', png(1200, 630), 1200, 630],
  ['image/jpeg', jpeg(800, 600), 800, 600],
  ['image/webp', webp(640, 480), 640, 480],
])('%s is known by its content', (type, bytes, width, height) => {
  expect(inspectPicture(bytes)).toMatchObject({ type, width, height });
});

test.each([
  ['an empty file', Buffer.alloc(0), /empty/],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), /none of JPEG/],
  ['a web page', Buffer.from('<!doctype html><title>404</title>'), /none of JPEG/],
  ['a picture cut off at its start', png(10, 10).subarray(0, 12), /damaged/],
  ['a picture without width', png(0, 10), /damaged/],
  ['a picture of 30,000 pixels', png(30_000, 10), /20000/],
  ['a picture of 300 million pixels', png(20_000, 15_000), /300 million pixels, 100 million is the limit/],
  ['more than 30 MB', Buffer.alloc(31_457_281), /30 MB/],
])('%s is refused in plain words', (_title, bytes, message) => {
  expect(inspectPicture(bytes)).toMatch(message);
});
