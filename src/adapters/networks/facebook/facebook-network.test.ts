import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Prepared } from '../../../application/ports/network.js';
import type { LoadedPicture, PictureLimits } from '../../../application/ports/pictures.js';
import type { Part } from '../../../domain/post.js';
import { TIMING } from '../../../domain/timing.js';
import { FacebookNetwork } from './facebook-network.js';
import { testAccount } from '../../../../tests/support/samples.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const DEADLINE = new Date('2026-03-01T12:00:30Z');
const PAGE = testAccount({ network: 'facebook', simulated: false, remoteId: '100' });
const LINK = 'https://gazette.example/ferry';
const PART: Part = { position: 0, text: 'The ferry sails again', link: LINK, media: [], inReplyTo: null };
const PHOTO_PART: Part = { ...PART, media: [{ pictureId: 'p1', url: null, alt: 'The ferry at the pier' }] };
const NOTHING: Prepared = { mediaIds: [], usableUntil: null, unpublishedId: null };
const PIER: LoadedPicture = {
  kind: 'loaded',
  picture: { bytes: new Uint8Array([1, 2, 3]), type: 'image/jpeg', width: 10, height: 10 },
};

/** Answers by method and path; anything else is a 500 page. */
let answers: Record<string, readonly [status: number, body: unknown]>;
let seen: { readonly what: string; readonly body: string }[];
let picture: LoadedPicture;
let limits: PictureLimits | null;
let close: () => Promise<unknown>;
let apiUrl: string;

beforeEach(async () => {
  answers = {};
  seen = [];
  picture = PIER;
  limits = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const what = `${request.method ?? ''} ${new URL(request.url ?? '', 'http://page').pathname.replace('/v25.0/', '')}`;
      seen.push({ what, body: Buffer.concat(chunks).toString('latin1') });
      const [status, body] = answers[what] ?? [500, '<html>'];
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => new Promise((done) => server.close(done));
});
afterEach(() => close());

const { signal } = new AbortController();
const network = (now = NOW) =>
  new FacebookNetwork({
    connectionOf: () => ({ apiUrl, graphVersion: 'v25.0', pageId: '100', pageAccessToken: 'T', appSecret: null }),
    pictures: {
      load: (_media, asked) => {
        limits = asked;
        return Promise.resolve(picture);
      },
    },
    clock: { now: () => now },
    timing: TIMING,
  });
const stranger = new FacebookNetwork({
  connectionOf: () => null,
  pictures: { load: () => Promise.resolve(PIER) },
  clock: { now: () => NOW },
  timing: TIMING,
});

test('a link goes beside the text, once, and the address of the post is read', async () => {
  answers = {
    'POST 100/feed': [200, { id: '100_7' }],
    'GET 100_7': [200, { is_published: true, permalink_url: 'https://www.facebook.com/9/posts/7' }],
  };
  expect(await network().publish(PART, NOTHING, PAGE, DEADLINE, signal)).toEqual({
    kind: 'published',
    remoteId: '100_7',
    url: 'https://www.facebook.com/9/posts/7',
  });
  expect(seen.map(({ what }) => what)).toEqual(['POST 100/feed', 'GET 100_7']);
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ message: 'The ferry sails again', link: LINK });
});

test.each([
  ['cannot be read yet', 400, { error: { message: 'Unsupported get request.', code: 100, error_subcode: 33 } }],
  ['is missing', 200, { id: '100_7', is_published: true }],
  ['is no web address', 200, { is_published: true, permalink_url: '/9/posts/7' }],
])('a published post whose address %s is published all the same', async (_why, status, body) => {
  answers = { 'POST 100/feed': [200, { id: '100_7' }], 'GET 100_7': [status, body] };
  expect(await network().publish(PART, NOTHING, PAGE, DEADLINE, signal)).toEqual({
    kind: 'published',
    remoteId: '100_7',
    url: null,
  });
});

test('beside photos the link stands in the text', async () => {
  answers = { 'POST 100/feed': [200, { id: '100_7' }] };
  await network().publish(PHOTO_PART, { ...NOTHING, mediaIds: ['51'] }, PAGE, DEADLINE, signal);
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
    message: `The ferry sails again\n\n${LINK}`,
    attached_media: [{ media_fbid: '51' }],
  });
});

test('past the deadline nothing leaves', async () => {
  expect(await network(DEADLINE).publish(PART, NOTHING, PAGE, DEADLINE, signal)).toMatchObject({
    kind: 'deferred',
    retryAt: DEADLINE,
    answer: { code: 'deadline-passed' },
  });
  expect(await network().publish(PART, NOTHING, PAGE, DEADLINE, AbortSignal.abort())).toMatchObject({
    kind: 'deferred',
  });
  expect(seen).toEqual([]);
});

test('a page that Facebook could not fetch is fetched anew before the one more try', async () => {
  answers = { 'POST 100/feed': [400, { error: { message: 'There was a problem scraping.', code: 1609005 } }] };
  expect(await network().publish(PART, NOTHING, PAGE, DEADLINE, signal)).toMatchObject({
    kind: 'deferred',
    onceThen: 'rejected',
  });
  expect(JSON.parse(seen[1]?.body ?? '')).toEqual({ id: LINK, scrape: true });
});

test('a photo is uploaded unpublished with its alternative text, and kept for a day', async () => {
  answers = { 'POST 100/photos': [200, { id: '51' }] };
  expect(await network().prepare(PHOTO_PART, PAGE, null, signal)).toEqual({
    kind: 'prepared',
    prepared: { ...NOTHING, mediaIds: ['51'], usableUntil: new Date('2026-03-02T12:00:00Z') },
  });
  expect(seen[0]?.body).toMatch(/name="published"\r\n\r\nfalse\r\n/);
  expect(seen[0]?.body).toMatch(/name="alt_text_custom"\r\n\r\nThe ferry at the pier\r\n/);
  expect(seen[0]?.body).toMatch(
    /name="source"; filename="photo.jpg"\r\nContent-Type: image\/jpeg\r\n\r\n\x01\x02\x03\r\n/,
  );
});

