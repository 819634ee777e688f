import { createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { XNetwork } from '../../src/adapters/networks/x/x-network.js';
import type { Prepared } from '../../src/application/ports/network.js';
import type { Part } from '../../src/domain/post.js';
import type { PublishOutcome } from '../../src/domain/publish-outcome.js';
import { TIMING } from '../../src/domain/timing.js';
import type { Simulator, Timeline } from '../../src/simulators/simulator.js';
import { SIMULATED_X_CREDENTIALS, startXSimulator } from '../../src/simulators/x/start-x-simulator.js';
import { countRequests, giveUpOnce } from '../support/give-up-once.js';
import { testAccount } from '../support/samples.js';

/** Whole seconds, as X names the ends of its windows. */
const NOW = new Date(Math.floor(Date.now() / 1000) * 1000);
const NOTHING: Prepared = { mediaIds: [], usableUntil: null, unpublishedId: null };
const SECOND = 1000;
const QUARTER = 15 * 60 * SECOND;
const DAY = 24 * 60 * 60 * SECOND;
const THROTTLED = 10 * 60 * SECOND;
const SOON = 9 * SECOND;
const HARBOUR = testAccount();

const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const networkAt = (apiUrl: string) =>
  new XNetwork({
    connectionOf: () => ({ apiUrl, ...SIMULATED_X_CREDENTIALS }),
    pictures: { load: () => Promise.resolve({ kind: 'unusable', message: 'no pictures here' }) },
    clock: { now: () => NOW },
    timing: { ...TIMING, throttledMs: THROTTLED, retrySoonMs: SOON },
  });

const CONTENT = { kind: 'rejected', scope: 'content', blockedUntil: null, unspecific: false } as const;
const ACCOUNT = { kind: 'rejected', scope: 'account', blockedUntil: null } as const;
const BILLING = { kind: 'rejected', scope: 'billing', blockedUntil: null } as const;
const UNAUTHORIZED = { kind: 'unauthorized', blockedUntil: null } as const;
const DUPLICATE = { kind: 'duplicate', blockedUntil: null } as const;
const UNKNOWN = { kind: 'unknown', blockedUntil: null } as const;
const PARENT = {
  kind: 'deferred',
  retryAfterMs: SOON,
  onceThen: 'rejected',
  discardPrepared: false,
  blockedUntil: null,
  code: 'parent-not-visible',
} as const;
const limited = (ms: number) =>
  ({ kind: 'deferred', retryAfterMs: ms, blockedUntil: ms, onceThen: null, discardPrepared: false }) as const;

/** Each key of the simulator's catalogue: what X says, and what it means for a post. */
const OUTCOMES: Readonly<Record<string, object>> = {
  duplicate: DUPLICATE,
  'duplicate-legacy': DUPLICATE,
  'too-long': CONTENT,
  'too-long-forbidden': CONTENT,
  'media-invalid': {
    kind: 'deferred',
    retryAfterMs: SOON / 3,
    onceThen: 'rejected',
    discardPrepared: true,
    blockedUntil: null,
    code: 'media-invalid',
  },
  'schema-violation': CONTENT,
  'not-json': CONTENT,
  'wrong-content-type': CONTENT,
  'exclusive-fields': CONTENT,
  'reply-restricted': { ...CONTENT, code: 'reply-restricted' },
  'parent-gone': PARENT,
  'parent-gone-legacy': PARENT,
  'parent-gone-invalid': PARENT,
  cashtags: CONTENT,
  'not-permitted': { ...CONTENT, unspecific: true },
  'media-too-large': CONTENT,
  suspended: ACCOUNT,
  'suspended-legacy': ACCOUNT,
  locked: ACCOUNT,
  'looks-automated': ACCOUNT,
  'plan-lacks-route': ACCOUNT,
  'oauth1-permissions': ACCOUNT,
  'unsupported-authentication': ACCOUNT,
  'client-not-enrolled': ACCOUNT,
  'media-scope-missing': UNAUTHORIZED,
  unauthorized: UNAUTHORIZED,
  'could-not-authenticate': UNAUTHORIZED,
  'invalid-token': UNAUTHORIZED,
  'refresh-refused': UNAUTHORIZED,
  'credits-depleted': BILLING,
  'spend-cap': BILLING,
  'spend-cap-unpaid': BILLING,
  'usage-cap': BILLING,
  'usage-cap-daily': limited(THROTTLED),
  'rate-limited': limited(QUARTER),
  'rate-limited-legacy': limited(QUARTER),
  'rate-limited-typed': limited(QUARTER),
  'rate-limited-24h': limited(DAY),
  'rate-limited-app-24h': limited(DAY),
  'rate-limited-retry-after': limited(2 * 60 * SECOND),
  'rate-limited-without-headers': limited(THROTTLED),
  'daily-limit': limited(THROTTLED),
  'daily-limit-action': limited(THROTTLED),
  'internal-error': UNKNOWN,
  'internal-error-html': UNKNOWN,
  'service-unavailable': UNKNOWN,
  'service-unavailable-html': UNKNOWN,
  'bad-gateway': UNKNOWN,
  'bad-gateway-html': UNKNOWN,
  'gateway-timeout': UNKNOWN,
  'gateway-timeout-html': UNKNOWN,
  'forbidden-html': UNKNOWN,
  'not-json-at-all': UNKNOWN,
  'refusal-not-json': UNKNOWN,
  'created-empty': UNKNOWN,
  'created-truncated': UNKNOWN,
  'created-without-id': UNKNOWN,
  redirected: UNKNOWN,
};

/** An outcome in the terms of the table: times as distances, what is not there as null or false. */
function inTerms(outcome: PublishOutcome): object {
  const answer = 'answer' in outcome ? outcome.answer : null;
  return {
    kind: outcome.kind,
    scope: outcome.kind === 'rejected' ? outcome.scope : null,
    unspecific: outcome.kind === 'rejected' && outcome.unspecific === true,
    retryAfterMs: outcome.kind === 'deferred' ? outcome.retryAt.getTime() - NOW.getTime() : null,
    onceThen: outcome.kind === 'deferred' ? (outcome.onceThen ?? null) : null,
    discardPrepared: outcome.kind === 'deferred' && outcome.discardPrepared === true,
    blockedUntil: outcome.blockedUntil === undefined ? null : outcome.blockedUntil.getTime() - NOW.getTime(),
    code: answer?.code ?? null,
  };
}

describe.each(['2.166', '2.167'] as const)('what X says about a post, in the dialect of %s', (dialect) => {
  let simulator: Simulator;
  let network: XNetwork;
  let story = 0;

  beforeAll(async () => {
    simulator = await startXSimulator({ port: 0, stateFile: null, dialect, now: () => NOW });
    network = networkAt(simulator.url);
  });
  afterAll(() => simulator.close());
  beforeEach(() => (story += 1));
  afterEach(async () => {
    await fetch(`${simulator.url}/simulator/faults`, { method: 'DELETE' });
    await set('settings', { reset: true });
  });

  async function set(what: 'faults' | 'settings', body: object): Promise<void> {
    const answer = await fetch(`${simulator.url}/simulator/${what}`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
  }
  const publish = (text = `Story ${story}`, signal = AbortSignal.timeout(10_000), at = network) => {
    const part: Part = { position: 0, text, link: null, media: [], inReplyTo: null };
    return at.publish(part, NOTHING, HARBOUR, later(30 * SECOND), signal);
  };
  const seen = async (): Promise<readonly string[]> =>
    ((await (await fetch(`${simulator.url}/timeline.json`)).json()) as Timeline).posts.map(({ text }) => text);

  it('is known for every answer of the catalogue', async () => {
    const keys = (await (await fetch(`${simulator.url}/simulator/errors`)).json()) as string[];
    expect([...keys].sort()).toEqual(Object.keys(OUTCOMES).sort());
  });

  it.each(Object.entries(OUTCOMES))('%s', async (key, expected) => {
    await set('faults', { operation: 'publish', fault: { kind: 'error', key } });
    expect(inTerms(await publish())).toMatchObject(expected);
    expect(await seen()).not.toContain(`Story ${story}`);
  });

  it('is the same when it is packed or says that it is plain text', async () => {
    await publish();
    for (const disguise of [{ encoding: 'gzip' }, { encoding: 'br' }, { contentType: 'text/plain' }]) {
      await set('faults', { operation: 'publish', fault: { kind: 'disguise', ...disguise } });
      expect(await publish()).toMatchObject({ kind: 'duplicate' });
      const text = `Story ${story} ${JSON.stringify(disguise)}`;
      await set('faults', { operation: 'publish', fault: { kind: 'disguise', ...disguise } });
      expect(await publish(text)).toMatchObject({ kind: 'published' });
    }
  });

  it('is unknown when the packed answer is damaged, and the program lives on', async () => {
    const fault = { kind: 'disguise', encoding: 'corrupt-gzip' };
    await set('faults', { operation: 'publish', fault });
    expect(await publish()).toMatchObject({ kind: 'unknown', answer: { status: 201 } });
    await set('faults', { operation: 'publish', fault });
    expect(await publish()).toMatchObject({ kind: 'unknown', answer: { status: 403 } });
    expect(await seen()).toContain(`Story ${story}`);
  });

  it.each([
    ['the connection is cut before the work', { kind: 'drop', applied: false }, false],
    ['the connection is cut after the work', { kind: 'drop', applied: true }, true],
    ['the answer is cut', { kind: 'truncate' }, true],
    ['the answer is empty', { kind: 'empty' }, true],
    ['the answer has no id', { kind: 'without-id' }, true],
    ['an error hides the work', { kind: 'error', key: 'bad-gateway-html', applied: true }, true],
  ])('is unknown when %s', async (_, fault, isOut) => {
    await set('faults', { operation: 'publish', fault });
    expect(inTerms(await publish())).toMatchObject(UNKNOWN);
    expect((await seen()).includes(`Story ${story}`)).toBe(isOut);
  });

  it.each([
    ['no answer comes, and no work is done', { kind: 'hang' }, false],
    ['no answer comes, and the work is done', { kind: 'hang', applyAfterMs: 0 }, true],
    ['the answer trickles', { kind: 'trickle', everyMs: 150 }, true],
    ['the answer comes too late', { kind: 'delay', ms: 60_000 }, true],
  ])('is unknown when %s', async (_, fault, isOut) => {
    await set('faults', { operation: 'publish', fault });
    const before = await countRequests(simulator.url);
    const isRead = async (): Promise<boolean> =>
      (await countRequests(simulator.url)) > before && (await seen()).includes(`Story ${story}`) === isOut;
    const outcome = await giveUpOnce(isRead, (signal) => publish(undefined, signal), fault);
    expect(inTerms(outcome)).toMatchObject(UNKNOWN);
    expect((await seen()).includes(`Story ${story}`)).toBe(isOut);
  });

  it('holds the account after the last post of a window', async () => {
    await set('settings', { postsPerDay: 1 });
    expect(await publish()).toMatchObject({ kind: 'published', blockedUntil: later(DAY) });
  });

  it('is that nothing was sent, where no connection was made', async () => {
    const refused = networkAt(`http://127.0.0.1:1`);
    expect(await publish(undefined, undefined, refused)).toMatchObject({
      kind: 'deferred',
      retryAt: later(SOON),
      answer: { code: 'ECONNREFUSED' },
    });
  });

  it.each([
    ['is spoken otherwise', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['is cut off', (socket: Socket) => socket.destroy()],
    ['never comes about', (socket: Socket) => socket.pause()],
  ])('is that nothing was sent, where a secure connection %s', async (_, greet) => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on('error', () => null));
      socket.once('data', () => greet(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const outcome = await publish(undefined, AbortSignal.timeout(400), networkAt(`https://127.0.0.1:${port ?? 0}`));
    expect(inTerms(outcome)).toMatchObject({ kind: 'deferred', retryAfterMs: SOON, onceThen: null });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});
