import { describe, expect, it } from 'vitest';
import { TIMING } from '../../../domain/timing.js';
import { classifyAnswer } from './classify-answer.js';
import type { XAnswer } from './x-client.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const inSeconds = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const epoch = (seconds: number): string => String(inSeconds(seconds).getTime() / 1000);

const classify = (answer: XAnswer) =>
  classifyAnswer(answer, (id) => `https://x.com/i/web/status/${id}`, { now: NOW, timing: TIMING });
const answered = (status: number, body: unknown, headers: Record<string, string> = {}): XAnswer => ({
  kind: 'answered',
  status,
  headers,
  body,
});

const flat = (detail: string, type = 'about:blank', status = 403) => ({ title: 'Forbidden', detail, type, status });
const numbered = (code: number, message: string) => ({ errors: [{ code, message }] });
const invalid = (error: object, host = 'twitter.com') => ({
  errors: [error],
  title: 'Invalid Request',
  detail: 'One or more parameters to your request was invalid.',
  type: `https://api.${host}/2/problems/invalid-request`,
});
const suspended = (host: string) =>
  flat('The user used for authentication is suspended', `https://api.${host}/2/problems/user-suspended`);

describe('what an answer of X means for a post', () => {
  it.each([
    ['that it is out', 201, { data: { id: '1900000000000000001', text: 'Title' } }],
    ['that it is out, under a short id', 201, { data: { id: '636', text: 'Title' } }],
    ['that it is out, with complaints beside it', 201, { data: { id: '1', text: 'Title' }, errors: [{}] }],
  ])('says %s', (_, status, body) => {
    const remoteId = body.data.id;
    const url = `https://x.com/i/web/status/${remoteId}`;
    expect(classify(answered(status, body))).toEqual({ kind: 'published', remoteId, url });
  });

  it.each([
    ['a cut or empty success', 201, undefined],
    ['a success without an id', 201, { data: {} }],
    ['a success with an id that lost its digits', 201, { data: { id: 1900000000000000001 } }],
    ['a success that is a page', 200, '<html>ok</html>'],
    ['a redirection', 302, ''],
    ['a redirection with an id', 302, { data: { id: '1' } }],
    ['a server error', 500, flat('Something is broken.', 'about:blank', 500)],
    ['an overload', 503, flat('Service Unavailable', 'about:blank', 503)],
    ['an overload as a page', 502, '<html>Bad Gateway</html>'],
    ['a refusal as a page', 403, '<html>Forbidden</html>'],
    ['a refusal without a body', 400, undefined],
    ['a request that took too long', 408, flat('Request Timeout', 'about:blank', 408)],
  ])('proves nothing after %s', (_, status, body) => {
    expect(classify(answered(status, body))).toMatchObject({ kind: 'unknown', answer: { status } });
  });

  it.each([
    ['too long', 400, invalid({ message: 'Your Tweet text is too long. For more information see twitter-text.' })],
    ['too long, as a 403', 403, flat('Your Tweet text is too long.')],
    [
      'a violated schema',
      400,
      invalid({ parameters: { '$.reply': ['{}'] }, message: '$.reply.in_reply_to_tweet_id: is missing' }, 'x.com'),
    ],
    ['no JSON', 400, invalid({ message: 'Request body is not valid JSON.' })],
    ['a restricted reply', 403, flat('Reply to this conversation is not allowed because you have not been mentioned.')],
    ['two cashtags', 403, flat('Posts are limited to a maximum of one cashtag.')],
  ])('rejects this post for %s', (_, status, body) => {
    const outcome = classify(answered(status, body));
    expect(outcome).toMatchObject({ kind: 'rejected', scope: 'content' });
    expect(outcome).not.toHaveProperty('unspecific');
  });

  it('says that a refusal without a reason may be meant for the account', () => {
    expect(classify(answered(403, flat('You are not permitted to perform this action.')))).toMatchObject({
      kind: 'rejected',
      scope: 'content',
      unspecific: true,
    });
  });

  it('tells a person why X refuses a reply', () => {
    const words = 'Reply to this conversation is not allowed because you have not been mentioned.';
    expect(classify(answered(403, flat(words)))).toMatchObject({
      answer: {
        code: 'reply-restricted',
        message: expect.stringMatching(/^X lets .* reply only .*: Reply to this/) as string,
      },
    });
  });

  it.each([
    ['duplicate content', 403, flat('You are not allowed to create a Tweet with duplicate content.')],
    ['a duplicate by its number', 403, numbered(187, 'Status is a duplicate.')],
  ])('calls for a look after %s', (_, status, body) => {
    expect(classify(answered(status, body))).toMatchObject({ kind: 'duplicate' });
  });

  it.each([
    ['a bad token', 401, flat('Unauthorized', 'about:blank', 401)],
    ['a bad token, as a page', 401, '<html>Unauthorized</html>'],
    ['no authentication', 401, numbered(32, 'Could not authenticate you.')],
    ['an expired token', 401, numbered(89, 'Invalid or expired token.')],
    ['a permission that is missing', 403, flat('Forbidden')],
    ['a spent token', 400, { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' }],
  ])('asks for a new connection after %s', (_, status, body) => {
    expect(classify(answered(status, body))).toMatchObject({ kind: 'unauthorized' });
  });

  it.each([
    [
      'no credits',
      402,
      {
        account_id: 2e18,
        title: 'CreditsDepleted',
        detail: 'Your enrolled account [2] does not have any credits to fulfill this request.',
        type: 'https://api.twitter.com/2/problems/credits',
      },
    ],
    ['no credits, unreadable', 402, undefined],
    ['a spending limit', 403, flat('Your account has its spend cap reached for this billing cycle.')],
    [
      'a monthly cap',
      429,
      {
        title: 'UsageCapExceeded',
        detail: 'Usage cap exceeded: Monthly product cap',
        period: 'Monthly',
        type: 'https://api.twitter.com/2/problems/usage-capped',
      },
    ],
    [
      'a monthly cap in other words',
      429,
      { title: 'UsageCapExceeded', period: 'Monthly', type: 'https://api.x.com/2/problems/usage-capped' },
    ],
  ])('waits for a person to pay after %s', (_, status, body) => {
    expect(classify(answered(status, body))).toMatchObject({ kind: 'rejected', scope: 'billing' });
  });

  const tooMany = { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 };
  it.each([
    ['no headers', tooMany, {}, 900],
    ['the short window', tooMany, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': epoch(300) }, 300],
    [
      'the number of the old form',
      numbered(88, 'Rate limit exceeded'),
      { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': epoch(60) },
      60,
    ],
    [
      'the day while the short window is open',
      tooMany,
      {
        'x-rate-limit-remaining': '99',
        'x-rate-limit-reset': epoch(300),
        'x-user-limit-24hour-remaining': '0',
        'x-user-limit-24hour-reset': epoch(7200),
      },
      7200,
    ],
    [
      'the latest of three',
      tooMany,
      {
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': epoch(300),
        'x-user-limit-24hour-remaining': '0',
        'x-user-limit-24hour-reset': epoch(3600),
        'x-app-limit-24hour-remaining': '0',
        'x-app-limit-24hour-reset': epoch(7200),
      },
      7200,
    ],
    ['Retry-After', tooMany, { 'retry-after': '120' }, 120],
    ['a page', '<html>Too Many Requests</html>', { 'retry-after': inSeconds(90).toUTCString() }, 90],
    ['a reset that is long gone', tooMany, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': epoch(-5) }, 900],
    ['a reset in the far future', tooMany, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': epoch(1e9) }, 86_400],
    [
      'a daily cap',
      {
        title: 'UsageCapExceeded',
        detail: 'Usage cap exceeded: Daily product cap',
        type: 'https://api.x.com/2/problems/usage-capped',
      },
      {},
      900,
    ],
  ])('blocks the account until the window opens: %s', (_, body, headers, seconds) => {
    const until = inSeconds(seconds);
    expect(classify(answered(429, body, headers))).toMatchObject({
      kind: 'deferred',
      retryAt: until,
      blockedUntil: until,
    });
  });

  it.each([
    ['posts', 185, 'User is over daily status update limit.'],
    ['actions', 344, 'You have reached your daily limit for this action.'],
  ])('waits at the daily limit of %s, although it comes as a refusal', (_, code, message) => {
    expect(classify(answered(403, numbered(code, message)))).toMatchObject({
      kind: 'deferred',
      blockedUntil: inSeconds(900),
    });
  });

  it('uploads pictures once more when X does not know them any longer', () => {
    const body = invalid({ parameters: { 'media.media_ids': ['19'] }, message: 'Your media IDs are invalid.' });
    expect(classify(answered(400, body))).toMatchObject({
      kind: 'deferred',
      discardPrepared: true,
      onceThen: 'rejected',
      retryAt: inSeconds(5),
      answer: { code: 'media-invalid' },
    });
  });

  it.each([
    ['', 403, flat('You attempted to reply to a Tweet that is deleted or not visible to you.')],
    [
      ', in the old form',
      403,
      numbered(385, 'You attempted to reply to a Tweet that is deleted or not visible to you.'),
    ],
  ])('waits once for a parent that is not to be seen yet%s', (_, status, body) => {
    const outcome = classify(answered(status, body));
    expect(outcome).toMatchObject({
      kind: 'deferred',
      onceThen: 'rejected',
      retryAt: inSeconds(15),
      answer: { code: 'parent-not-visible' },
    });
    expect(outcome).not.toHaveProperty('discardPrepared');
  });

  it('may try again when nothing was sent, and not when something was', () => {
    expect(classify({ kind: 'unreachable', code: 'ECONNREFUSED' })).toMatchObject({
      kind: 'deferred',
      retryAt: inSeconds(15),
    });
    expect(classify({ kind: 'lost', code: 'ECONNRESET' })).toMatchObject({
      kind: 'unknown',
      answer: { status: null, code: 'ECONNRESET', message: 'X gave no answer' },
    });
  });

  it('blocks the account after the last post of a window', () => {
    const headers = { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': epoch(600) };
    expect(classify(answered(201, { data: { id: '1' } }, headers))).toMatchObject({
      kind: 'published',
      blockedUntil: inSeconds(600),
    });
  });

  it('keeps the answer short, with its code, for people to read', () => {
    const outcome = classify(answered(403, { ...suspended('x.com'), detail: 'suspended '.repeat(200) }));
    expect(outcome).toMatchObject({ answer: { status: 403, code: 'user-suspended' } });
    expect('answer' in outcome && outcome.answer.message.length).toBe(500);
  });
});
