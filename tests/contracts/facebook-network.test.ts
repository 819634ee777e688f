import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import { FacebookNetwork } from '../../src/adapters/networks/facebook/facebook-network.js';
import type { Prepared } from '../../src/application/ports/network.js';
import type { Part } from '../../src/domain/post.js';
import { startFacebookSimulator } from '../../src/simulators/facebook/facebook-simulator.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../../src/simulators/facebook/simulated-page.js';
import type { Simulator, Timeline } from '../../src/simulators/simulator.js';
import { countRequests, giveUpOnce } from '../support/give-up-once.js';
import { head, PageSite } from '../support/page-site.js';
import { testAccount } from '../support/samples.js';

const PAGE = testAccount({
  network: 'facebook',
  remoteId: SIMULATED_FACEBOOK_CREDENTIALS.pageId,
});
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const NOTHING: Prepared = { mediaIds: [], usableUntil: null, unpublishedId: null };
const { signal } = new AbortController();

let simulator: Simulator;
let network: FacebookNetwork;
let now: Date;
let story = 0;

beforeAll(async () => {
  simulator = await startFacebookSimulator({ port: 0, stateFile: null, now: () => now });
  network = new FacebookNetwork({
    connectionOf: () => ({ apiUrl: simulator.url, graphVersion: 'v25.0', ...SIMULATED_FACEBOOK_CREDENTIALS }),
    pictures: {
      load: () =>
        Promise.resolve({ kind: 'loaded', picture: { bytes: PIXEL, type: 'image/png', width: 1, height: 1 } }),
    },
    clock: { now: () => now },
    timing: TIMING,
  });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  now = new Date('2026-03-01T12:00:00Z');
  story += 1;
  await set('settings', { requireProof: true });
});
afterEach(() => fetch(`${simulator.url}/simulator/faults`, { method: 'DELETE' }));

