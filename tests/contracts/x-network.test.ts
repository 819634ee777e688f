import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { XNetwork } from '../../src/adapters/networks/x/x-network.js';
import type { Prepared } from '../../src/application/ports/network.js';
import type { LoadedPicture } from '../../src/application/ports/pictures.js';
import type { Part } from '../../src/domain/post.js';
import type { Simulator, Timeline } from '../../src/simulators/simulator.js';
import { SIMULATED_X_CREDENTIALS, startXSimulator } from '../../src/simulators/x/start-x-simulator.js';
import { testAccount } from '../support/samples.js';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const NOTHING: Prepared = { mediaIds: [], usableUntil: null };
const GAZETTE = testAccount();
const { signal } = new AbortController();

let simulator: Simulator;
let picture: LoadedPicture;
let story = 0;

const clock = { now: () => new Date() };
const networkAt = (apiUrl: string) =>
  new XNetwork({
    connectionOf: () => ({ apiUrl, ...SIMULATED_X_CREDENTIALS }),
    pictures: { load: () => Promise.resolve(picture) },
    clock,
  });
const inTenSeconds = () => new Date(Date.now() + 10_000);

/** A part that no earlier test has published. */
function partOf(changes: Partial<Part> = {}): Part {
  const link = `https://www.example.com/story-${story}?a=1&b=2`;
  const text = `Ferry story ${story} & “all aboard” ${link}`;
  return { position: 0, text, link, media: [], inReplyTo: null, ...changes };
}

