import { describe, expect, test } from 'vitest';
import { TIMING } from '../../../domain/timing.js';
import { classifyAnswer } from './classify-answer.js';
import { readReply, unanswered } from './graph-reply.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const IN_AN_HOUR = new Date('2026-03-01T13:00:00Z');
const IN_THREE_HOURS = new Date('2026-03-01T15:00:00Z');
const IN_A_MINUTE = new Date('2026-03-01T12:01:00Z');

type Headers = Readonly<Record<string, string>>;

function classify(status: number, body: unknown, headers: Headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return classifyAnswer(readReply(status, headers, text, []), NOW, TIMING);
}

interface Refusal {
  readonly status?: number;
  readonly code: number;
  readonly sub?: number;
  readonly message?: string;
  readonly type?: string;
  readonly transient?: boolean;
}

function refuse({
  status = 400,
  code,
  sub,
  message = 'It cannot be done.',
  type = 'OAuthException',
  transient,
}: Refusal) {
  return classify(status, {
    error: { message, type, code, error_subcode: sub, is_transient: transient, fbtrace_id: 'TRACE' },
  });
}

const UNKNOWN = { kind: 'unknown' };
const CONTENT = { kind: 'rejected', scope: 'content' };
const ACCOUNT = { kind: 'rejected', scope: 'account' };
const UNAUTHORIZED = { kind: 'unauthorized' };
const DUPLICATE = { kind: 'duplicate' };
const THROTTLED = { kind: 'deferred', retryAt: IN_AN_HOUR, blockedUntil: IN_AN_HOUR };
const BLOCKED = { kind: 'deferred', retryAt: IN_THREE_HOURS, blockedUntil: IN_THREE_HOURS };