/** A part that no earlier test has published. */
function partOf(changes: Partial<Part> = {}): Part {
  const link = `http://127.0.0.1:9/story-${story}?utm_content=k${story}`;
  return {
    position: 0,
    text: `Ferry story ${story} – “all aboard”\nRead on`,
    link,
    media: [],
    inReplyTo: null,
    ...changes,
  };
}
async function set(what: 'faults' | 'settings', body: unknown): Promise<void> {
  const response = await fetch(`${simulator.url}/simulator/${what}`, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}
async function timeline(): Promise<Timeline> {
  return (await (await fetch(`${simulator.url}/timeline.json`)).json()) as Timeline;
}
const deadline = () => new Date(now.getTime() + 30_000);
const publish = (part: Part, prepared = NOTHING) => network.publish(part, prepared, PAGE, deadline(), signal);
const find = (part: Part, knownIds: readonly string[] = []) =>
  network.findPublished(
    part,
    null,
    PAGE,
    { notBefore: new Date(now.getTime() - 120_000), knownIds: new Set(knownIds) },
    signal,
  );

test('a link post is what readers see, and its address leads to it', async () => {
  const part = partOf();
  const outcome = await publish(part);
  expect(outcome).toMatchObject({ kind: 'published' });
  if (outcome.kind !== 'published') return;
  expect((await timeline()).posts.at(-1)).toMatchObject({ id: outcome.remoteId, text: part.text, link: part.link });
  expect(await (await fetch(outcome.url ?? '')).text()).toContain(`Ferry story ${story}`);
});

test('photos come with their alternative texts and with the link in the text, and are uploaded once', async () => {
  const media = ['The ferry', 'The pier'].map((alt, index) => ({ pictureId: `p${index}`, url: null, alt }));
  const part = partOf({ media });
  const first = await network.prepare(part, PAGE, null, signal);
  expect(first.kind).toBe('prepared');
  if (first.kind !== 'prepared') return;
  expect(await network.prepare(part, PAGE, first.prepared, signal)).toEqual(first);
  expect((await timeline()).posts.some(({ text }) => text.includes(`story ${story}`))).toBe(false);

  expect(await publish(part, first.prepared)).toMatchObject({ kind: 'published' });
  expect((await timeline()).posts.at(-1)).toMatchObject({
    text: `${part.text}\n\n${part.link ?? ''}`,
    media: [{ alt: 'The ferry' }, { alt: 'The pier' }],
  });
  expect(await find(part)).toMatchObject({ kind: 'found' });
});

test('the same again is a duplicate, and a look finds the first', async () => {
  const part = partOf();
  const outcome = await publish(part);
  expect(await publish(part)).toMatchObject({ kind: 'duplicate', answer: { code: '506' } });
  expect(await find(part)).toMatchObject({ kind: 'found', remoteId: outcome.kind === 'published' && outcome.remoteId });
});

test.each([
  ['the connection is cut', { kind: 'drop', applied: true }],
  ['a 500 hides the success', { kind: 'error', key: 'unexpected-retry-later', applied: true }],
  ['an error stands in a 200', { kind: 'error', key: 'error-in-200', applied: true }],
  ['a page of HTML comes', { kind: 'error', key: 'html-502', applied: true }],
  ['the answer is cut in the middle', { kind: 'truncate' }],
  ['the answer is empty', { kind: 'empty' }],
  ['the answer has no id', { kind: 'without-id' }],
])('when %s, the post is unknown, and a look finds it', async (_what, fault) => {
  await set('faults', { operation: 'publish', fault });
  const part = partOf();
  expect(await publish(part)).toMatchObject({ kind: 'unknown' });
  const found = await find(part);
  expect(found).toMatchObject({ kind: 'found', remoteId: (await timeline()).posts.at(-1)?.id });
  expect(found.kind === 'found' && found.url).toContain('/posts/');
});

test.each([
  ['the connection is cut before', { kind: 'drop', applied: false }],
  ['a redirect comes', { kind: 'redirect' }],
])('when %s, the post is unknown, and a look finds nothing', async (_what, fault) => {
  await set('faults', { operation: 'publish', fault });
  const part = partOf();
  expect(await publish(part)).toMatchObject({ kind: 'unknown' });
  expect(await find(part)).toEqual({ kind: 'absent' });
});

test('a post that answers late is unknown when its time is over', async () => {
  await set('faults', { operation: 'publish', fault: { kind: 'hang' } });
  const before = await countRequests(simulator.url);
  const isRead = async (): Promise<boolean> => (await countRequests(simulator.url)) > before;
  const outcome = giveUpOnce(isRead, (until) => network.publish(partOf(), NOTHING, PAGE, deadline(), until));
  expect(await outcome).toMatchObject({ kind: 'unknown' });
});

test('a look that fails is no answer', async () => {
  await set('faults', { operation: 'list', fault: { kind: 'error', key: 'service-unavailable' } });
  expect(await find(partOf())).toMatchObject({ kind: 'cannot-tell', answer: { status: 500, code: '2' } });
});

test('a post the ledger knows is not found for another delivery', async () => {
  const part = partOf();
  const outcome = await publish(part);
  expect(await find(part, outcome.kind === 'published' ? [outcome.remoteId] : [])).toEqual({ kind: 'absent' });
});

test('an empty first page of the list, and a list that ignores times, hide nothing', async () => {
  const part = partOf();
  await publish(part);
  await set('settings', { emptyPageWithNext: true, ignoreSince: true });
  const found = await find(part);
  await set('settings', { emptyPageWithNext: false, ignoreSince: false });
  expect(found).toMatchObject({ kind: 'found' });
});

test('a published post that cannot be read yet is published, without an address', async () => {
  await set('settings', { readLagMs: 60_000 });
  const outcome = await publish(partOf());
  await set('settings', { readLagMs: 0 });
  expect(outcome).toMatchObject({ kind: 'published', url: null });
});

test('a throttled account waits for as long as Facebook says', async () => {
  await set('settings', { usage: { percent: 120, minutes: 90 } });
  const outcome = await publish(partOf());
  await set('settings', { usage: null });
  const until = new Date('2026-03-01T13:30:00Z');
  expect(outcome).toMatchObject({ kind: 'deferred', retryAt: until, blockedUntil: until });
});

test('a retracted post is gone, and gone is gone', async () => {
  const outcome = await publish(partOf());
  if (outcome.kind !== 'published') throw new Error('the post was not published');
  expect(await network.retract(outcome.remoteId, PAGE, signal)).toEqual({ kind: 'retracted' });
  expect((await timeline()).posts.map(({ id }) => id)).not.toContain(outcome.remoteId);
  expect(await network.retract(outcome.remoteId, PAGE, signal)).toEqual({ kind: 'retracted' });
});

test('a Page is healthy until its token dies, which the reads tell too', async () => {
  expect(await network.checkAccount(PAGE, signal)).toMatchObject({
    kind: 'healthy',
    remoteId: SIMULATED_FACEBOOK_CREDENTIALS.pageId,
  });
  await set('settings', { tokenDies: 460 });
  const [health, outcome] = [await network.checkAccount(PAGE, signal), await publish(partOf())];
  await set('settings', { tokenDies: null });
  expect(health).toMatchObject({ kind: 'unhealthy', answer: { code: '190/460' } });
  expect(outcome).toMatchObject({ kind: 'unauthorized', answer: { code: '190/460' } });
});

test('Facebook is asked once to read the page of a link, before the post; photos have no card', async () => {
  const site = await PageSite.open();
  try {
    const link = site.put('/ferry', head('<meta property="og:title" content="The ferry is late">'));
    const part = partOf({ link });
    const made = await network.prepare(part, PAGE, null, signal);
    if (made.kind !== 'prepared') throw new Error('not prepared');
    expect(made).toEqual({ kind: 'prepared', prepared: { ...NOTHING, isCardAsked: true } });
    expect(await network.prepare(part, PAGE, made.prepared, signal)).toEqual(made);
    await network.prepare(partOf({ media: [{ pictureId: 'p', url: null, alt: '' }] }), PAGE, null, signal);
    expect(await countScrapes()).toBe(1);
    expect(site.hits('/ferry')).toBe(1);
    await publish(part, made.prepared);
    expect(await (await fetch(simulator.url)).text()).toContain('The ferry is late');
  } finally {
    await site.close();
  }
});

test.each([
  ['refuses', { kind: 'error', key: 'app-limit' }],
  ['breaks', { kind: 'drop', applied: false }],
])('a Facebook that %s to read the page is a warning, and no obstacle', async (_, fault) => {
  await set('faults', { operation: 'scrape', fault });
  expect(await network.prepare(partOf(), PAGE, null, signal)).toMatchObject({
    kind: 'prepared',
    prepared: { isCardAsked: true },
    warning: expect.stringContaining('did not read the page of the link anew') as string,
  });
});

async function countScrapes(): Promise<number> {
  const requests = (await (await fetch(`${simulator.url}/simulator/requests`)).json()) as { operation: string }[];
  return requests.filter(({ operation }) => operation === 'scrape').length;
}
