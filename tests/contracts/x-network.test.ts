import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { XNetwork } from '../../src/adapters/networks/x/x-network.js';
import type { Prepared } from '../../src/application/ports/network.js';
import type { LoadedPicture, PictureLimits, Pictures } from '../../src/application/ports/pictures.js';
import type { Part } from '../../src/domain/post.js';
import { TIMING } from '../../src/domain/timing.js';
import type { Simulator, Timeline } from '../../src/simulators/simulator.js';
import { SIMULATED_X_CREDENTIALS, startXSimulator } from '../../src/simulators/x/start-x-simulator.js';
import { giveUpOnce } from '../support/give-up-once.js';
import { testAccount } from '../support/samples.js';
import { PIXEL } from '../support/tested-x.js';

const NOTHING: Prepared = { mediaIds: [], usableUntil: null, unpublishedId: null };
const GAZETTE = testAccount();
const { signal } = new AbortController();

let simulator: Simulator;
let picture: LoadedPicture;
let limits: PictureLimits | null = null;
let story = 0;

const clock = { now: () => new Date() };
const pictures: Pictures = {
  load: (_, given) => {
    limits = given;
    return Promise.resolve(picture);
  },
};
const networkAt = (apiUrl: string) =>
  new XNetwork({ connectionOf: () => ({ apiUrl, ...SIMULATED_X_CREDENTIALS }), pictures, clock, timing: TIMING });
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
    network.findPublished(part, null, GAZETTE, { notBefore, knownIds: new Set(knownIds) }, signal);
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
    const inAnHour = new Date(Date.now() + 3_600_000);
    const gone = { ...NOTHING, mediaIds: ['1'], usableUntil: inAnHour };
    expect(await network.prepare(part, GAZETTE, gone, signal)).toEqual({ kind: 'prepared', prepared: gone });
    expect(await publish(part, gone)).toMatchObject({ kind: 'deferred', discardPrepared: true, onceThen: 'rejected' });
    const result = await network.prepare(part, GAZETTE, null, signal);
    if (result.kind !== 'prepared') throw new Error(JSON.stringify(result));
    await publishedId(part, result.prepared);
  });

  it('uploads again what X will have forgotten before the call ends', async () => {
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: '' }] });
    const usableUntil = new Date(Date.now() + TIMING.callMs - 1);
    const result = await network.prepare(part, GAZETTE, { ...NOTHING, mediaIds: ['1'], usableUntil }, signal);
    expect(result).toMatchObject({ kind: 'prepared', prepared: { mediaIds: [expect.stringMatching(/^\d{19}$/)] } });
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

  it('asks for pictures that X takes', async () => {
    await network.prepare(partOf({ media: [{ pictureId: 'a', url: null, alt: '' }] }), GAZETTE, null, signal);
    expect(limits).toMatchObject({ maxBytes: 5 * 1024 * 1024, maxGifBytes: 15 * 1024 * 1024, maxSide: 8192 });
    expect(limits?.types).toContain('image/webp');
  });

  it('publishes a GIF that is larger than a photo may be', async () => {
    const bytes = Buffer.alloc(6 * 1024 * 1024);
    bytes.write('GIF89a\x01\0\x01\0', 'latin1');
    picture = { kind: 'loaded', picture: { bytes, type: 'image/gif', width: 1, height: 1 } };
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: 'A ferry that sails' }] });
    const result = await network.prepare(part, GAZETTE, null, signal);
    if (result.kind !== 'prepared') throw new Error(JSON.stringify(result));
    const id = await publishedId(part, result.prepared);
    expect((await seenByReaders()).find((each) => each.id === id)?.media).toEqual([{ alt: 'A ferry that sails' }]);
  });

  it('rejects an animation among other pictures without sending it', async () => {
    picture = { kind: 'loaded', picture: { bytes: PIXEL, type: 'image/gif', width: 1, height: 1 } };
    const media = ['a', 'b'].map((pictureId) => ({ pictureId, url: null, alt: '' }));
    expect(await network.prepare(partOf({ media }), GAZETTE, null, signal)).toMatchObject({
      outcome: { kind: 'rejected', scope: 'content', answer: { code: 'picture-unusable' } },
    });
  });

  it('rejects a picture that X cannot process', async () => {
    await set('settings', { mediaProcessing: 'fails' });
    const part = partOf({ media: [{ pictureId: 'a', url: null, alt: '' }] });
    expect(await network.prepare(part, GAZETTE, null, signal)).toMatchObject({
      outcome: { kind: 'rejected', scope: 'content' },
    });
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
    const isOut = async (): Promise<boolean> => (await seenByReaders()).some(({ link }) => link === part.link);
    const giveUp = () => giveUpOnce(isOut, (until) => publish(part, NOTHING, inTenSeconds(), until), fault);
    const endsByItself = fault.kind !== 'trickle' && fault.kind !== 'hang';
    expect(await (endsByItself ? publish(part) : giveUp())).toMatchObject({ kind: 'unknown' });
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

  it.each(['rate-limited', 'service-unavailable', 'forbidden-html', 'usage-cap-daily'])(
    'cannot tell when the look itself fails (%s), and may look again',
    async (key) => {
      await set('faults', { operation: 'timeline', fault: { kind: 'error', key } });
      const look = await find(partOf());
      expect(look).toMatchObject({ kind: 'cannot-tell' });
      expect(look).not.toHaveProperty('noAccess');
    },
  );

  it.each(['unauthorized', 'client-not-enrolled', 'not-permitted', 'credits-depleted', 'spend-cap', 'usage-cap'])(
    'cannot tell where it may not read (%s), and never will',
    async (key) => {
      await set('faults', { operation: 'timeline', fault: { kind: 'error', key } });
      expect(await find(partOf())).toMatchObject({ kind: 'cannot-tell', noAccess: true });
    },
  );

  it('finds a post among more than one page of others, and one with a picture and marks to escape', async () => {
    const wanted = partOf({ text: `Q&A <live> ${story}: “100 %” &amp; more`, link: null });
    const id = await publishedId(wanted);
    for (let index = 0; index < 101; index += 1) await publishedId(partOf({ text: `Filler ${story}/${index}` }));
    expect(await find(wanted)).toMatchObject({ kind: 'found', remoteId: id });
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

describe('an account without credentials', () => {
  const network = new XNetwork({ connectionOf: () => null, pictures, clock, timing: TIMING });

  it('asks for a connection', async () => {
    const outcome = await network.publish(partOf(), NOTHING, GAZETTE, inTenSeconds(), signal);
    expect(outcome).toMatchObject({ kind: 'unauthorized' });
  });

  it('cannot look, and never will', async () => {
    const where = { notBefore: new Date(), knownIds: new Set<string>() };
    expect(await network.findPublished(partOf(), null, GAZETTE, where, signal)).toMatchObject({
      kind: 'cannot-tell',
      noAccess: true,
    });
  });
});

it('has nothing to remove for a post that nobody will publish', async () => {
  expect(await networkAt('http://127.0.0.1:1').discard()).toBe(true);
});
