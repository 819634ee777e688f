import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FacebookNetwork } from '../../src/adapters/networks/facebook/facebook-network.js';
import type { Prepared } from '../../src/application/ports/network.js';
import type { Part } from '../../src/domain/post.js';
import type { PublishOutcome } from '../../src/domain/publish-outcome.js';
import { TIMING } from '../../src/domain/timing.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../../src/simulators/facebook/simulated-page.js';
import { testAccount } from '../support/samples.js';
import { openTestedPage, type TestedPage } from '../support/tested-page.js';

const PAGE = testAccount({ network: 'facebook' });
const NOTHING: Prepared = { mediaIds: [], usableUntil: null, unpublishedId: null };
const MINUTE_MS = 60_000;

let page: TestedPage;
let story = 0;
beforeAll(async () => {
  page = await openTestedPage();
});
afterAll(() => page.close());
beforeEach(() => {
  story += 1;
});
afterEach(async () => {
  await fetch(`${page.url}/simulator/faults`, { method: 'DELETE' });
  await page.configure({ usage: null, localised: false, contentType: 'application/json' });
});

const part = (): Part => ({
  position: 0,
  text: `The ferry sails again, ${story}`,
  link: `http://127.0.0.1:9/ferry-${story}`,
  media: [],
  inReplyTo: null,
});
const publish = (network = page.network): Promise<PublishOutcome> =>
  network.publish(part(), NOTHING, PAGE, new Date(page.now().getTime() + 30_000), AbortSignal.timeout(10_000));
async function answeredWith(key: string): Promise<PublishOutcome> {
  await page.breakNext('publish', { kind: 'error', key });
  return publish();
}
const inMs = (ms: number): Date => new Date(page.now().getTime() + ms);

type Outcome = 'unknown' | 'content' | 'account' | 'unauthorized' | 'throttled' | 'blocked' | 'blocked-once' | 'scrape';
type Row = readonly [key: string, status: number, code: string | null, outcome: Outcome | 'duplicate'];

/** Every answer of the simulator's catalogue, and what it means for a post that was to be made. */
const ROWS: readonly Row[] = [
  ['unknown-error', 500, '1', 'unknown'],
  ['unknown-error-transient', 500, '1', 'unknown'],
  ['reduce-data', 500, '1', 'unknown'],
  ['unexpected-retry-later', 500, '2', 'unknown'],
  ['service-unavailable', 500, '2', 'unknown'],
  ['creating-share-failed', 400, '1', 'unknown'],
  ['code1-permanent', 400, '1/1446036', 'content'],
  ['html-200', 200, null, 'unknown'],
  ['html-400', 400, null, 'unknown'],
  ['html-502', 502, null, 'unknown'],
  ['status-503', 503, null, 'unknown'],
  ['status-429', 429, null, 'throttled'],
  ['error-in-200', 200, '2', 'unknown'],
  ['app-limit', 400, '4', 'throttled'],
  ['user-limit', 400, '17', 'throttled'],
  ['pages-user-token-limit', 400, '32', 'throttled'],
  ['page-buc-limit', 400, '80001', 'throttled'],
  ['feed-action-limit', 400, '341', 'throttled'],
  ['custom-limit', 400, '613', 'throttled'],
  ['posting-too-fast', 400, '368/1390008', 'blocked'],
  ['blocked-generic', 400, '368', 'blocked-once'],
  ['security-check', 400, '368/1404006', 'account'],
  ['publishing-authorization', 400, '368/1404078', 'account'],
  ['account-limited', 400, '368/1404112', 'account'],
  ['confirm-identity', 400, '368/4854002', 'account'],
  ['abusive-content', 400, '368/1346003', 'content'],
  ['already-posted', 400, '368', 'duplicate'],
  ['duplicate-status', 400, '506', 'duplicate'],
  ['photos-already-posted', 400, '1/1366051', 'duplicate'],
  ['token-invalid', 400, '190', 'unauthorized'],
  ['token-app-removed', 400, '190/458', 'unauthorized'],
  ['token-password-changed', 400, '190/460', 'unauthorized'],
  ['token-expired', 400, '190/463', 'unauthorized'],
  ['token-logged-out', 400, '190/467', 'unauthorized'],
  ['token-page-role-lost', 400, '190/492', 'unauthorized'],
  ['user-token-not-supported', 400, '190/2069032', 'unauthorized'],
  ['token-checkpoint', 400, '190/459', 'account'],
  ['token-unconfirmed-user', 400, '190/464', 'account'],
  ['api-session', 400, '102', 'unauthorized'],
  ['no-token', 400, '2500', 'unauthorized'],
  ['auth-code-used', 400, '100/36009', 'unauthorized'],
  ['appsecret-proof-missing', 400, '100', 'unauthorized'],
  ['appsecret-proof-wrong', 400, '100', 'unauthorized'],
  ['permission-denied', 403, '10', 'unauthorized'],
  ['page-token-mismatch', 403, '10', 'unauthorized'],
  ['not-visible', 404, '10', 'unauthorized'],
  ['pages-permission', 403, '200', 'unauthorized'],
  ['unpublished-as-page', 403, '200', 'unauthorized'],
  ['business-management', 403, '200', 'unauthorized'],
  ['app-on-behalf', 403, '200', 'account'],
  ['extended-permission', 403, '283', 'unauthorized'],
  ['capability', 400, '3', 'unauthorized'],
  ['page-token-required', 400, '210', 'unauthorized'],
  ['no-object-post', 400, '100/33', 'unauthorized'],
  ['no-object-delete', 400, '100/33', 'unauthorized'],
  ['no-object-get', 400, '100/33', 'unknown'],
  ['no-object-permission', 400, '100', 'unauthorized'],
  ['invalid-parameter', 400, '100', 'content'],
  ['unknown-field', 400, '100', 'content'],
  ['link-owner-only', 400, '100', 'content'],
  ['schedule-time-invalid', 400, '100', 'content'],
  ['schedule-on-published', 400, '100', 'content'],
  ['link-invalid', 400, '1500', 'content'],
  ['link-scrape-failed', 400, '1609005', 'scrape'],
  ['too-many-parameters', 400, '105', 'content'],
  ['missing-parameter', 400, '194', 'content'],
  ['empty-post', 400, '197', 'content'],
  ['bad-image', 400, '324', 'content'],
  ['image-problem', 400, '100/1366046', 'content'],
  ['upload-too-large', 400, '5101', 'content'],
  ['alias-unknown', 404, '803', 'content'],
];