describe('each refusal Facebook is known for', () => {
  const cases: readonly [key: string, refusal: Refusal, outcome: object][] = [
    ['unknown-error', { status: 500, code: 1 }, UNKNOWN],
    ['unknown-error as 503', { status: 503, code: 1 }, UNKNOWN],
    ['unknown-error-transient', { status: 500, code: 1, transient: true }, UNKNOWN],
    ['reduce-data', { status: 500, code: 1, message: 'Please ask for less data.' }, UNKNOWN],
    ['unexpected-retry-later', { status: 500, code: 2 }, UNKNOWN],
    ['service-unavailable', { status: 500, code: 2, transient: true }, UNKNOWN],
    ['creating-share-failed', { code: 1 }, UNKNOWN],
    ['code1-permanent', { code: 1, sub: 1446036, transient: false }, CONTENT],
    ['token-invalid', { code: 190 }, UNAUTHORIZED],
    ['token-invalid as 401', { status: 401, code: 190 }, UNAUTHORIZED],
    ['token-app-removed', { code: 190, sub: 458 }, UNAUTHORIZED],
    ['token-checkpoint', { code: 190, sub: 459 }, ACCOUNT],
    ['token-password-changed', { code: 190, sub: 460 }, UNAUTHORIZED],
    ['token-expired', { code: 190, sub: 463 }, UNAUTHORIZED],
    ['token-unconfirmed-user', { code: 190, sub: 464 }, ACCOUNT],
    ['token-logged-out', { code: 190, sub: 467 }, UNAUTHORIZED],
    ['token-page-role-lost', { code: 190, sub: 492 }, UNAUTHORIZED],
    ['user-token-not-supported', { code: 190, sub: 2069032 }, UNAUTHORIZED],
    ['no-token', { code: 2500 }, UNAUTHORIZED],
    ['api-session', { code: 102 }, UNAUTHORIZED],
    ['auth-code-used', { code: 100, sub: 36009 }, UNAUTHORIZED],
    ['appsecret-proof-missing', { code: 100, type: 'GraphMethodException' }, UNAUTHORIZED],
    ['capability', { code: 3 }, UNAUTHORIZED],
    ['permission-denied', { status: 403, code: 10 }, UNAUTHORIZED],
    ['pages-permission', { status: 403, code: 200 }, UNAUTHORIZED],
    ['app-on-behalf', { status: 403, code: 200, message: 'Cannot call API for app 1 on behalf of user 2' }, ACCOUNT],
    ['app-on-behalf as 10', { code: 10, message: 'Cannot call API for app 1 on behalf of user 2' }, ACCOUNT],
    ['page-token-required', { code: 210 }, UNAUTHORIZED],
    ['extended-permission', { status: 403, code: 283 }, UNAUTHORIZED],
    ['invalid-parameter', { code: 100 }, CONTENT],
    ['too-many-parameters', { code: 105 }, CONTENT],
    ['missing-parameter', { code: 194 }, CONTENT],
    ['empty-post', { code: 197 }, CONTENT],
    ['bad-image', { code: 324 }, CONTENT],
    ['image-problem', { code: 100, sub: 1366046 }, CONTENT],
    ['link-invalid', { code: 1500 }, CONTENT],
    ['link-invalid with a subcode', { code: 1500, sub: 1611248 }, CONTENT],
    ['upload-too-large', { code: 5101 }, CONTENT],
    ['abusive-content', { code: 368, sub: 1346003 }, CONTENT],
    ['duplicate-status', { code: 506 }, DUPLICATE],
    ['already-posted', { code: 368, message: "You've already posted this. Once is enough." }, DUPLICATE],
    ['photos-already-posted', { code: 1, sub: 1366051, transient: false }, DUPLICATE],
    ['blocked-generic', { code: 368 }, { ...BLOCKED, onceThen: 'account-paused' }],
    ['blocked with a new subcode', { code: 368, sub: 9999 }, { ...BLOCKED, onceThen: 'account-paused' }],
    ['posting-too-fast', { code: 368, sub: 1390008 }, BLOCKED],
    ['security-check', { code: 368, sub: 1404006 }, ACCOUNT],
    ['publishing-authorization', { code: 368, sub: 1404078 }, ACCOUNT],
    ['account-limited', { code: 368, sub: 1404112 }, ACCOUNT],
    ['confirm-identity', { code: 368, sub: 4854002, message: 'Confirmez votre identité.' }, ACCOUNT],
    ['app-limit', { code: 4, transient: true }, THROTTLED],
    ['user-limit', { code: 17, transient: true }, THROTTLED],
    ['pages-user-token-limit', { code: 32 }, THROTTLED],
    ['feed-action-limit', { code: 341 }, THROTTLED],
    ['custom-limit', { code: 613 }, THROTTLED],
    ['page-buc-limit', { code: 80001 }, THROTTLED],
    ['link-scrape-failed', { code: 1609005 }, { kind: 'deferred', retryAt: IN_A_MINUTE, onceThen: 'rejected' }],
    ['no-object-get', { code: 100, sub: 33, message: 'Unsupported get request. No such thing.' }, UNKNOWN],
    ['no-object-post', { code: 100, sub: 33, message: 'Unsupported post request. No such thing.' }, UNAUTHORIZED],
    [
      'no-object-permission',
      { code: 100, message: '(#100) Object does not exist, cannot be loaded due to something.' },
      UNAUTHORIZED,
    ],
    ['alias-unknown', { status: 404, code: 803 }, CONTENT],
    ['a refusal nobody has met', { code: 77777 }, { ...CONTENT, unspecific: true }],
    ['a passing refusal nobody has met', { code: 77777, transient: true }, UNKNOWN],
    ['a breakdown nobody has met', { status: 500, code: 77777 }, UNKNOWN],
  ];
  test.each(cases)('%s', (_key, refusal, outcome) => {
    expect(refuse(refusal)).toMatchObject(outcome);
  });

  test('one more try is promised only where the table says so', () => {
    for (const [, refusal] of cases) {
      const outcome = refuse(refusal);
      const isOnce = outcome.kind === 'deferred' && outcome.onceThen !== undefined;
      expect(isOnce).toBe(
        refusal.code === 1609005 ||
          (refusal.code === 368 && [undefined, 9999].includes(refusal.sub) && outcome.kind === 'deferred'),
      );
    }
  });
});

describe('what proves nothing is unknown', () => {
  test.each([
    ['an HTML page, even below 500', 400, '<html><title>Facebook | Error</title></html>'],
    ['an HTML page of a gateway', 502, '<html>Bad gateway</html>'],
    ['JSON that is cut off', 200, '{"id":"1_2'],
    ['an empty answer', 200, ''],
    ['a success without an id', 200, {}],
    ['an id that is a number', 200, { id: 123 }],
    ['an empty id', 200, { id: '' }],
    ['an error beside an id', 200, { id: '1_2', error: { message: 'no', code: 100 } }],
    ['an error inside a 200', 200, { error: { message: 'no', code: 190 } }],
    ['a redirect', 302, ''],
    ['an error without a code', 400, { error: 'no' }],
  ])('%s', (_what, status, body) => {
    expect(classify(status, body)).toMatchObject({ kind: 'unknown', answer: { status } });
  });

  test('an answer that never came, once the request had left', () => {
    const outcome = classifyAnswer(unanswered(true, new Error('other side closed'), []), NOW, TIMING);
    expect(outcome).toEqual({
      kind: 'unknown',
      answer: { status: null, code: 'Error', message: 'Facebook gave no answer: other side closed' },
    });
  });
});

