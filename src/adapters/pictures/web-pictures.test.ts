import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LoadedPicture, PictureLimits } from '../../application/ports/pictures.js';
import type { Media } from '../../domain/post.js';
import type { Fetched } from '../http/guarded-fetch.js';
import { makePng } from '../../../tests/support/make-png.js';
import { StoredOrWebPictures } from './web-pictures.js';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const url = 'https://baytimes.example/a.gif';
const signal = new AbortController().signal;
const limits: PictureLimits = {
  types: ['image/gif', 'image/png'],
  maxBytes: 1_000_000,
  maxGifBytes: 1_000_000,
  maxSide: 4096,
};

/** A newsroom whose web gives one answer, with what its ledger holds of pictures. */
function openNewsroom(answer: Fetched, stored: Readonly<Record<string, Uint8Array>> = {}) {
  const store = new Map(Object.entries(stored));
  const idByUrl = new Map<string, string>();
  const fetches: string[] = [];
  const pictures = new StoredOrWebPictures({
    ledger: {
      loadPicture: (pictureId) => Promise.resolve(store.get(pictureId) ?? null),
      findFetched: (address) => Promise.resolve(idByUrl.get(address) ?? null),
      keepFetched: (address, pictureId, bytes) => {
        store.set(pictureId, bytes);
        idByUrl.set(address, pictureId);
        return Promise.resolve();
      },
    },
    fetchBytes: (address) => {
      fetches.push(address);
      return Promise.resolve(answer);
    },
  });
  const load = (media: Partial<Media>): Promise<LoadedPicture> =>
    pictures.load({ pictureId: null, url: null, alt: '', ...media }, limits, signal);
  return { load, store, idByUrl, fetches };
}

const answered = (status: number, bytes: Uint8Array = GIF): Fetched => ({
  kind: 'fetched',
  status,
  headers: {},
  bytes,
  url,
  movedTo: null,
});
const refused: Fetched = { kind: 'refused', message: 'not for us' };

test('a stored picture needs no web', async () => {
  const { load, fetches } = openNewsroom(refused, { known: GIF });
  expect(await load({ pictureId: 'known' })).toMatchObject({ kind: 'loaded', picture: { type: 'image/gif' } });
  expect(fetches).toEqual([]);
});

test('a stored picture that is gone will never do, nor does a medium that names none', async () => {
  const { load } = openNewsroom(answered(200));
  expect(await load({ pictureId: 'gone' })).toMatchObject({ kind: 'unusable' });
  expect(await load({})).toMatchObject({ kind: 'unusable' });
});

test('a picture on the web is fetched once, looked into and kept under the sum of its bytes', async () => {
  const { load, store, fetches } = openNewsroom(answered(200));
  for (let time = 0; time < 2; time++)
    expect(await load({ url })).toMatchObject({ kind: 'loaded', picture: { width: 1, height: 1 } });
  expect(fetches).toEqual([url]);
  expect([...store.keys()]).toEqual([createHash('sha256').update(GIF).digest('hex')]);
});

test('a picture that is remembered and was thrown away since is fetched again', async () => {
  const { load, store, fetches } = openNewsroom(answered(200));
  await load({ url });
  store.clear();
  expect(await load({ url })).toMatchObject({ kind: 'loaded' });
  expect(fetches).toEqual([url, url]);
});

test('a picture is kept as it came, and fitted for the network that asks', async () => {
  const banner = makePng(5000, 50);
  const { load, store } = openNewsroom(answered(200, banner));
  expect(await load({ url })).toMatchObject({
    kind: 'loaded',
    picture: { type: 'image/png', width: 4096, height: 41 },
  });
  expect([...store.values()]).toEqual([banner]);
});

test('a picture that cannot be made to fit will never do', async () => {
  const { load } = openNewsroom(answered(200, makePng(5000, 50).subarray(0, 60)));
  expect(await load({ url })).toMatchObject({ kind: 'unusable' });
});

test.each([
  ['an address that is refused', refused],
  ['a picture that is gone', answered(404)],
  ['a page instead of a picture', answered(200, Buffer.from('<html>'))],
])('%s will never do, and is not kept', async (_title, answer) => {
  const { load, store, idByUrl } = openNewsroom(answer);
  expect(await load({ url })).toMatchObject({ kind: 'unusable' });
  expect([store.size, idByUrl.size]).toEqual([0, 0]);
});

test.each<[string, Fetched]>([
  ['a site that is down', { kind: 'unreachable', message: 'connect ECONNREFUSED' }],
  ['a site in trouble', answered(503)],
  ['a site that asks for patience', answered(429)],
])('%s may do later, and is asked again then', async (_title, answer) => {
  const { load, fetches } = openNewsroom(answer);
  for (let time = 0; time < 2; time++) expect(await load({ url })).toMatchObject({ kind: 'unreachable' });
  expect(fetches).toEqual([url, url]);
});