test('photos that Facebook still has are not uploaded again', async () => {
  answers = { 'POST 100/photos': [200, { id: '52' }] };
  const fresh = { ...NOTHING, mediaIds: ['51'], usableUntil: new Date('2026-03-01T20:00:00Z') };
  expect(await network().prepare(PHOTO_PART, PAGE, fresh, signal)).toEqual({ kind: 'prepared', prepared: fresh });
  expect(seen).toEqual([]);
  const stale = { ...NOTHING, mediaIds: ['51'], usableUntil: new Date('2026-03-01T12:05:00Z') };
  expect(await network().prepare(PHOTO_PART, PAGE, stale, signal)).toMatchObject({ prepared: { mediaIds: ['52'] } });
});

test('a post without pictures and link needs no preparation', async () => {
  expect(await network().prepare({ ...PART, link: null }, PAGE, null, signal)).toEqual({
    kind: 'prepared',
    prepared: NOTHING,
  });
  expect(seen).toEqual([]);
});

test('an upload whose end is unclear is done again later: no reader saw it', async () => {
  answers = { 'POST 100/photos': [500, { error: { message: 'An unexpected error.', code: 2 } }] };
  expect(await network().prepare(PHOTO_PART, PAGE, null, signal)).toMatchObject({
    kind: 'failed',
    outcome: { kind: 'deferred', retryAt: new Date('2026-03-01T12:00:15Z') },
  });
});

test('a picture is asked for as Facebook takes it: no WebP, and at most 4 MB', async () => {
  answers = { 'POST 100/photos': [200, { id: '51' }] };
  await network().prepare(PHOTO_PART, PAGE, null, signal);
  expect(limits).toEqual({
    types: ['image/jpeg', 'image/png', 'image/gif'],
    maxBytes: 4 * 1024 * 1024,
    maxGifBytes: 4 * 1024 * 1024,
    maxSide: 8192,
  });
});

test('photos that are gone when the post is made are uploaded anew, once', async () => {
  answers = { 'POST 100/feed': [400, { error: { message: '(#100) Invalid parameter', code: 100 } }] };
  const withPhoto = { ...NOTHING, mediaIds: ['51'] };
  expect(await network().publish(PHOTO_PART, withPhoto, PAGE, DEADLINE, signal)).toMatchObject({
    kind: 'deferred',
    discardPrepared: true,
    onceThen: 'rejected',
  });
  expect(await network().publish(PART, NOTHING, PAGE, DEADLINE, signal)).toMatchObject({ kind: 'rejected' });
});

test.each<[string, LoadedPicture, object]>([
  ['that is gone', { kind: 'unusable', message: 'the picture is gone' }, { kind: 'rejected', scope: 'content' }],
  ['whose site is down', { kind: 'unreachable', message: 'the site is down' }, { kind: 'deferred' }],
])('a picture %s is not uploaded', async (_what, given, outcome) => {
  picture = given;
  expect(await network().prepare(PHOTO_PART, PAGE, null, signal)).toMatchObject({ kind: 'failed', outcome });
  expect(seen).toEqual([]);
});

test('a post that is deleted is retracted, one that only we may not see is not', async () => {
  answers = {
    'DELETE 100_7': [200, { success: true }],
    'DELETE 100_8': [400, { error: { message: 'Unsupported delete request.', code: 100, error_subcode: 33 } }],
    'DELETE 100_9': [403, { error: { message: 'no permission', code: 200 } }],
  };
  expect(await network().retract('100_7', PAGE, signal)).toEqual({ kind: 'retracted' });
  expect(await network().retract('8', PAGE, signal)).toMatchObject({ kind: 'failed', answer: { code: '100/33' } });
  expect(seen.at(-1)?.what).toBe('DELETE 100_8');
  expect(await network().retract('100_9', PAGE, signal)).toMatchObject({ kind: 'failed', answer: { code: '200' } });
});

test('an account is healthy when the Page says its name', async () => {
  answers = { 'GET 100': [200, { id: '100', name: 'The Harbour Gazette' }] };
  expect(await network().checkAccount(PAGE, signal)).toEqual({
    kind: 'healthy',
    remoteId: '100',
    displayName: 'The Harbour Gazette',
  });
  answers = { 'GET 100': [400, { error: { message: 'expired', code: 190, error_subcode: 463 } }] };
  expect(await network().checkAccount(PAGE, signal)).toMatchObject({ kind: 'unhealthy', answer: { code: '190/463' } });
});

test('without credentials nothing is tried and everything says so', async () => {
  const answer = { code: 'not-connected' };
  const where = { notBefore: NOW, knownIds: new Set<string>() };
  expect(await stranger.prepare(PHOTO_PART, PAGE, null, signal)).toMatchObject({
    outcome: { kind: 'unauthorized', answer },
  });
  expect(await stranger.publish(PART, NOTHING, PAGE, DEADLINE, signal)).toMatchObject({ kind: 'unauthorized', answer });
  expect(await stranger.findPublished(PART, null, PAGE, where, signal)).toMatchObject({
    kind: 'cannot-tell',
    noAccess: true,
    answer,
  });
  expect(await stranger.retract('100_7', PAGE, signal)).toMatchObject({ kind: 'failed', answer });
  expect(await stranger.checkAccount(PAGE, signal)).toMatchObject({ kind: 'unhealthy', answer });
});