test('a request that never left is tried again soon', () => {
  expect(classifyAnswer(unanswered(false, new Error('refused'), []), NOW, TIMING)).toMatchObject({
    kind: 'deferred',
    retryAt: new Date('2026-03-01T12:00:15Z'),
  });
});

test('a post is published when an id came, whatever else the answer holds', () => {
  expect(classify(200, { id: '1_2', post_supports_client_mutation_id: true })).toEqual({
    kind: 'published',
    remoteId: '1_2',
    url: null,
  });
});

describe('the allowance', () => {
  const usage = (percent: number, minutes: number) => ({
    'x-business-use-case-usage': JSON.stringify({
      PAGE: [
        {
          type: 'pages',
          call_count: percent,
          total_time: 1,
          total_cputime: 1,
          estimated_time_to_regain_access: minutes,
        },
      ],
    }),
  });

  test('a throttled account waits as long as Facebook estimates, and an hour at least', () => {
    const error = { error: { message: 'too many calls', code: 80001 } };
    expect(classify(400, error, usage(120, 19))).toMatchObject({ blockedUntil: IN_AN_HOUR });
    expect(classify(400, error, usage(120, 180))).toMatchObject({
      retryAt: IN_THREE_HOURS,
      blockedUntil: IN_THREE_HOURS,
    });
  });

  test('a post that used up the allowance is published, and the account waits', () => {
    expect(classify(200, { id: '1_2' }, usage(100, 180))).toMatchObject({
      kind: 'published',
      blockedUntil: IN_THREE_HOURS,
    });
    expect(classify(200, { id: '1_2' }, usage(99, 0))).not.toHaveProperty('blockedUntil');
    expect(
      classify(200, { id: '1_2' }, { 'x-app-usage': '{"call_count":28,"total_time":101,"total_cputime":25}' }),
    ).toMatchObject({
      blockedUntil: IN_AN_HOUR,
    });
  });

  test('of several allowances the fullest counts, and the longest wait', () => {
    const idle = { call_count: 1, total_time: 1, total_cputime: 1 };
    const several = JSON.stringify({
      APP: [{ type: 'ads_management', ...idle, estimated_time_to_regain_access: 180 }],
      PAGE: [
        { type: 'messenger', ...idle },
        { type: 'pages', ...idle, total_cputime: 104 },
      ],
    });
    expect(classify(200, { id: '1_2' }, { 'x-business-use-case-usage': several })).toMatchObject({
      blockedUntil: IN_THREE_HOURS,
    });
  });

  test('usage that cannot be read changes nothing', () => {
    expect(classify(200, { id: '1_2' }, { 'x-app-usage': 'lots' })).toEqual({
      kind: 'published',
      remoteId: '1_2',
      url: null,
    });
  });

  test('every wait is scaled by the timing of the delivery', () => {
    const quick = { ...TIMING, retrySoonMs: 10, throttledMs: 20, blockedMs: 30 };
    const waitMs = (code: number, subcode?: number): number => {
      const body = JSON.stringify({ error: { message: 'no', code, error_subcode: subcode } });
      const outcome = classifyAnswer(readReply(400, {}, body, []), NOW, quick);
      return outcome.kind === 'deferred' ? outcome.retryAt.getTime() - NOW.getTime() : Number.NaN;
    };
    expect([waitMs(1609005), waitMs(4), waitMs(368), waitMs(368, 1390008)]).toEqual([40, 80, 30, 30]);
  });

  test('a 429 waits as it asks, whatever the body is', () => {
    for (const wait of ['10800', IN_THREE_HOURS.toUTCString()])
      expect(classify(429, 'slow down', { 'retry-after': wait })).toMatchObject({
        kind: 'deferred',
        retryAt: IN_THREE_HOURS,
      });
    expect(classify(429, 'slow down', { 'retry-after': 'soon' })).toMatchObject({ retryAt: IN_AN_HOUR });
  });
});
