import { describe, expect, test } from 'vitest';
import type { Part } from '../../../domain/post.js';
import { TIMING } from '../../../domain/timing.js';
import type { GraphCall } from './call-graph.js';
import { findPublished } from './find-published.js';
import { readReply, type GraphReply } from './graph-reply.js';

const PART: Part = { position: 0, text: 'The ferry sails again', link: null, media: [], inReplyTo: null };
const WHERE = { notBefore: new Date('2026-03-01T11:58:00Z'), knownIds: new Set<string>() };
const OURS = { id: '100_2', message: PART.text, created_time: '2026-03-01T12:00:00+0000' };
const OTHER = { id: '100_8', message: 'Low tide', created_time: '2026-03-01T12:01:00+0000' };
const OLD = { id: '100_7', message: 'Storm', created_time: '2026-02-01T12:00:00+0000' };
const NEXT = 'https://graph.example/next?access_token=SECRET';

/** A Page whose list comes in these pages, one a read; each names a next one but the last, unless `endless`. */
async function find(pages: readonly (readonly object[])[], { endless = false } = {}) {
  const calls: GraphCall[] = [];
  const found = await look((call) => {
    const page = calls.length;
    calls.push(call);
    const next = endless || page + 1 < pages.length ? NEXT : undefined;
    const body = { data: pages[page] ?? [], paging: { cursors: { after: `cursor${page}` }, next } };
    return readReply(200, {}, JSON.stringify(body), []);
  });
  return { found, calls };
}

function look(answer: (call: GraphCall) => GraphReply, unpublishedId: string | null = null) {
  const now = (): Date => WHERE.notBefore;
  const call = (asked: GraphCall): Promise<GraphReply> => Promise.resolve(answer(asked));
  const page = { pageId: '100', timing: TIMING, now, call };
  return findPublished(PART, unpublishedId, WHERE, page, new AbortController().signal);
}

test('a short or an empty page is not the end of the list', async () => {
  const { found, calls } = await find([[], [OTHER], [OURS]]);
  expect(found).toEqual({ kind: 'found', remoteId: '100_2', url: null });
  expect(calls.map(({ query }) => query?.['since'])).toEqual(Array(3).fill('1772366280'));
});

test('every page is asked for by its cursor, and the address with the token is not followed', async () => {
  const { calls } = await find([[], [], []]);
  expect(calls.map(({ path, query }) => [path, query?.['after']])).toEqual([
    ['100/published_posts', undefined],
    ['100/published_posts', 'cursor0'],
    ['100/published_posts', 'cursor1'],
  ]);
});

test('an older post in the list is not the end of it', async () => {
  expect((await find([[OLD], [OURS]])).found).toMatchObject({ kind: 'found' });
});

test('a list read to its end without our post says absent', async () => {
  expect((await find([[OTHER], [OLD]])).found).toEqual({ kind: 'absent' });
  expect((await find([[]])).found).toEqual({ kind: 'absent' });
});

test('after four pages a list that goes on says absent only when it had come to older posts', async () => {
  const long = await find([[OTHER], [OTHER], [OTHER], [OLD], [OURS]], { endless: true });
  expect(long.calls).toHaveLength(4);
  expect(long.found).toEqual({ kind: 'absent' });
  expect((await find([[], [], [], []], { endless: true })).found).toMatchObject({ kind: 'cannot-tell' });
});

test('a post that comes on two pages is one post', async () => {
  expect((await find([[OURS], [OURS]])).found).toMatchObject({ kind: 'found' });
});

test.each([
  ['a refusal', 400, '{"error":{"message":"no","code":190}}'],
  ['a page of HTML', 200, '<html>'],
  ['a list whose times cannot be read', 200, '{"data":[{"id":"1","created_time":"soon"}]}'],
])('%s is no answer to the question', async (_what, status, body) => {
  const found = await look(() => readReply(status, {}, body, []));
  expect(found).toMatchObject({ kind: 'cannot-tell', answer: { status } });
});

test.each([
  ['a dead token', '190/460', true],
  ['a missing permission', '10', true],
  ['a Page that we lost', '100/33', true],
  ['a checkpoint', '190/459', true],
  ['too many calls', '80001', false],
  ['an outage', '2', false],
])('%s: whether asking again can help is said', async (_what, code, noAccess) => {
  const [error, sub] = code.split('/').map(Number);
  const body = JSON.stringify({ error: { message: 'non', code: error, error_subcode: sub } });
  const found = await look(() => readReply(400, {}, body, []));
  expect(found.kind === 'cannot-tell' && found.noAccess === true).toBe(noAccess);
});

describe('a post that was made unpublished', () => {
  const read = (status: number, body: unknown) =>
    look((call) => {
      const isList = call.path.endsWith('published_posts');
      return readReply(isList ? 200 : status, {}, JSON.stringify(isList ? { data: [OURS] } : body), []);
    }, '100_5');

  test('is found by its id, with its address, once readers see it', async () => {
    const url = 'https://www.facebook.com/900/posts/5';
    expect(await read(200, { id: '100_5', is_published: true, permalink_url: url })).toEqual({
      kind: 'found',
      remoteId: '100_5',
      url,
    });
  });

  test('is hidden while they do not', async () => {
    expect(await read(200, { id: '100_5', is_published: false })).toEqual({ kind: 'hidden' });
  });

  test('is looked for by its text when its id is not there', async () => {
    const error = { message: 'Unsupported get request.', code: 100, error_subcode: 33 };
    expect(await read(400, { error })).toMatchObject({ kind: 'found', remoteId: '100_2' });
  });

  test('is no matter of its text when its id cannot be read', async () => {
    expect(await read(500, { error: { message: 'later', code: 2 } })).toMatchObject({ kind: 'cannot-tell' });
    expect(await read(200, { id: '100_5' })).toMatchObject({ kind: 'cannot-tell' });
  });
});
