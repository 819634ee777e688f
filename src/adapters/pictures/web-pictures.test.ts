import { expect, test } from 'vitest';
import type { LoadedPicture } from '../../application/ports/pictures.js';
import type { Media } from '../../domain/post.js';
import type { Fetched } from '../http/guarded-fetch.js';
import { StoredOrWebPictures } from './web-pictures.js';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const url = 'https://baytimes.example/a.gif';
const signal = new AbortController().signal;

function load(media: Partial<Media>, answer: Fetched): Promise<LoadedPicture> {
  const pictures = new StoredOrWebPictures({
    stored: (pictureId) => Promise.resolve(pictureId === 'known' ? GIF : null),
    fetchBytes: () => Promise.resolve(answer),
  });
  return pictures.load({ pictureId: null, url: null, alt: '', ...media }, signal);
}

const answered = (status: number, bytes: Uint8Array = GIF): Fetched => ({ kind: 'fetched', status, bytes, url });
const refused: Fetched = { kind: 'refused', message: 'not for us' };

test('a stored picture needs no web', async () => {
  expect(await load({ pictureId: 'known' }, refused)).toMatchObject({ kind: 'loaded', picture: { type: 'image/gif' } });
});

test('a stored picture that is gone will never do', async () => {
  expect(await load({ pictureId: 'gone' }, refused)).toMatchObject({ kind: 'unusable' });
});

test('a picture on the web is fetched and looked into', async () => {
  expect(await load({ url }, answered(200))).toMatchObject({ kind: 'loaded', picture: { width: 1, height: 1 } });
});

test.each([
  ['an address that is refused', refused],
  ['a picture that is gone', answered(404)],
  ['a page instead of a picture', answered(200, Buffer.from('<html>'))],
])('%s will never do', async (_title, answer) => {
  expect(await load({ url }, answer)).toMatchObject({ kind: 'unusable' });
});

test.each<[string, Fetched]>([
  ['a site that is down', { kind: 'unreachable', message: 'connect ECONNREFUSED' }],
  ['a site in trouble', answered(503)],
  ['a site that asks for patience', answered(429)],
])('%s may do later', async (_title, answer) => {
  expect(await load({ url }, answer)).toMatchObject({ kind: 'unreachable' });
});