async function set(switches: 'faults' | 'settings', body: unknown): Promise<void> {
  const answer = await fetch(`${simulator.url}/simulator/${switches}`, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

async function seenByReaders(): Promise<Timeline['posts']> {
  return ((await (await fetch(`${simulator.url}/timeline.json`)).json()) as Timeline).posts;
}

describe.each(['2.166', '2.167'] as const)('X in the dialect of %s', (dialect) => {
  let network: XNetwork;

  const publish = (part: Part, prepared = NOTHING, deadline = inTenSeconds(), until = signal) =>
    network.publish(part, prepared, GAZETTE, deadline, until);
  const find = (part: Part, knownIds: readonly string[] = [], notBefore = new Date(Date.now() - 60_000)) =>
    network.findPublished(part, GAZETTE, { notBefore, knownIds: new Set(knownIds) }, signal);
  const publishedId = async (part: Part, prepared = NOTHING): Promise<string> => {
    const outcome = await publish(part, prepared);
    if (outcome.kind !== 'published') throw new Error(JSON.stringify(outcome));
    return outcome.remoteId;
  };

  beforeAll(async () => {
    simulator = await startXSimulator({ port: 0, stateFile: null, dialect });
    network = networkAt(simulator.url);
  });
  afterAll(() => simulator.close());
  beforeEach(() => {
    story += 1;
    picture = { kind: 'loaded', picture: { bytes: PIXEL, type: 'image/png', width: 1, height: 1 } };
  });
  afterEach(async () => {
    await fetch(`${simulator.url}/simulator/faults`, { method: 'DELETE' });
    await set('settings', { reset: true });
  });

  it('publishes a post once, where readers see it', async () => {
    const part = partOf();
    const outcome = await publish(part);
    expect(outcome).toMatchObject({ kind: 'published' });
    const [post] = (await seenByReaders()).filter(({ text }) => text.includes(`story ${story} `));
    expect(post).toMatchObject({ link: part.link });
    expect(outcome).toMatchObject({ remoteId: post?.id, url: `${simulator.url}/i/web/status/${post?.id ?? ''}` });
  });

  it('sends nothing after the deadline', async () => {
    const before = (await seenByReaders()).length;
    expect(await publish(partOf(), NOTHING, new Date())).toMatchObject({
      kind: 'deferred',
      answer: { status: null, code: 'deadline-passed' },
    });
    expect(await seenByReaders()).toHaveLength(before);
  });

  it('publishes a thread part by part and finds each again', async () => {
    const first = partOf();
    const firstId = await publishedId(first);
    const second = partOf({ position: 1, text: `More on story ${story}`, link: null, inReplyTo: firstId });
    const secondId = await publishedId(second);
    expect(await find(first)).toMatchObject({ kind: 'found', remoteId: firstId });
    expect(await find(second)).toMatchObject({ kind: 'found', remoteId: secondId });
    expect(await find({ ...second, inReplyTo: secondId })).toEqual({ kind: 'absent' });
  });

  it('publishes pictures with their descriptions, and uploads them no second time', async () => {
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: 'A ferry in the harbour' }] });
    const result = await network.prepare(part, GAZETTE, null, signal);
    if (result.kind !== 'prepared') throw new Error(JSON.stringify(result));
    expect(await network.prepare(part, GAZETTE, result.prepared, signal)).toEqual(result);
    const id = await publishedId(part, result.prepared);
    const post = (await seenByReaders()).find((each) => each.id === id);
    expect(post?.media).toEqual([{ alt: 'A ferry in the harbour' }]);
    expect(await find(part)).toMatchObject({ kind: 'found', remoteId: id });
  });

  it('uploads again what X has forgotten', async () => {
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: '' }] });
    const gone = { mediaIds: ['1'], usableUntil: inTenSeconds() };
    expect(await publish(part, gone)).toMatchObject({ kind: 'deferred', discardPrepared: true, onceThen: 'rejected' });
    const expired = { mediaIds: ['1'], usableUntil: new Date(Date.now() - 1) };
    const result = await network.prepare(part, GAZETTE, expired, signal);
    expect(result.kind === 'prepared' && result.prepared.mediaIds).not.toEqual(['1']);
  });

  it.each([
    ['rejected', { kind: 'unusable', message: 'this is no picture' }],
    ['deferred', { kind: 'unreachable', message: 'the site is down' }],
  ] as const)('is %s while its picture is not to be had', async (kind, given) => {
    picture = given;
    const part = partOf({ media: [{ pictureId: null, url: 'https://example.com/a.png', alt: '' }] });
    const result = await network.prepare(part, GAZETTE, null, signal);
    expect(result).toMatchObject({ kind: 'failed', outcome: { kind, answer: { message: given.message } } });
  });

  it('rejects a picture over five megabytes without sending it', async () => {
    const bytes = Buffer.alloc(5 * 1024 * 1024 + 1);
    picture = { kind: 'loaded', picture: { bytes, type: 'image/jpeg', width: 1, height: 1 } };
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: '' }] });
    expect(await network.prepare(part, GAZETTE, null, signal)).toMatchObject({ outcome: { kind: 'rejected' } });
  });

  it('comes back later when an upload fails on the side of X', async () => {
    await set('faults', { operation: 'upload', fault: { kind: 'error', key: 'service-unavailable-html' } });
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: '' }] });
    expect(await network.prepare(part, GAZETTE, null, signal)).toMatchObject({ outcome: { kind: 'deferred' } });
  });

  it('gives up waiting for an animation at the end of the attempt', async () => {
    await set('settings', { mediaProcessing: 'stuck' });
    picture = { kind: 'loaded', picture: { bytes: PIXEL, type: 'image/gif', width: 1, height: 1 } };
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: '' }] });
    const result = await network.prepare(part, GAZETTE, null, AbortSignal.timeout(300));
    expect(result).toMatchObject({ outcome: { kind: 'deferred' } });
  });

  it.each([
    ['a cut connection', { kind: 'drop', applied: true }],
    ['a server error', { kind: 'error', key: 'internal-error', applied: true }],
    ['half an answer', { kind: 'truncate' }],
    ['an empty answer', { kind: 'empty' }],
    ['an answer without an id', { kind: 'without-id' }],
    ['an answer that comes too slowly', { kind: 'trickle', everyMs: 200 }],
    ['an answer that never comes', { kind: 'hang', applyAfterMs: 0 }],
  ])('does not know after %s, looks, and finds it', async (_, fault) => {
    await set('faults', { operation: 'publish', fault });
    const part = partOf();
    expect(await publish(part, NOTHING, inTenSeconds(), AbortSignal.timeout(400))).toMatchObject({ kind: 'unknown' });
    const found = await find(part);
    expect(found).toMatchObject({ kind: 'found' });
    expect(await find(part, 'remoteId' in found ? [found.remoteId] : [])).toEqual({ kind: 'absent' });
  });

  it.each([
    ['a cut connection', { kind: 'drop', applied: false }],
    ['a redirection', { kind: 'redirect' }],
  ])('does not know after %s, looks, and finds nothing', async (_, fault) => {
    await set('faults', { operation: 'publish', fault });
    const part = partOf();
    expect(await publish(part)).toMatchObject({ kind: 'unknown' });
    expect(await find(part)).toEqual({ kind: 'absent' });
  });

  it('cannot tell between two posts that look alike, and finds none that is older than its own', async () => {
    await set('settings', { duplicateCheck: false });
    const part = partOf();
    const ids = [await publishedId(part), await publishedId(part)];
    expect(await find(part)).toMatchObject({ kind: 'cannot-tell' });
    expect(await find(part, ids.slice(0, 1))).toMatchObject({ kind: 'found', remoteId: ids[1] });
    expect(await find(part, [], new Date(Date.now() + 60_000))).toEqual({ kind: 'absent' });
  });

  it('cannot tell when the look itself fails', async () => {
    await set('faults', { operation: 'timeline', fault: { kind: 'error', key: 'rate-limited' } });
    expect(await find(partOf())).toMatchObject({ kind: 'cannot-tell', answer: { status: 429 } });
  });

  it('sees the same text again as a duplicate', async () => {
    const part = partOf();
    await publish(part);
    expect(await publish(part)).toMatchObject({ kind: 'duplicate' });
  });

  it('waits for the window when it is used up', async () => {
    await set('faults', { operation: 'publish', fault: { kind: 'error', key: 'rate-limited-24h' } });
    const outcome = await publish(partOf());
    const until = outcome.blockedUntil?.getTime() ?? 0;
    expect(outcome).toMatchObject({ kind: 'deferred' });
    expect(until - Date.now()).toBeGreaterThan(23 * 60 * 60 * 1000);
  });

  it('retracts a post, and one that is gone already', async () => {
    const id = await publishedId(partOf());
    expect(await network.retract(id, GAZETTE, signal)).toEqual({ kind: 'retracted' });
    expect((await seenByReaders()).map((post) => post.id)).not.toContain(id);
    expect(await network.retract(id, GAZETTE, signal)).toEqual({ kind: 'retracted' });
  });

  it('knows whose account it is, and that it is refused', async () => {
    expect(await network.checkAccount(GAZETTE, signal)).toMatchObject({ kind: 'healthy', remoteId: '1000000001' });
    await set('faults', { operation: 'me', fault: { kind: 'error', key: 'unauthorized' } });
    expect(await network.checkAccount(GAZETTE, signal)).toMatchObject({ kind: 'unhealthy', answer: { status: 401 } });
  });
});

it('tries again soon when X cannot be reached', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  const network = networkAt(`http://127.0.0.1:${port}`);
  const outcome = await network.publish(partOf(), NOTHING, GAZETTE, inTenSeconds(), signal);
  expect(outcome).toMatchObject({ kind: 'deferred', answer: { status: null, code: 'ECONNREFUSED' } });
});

it('asks for a connection where none is configured', async () => {
  const network = new XNetwork({ connectionOf: () => null, pictures: { load: () => Promise.resolve(picture) }, clock });
  const outcome = await network.publish(partOf(), NOTHING, GAZETTE, inTenSeconds(), signal);
  expect(outcome).toMatchObject({ kind: 'unauthorized' });
});