/** These share their code with others, and differ in the text alone. */
const BY_TEXT: readonly string[] = ['app-on-behalf', 'already-posted', 'no-object-get', 'no-object-permission'];

function expected(outcome: Row[3]): object {
  const blocked = (ms: number) => ({ kind: 'deferred', retryAt: inMs(ms), blockedUntil: inMs(ms) });
  switch (outcome) {
    case 'content':
    case 'account':
      return { kind: 'rejected', scope: outcome };
    case 'throttled':
      return blocked(60 * MINUTE_MS);
    case 'blocked':
      return blocked(3 * 60 * MINUTE_MS);
    case 'blocked-once':
      return { ...blocked(3 * 60 * MINUTE_MS), onceThen: 'account-paused' };
    case 'scrape':
      return { kind: 'deferred', retryAt: inMs(MINUTE_MS), onceThen: 'rejected' };
    case 'unknown':
    case 'unauthorized':
    case 'duplicate':
      return { kind: outcome };
  }
}

describe('what Facebook answers to a post', () => {
  it.each(ROWS)('%s (%i, %s): %s', async (key, status, code, outcome) => {
    const { answer, ...rest } = { answer: null, ...(await answeredWith(key)) };
    expect(rest).toEqual(expected(outcome));
    expect(answer).toMatchObject({ status, code });
  });

  it('no answer of the catalogue is left out', async () => {
    const keys = (await (await fetch(`${page.url}/simulator/errors`)).json()) as string[];
    expect(ROWS.map(([key]) => key).toSorted()).toEqual(keys.toSorted());
  });

  it('the same codes mean the same in any language', async () => {
    await page.configure({ localised: true });
    for (const [key, , , outcome] of ROWS.filter(([each]) => !BY_TEXT.includes(each)))
      expect(await answeredWith(key), key).toMatchObject(expected(outcome));
    expect((await page.timeline()).posts).toEqual([]);
  });

  it.each([
    ['cut in the middle', { kind: 'truncate' }],
    ['empty', { kind: 'empty' }],
    ['without an id', { kind: 'without-id' }],
    ['a redirect', { kind: 'redirect' }],
    ['cut off before it came', { kind: 'drop', applied: true }],
  ])('an answer that is %s proves nothing', async (_, fault) => {
    await page.breakNext('publish', fault);
    expect(await publish()).toMatchObject({ kind: 'unknown' });
  });

  it('JSON that is called a script is read all the same', async () => {
    await page.configure({ contentType: 'text/javascript; charset=UTF-8' });
    expect(await publish()).toMatchObject({ kind: 'published', url: expect.stringContaining('/posts/') as string });
    expect(await publish()).toMatchObject({ kind: 'duplicate', answer: { code: '506' } });
  });
});

describe('the allowance of a Page', () => {
  it.each([
    [0, 60],
    [19, 60],
    [150, 150],
  ])('throttled, with %i minutes by its own estimate, it waits for %i', async (minutes, waits) => {
    await page.configure({ usage: { percent: 104, minutes } });
    const until = inMs(waits * MINUTE_MS);
    expect(await publish()).toMatchObject({ kind: 'deferred', retryAt: until, blockedUntil: until });
  });

  it('a post that uses it up is published, and the next waits; below that nothing waits', async () => {
    await page.configure({ usage: { percent: 100, minutes: 90, throttles: false } });
    expect(await publish()).toMatchObject({ kind: 'published', blockedUntil: inMs(90 * MINUTE_MS) });
    story += 1;
    await page.configure({ usage: { percent: 99, minutes: 0 } });
    const outcome = await publish();
    expect(outcome.kind).toBe('published');
    expect(outcome).not.toHaveProperty('blockedUntil');
  });
});

describe('a server that was not reached', () => {
  const at = (apiUrl: string): FacebookNetwork =>
    new FacebookNetwork({
      connectionOf: () => ({ apiUrl, graphVersion: 'v26.0', ...SIMULATED_FACEBOOK_CREDENTIALS }),
      pictures: { load: () => Promise.resolve({ kind: 'unusable', message: 'there is none' }) },
      clock: { now: () => page.now() },
      timing: TIMING,
    });

  it.each([
    ['refuses the connection', () => 'http://127.0.0.1:1'],
    ['does not speak TLS', () => page.url.replace('http:', 'https:')],
  ])('proves that nothing was sent: it %s', async (_, address) => {
    expect(await publish(at(address()))).toMatchObject({ kind: 'deferred', retryAt: inMs(TIMING.retrySoonMs) });
  });
});
