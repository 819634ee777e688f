import { z } from 'zod';
import { json } from '../simulator-server.js';
import type { SimulatedAnswer } from '../simulator.js';
import { parseFields } from './parse-body.js';
import { notFound } from './problem.js';
import { readAskedFields } from './read-query.js';
import { wirePost } from './wire-post.js';
import type { XCall } from './x-call.js';
import type { StoredPost } from './x-state.js';

/** No timeline goes back further (https://docs.x.com/x-api/posts/timelines/introduction). */
const TIMELINE_LENGTH = 3_200;

const id = z.string().regex(/^[0-9]{1,19}$/);
const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const timelineQuery = z.object({
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  since_id: id.optional(),
  until_id: id.optional(),
  start_time: time.optional(),
  end_time: time.optional(),
  pagination_token: z.string().transform(fromToken).optional(),
  exclude: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(['replies', 'retweets'])))
    .optional(),
});
type TimelineQuery = z.infer<typeof timelineQuery>;

/** `GET /2/users/{id}/tweets`, newest first. */
export function readTimeline(call: XCall): SimulatedAnswer {
  const { accounts, id: userId, now, request, settings, state } = call;
  const asked = readAskedFields(request.query, Object.keys(timelineQuery.shape), settings.dialect);
  if (asked.kind === 'refused') return asked.answer;
  const query = parseFields(timelineQuery, Object.fromEntries(request.query), settings.dialect);
  if (query.kind === 'refused') return query.answer;
  const author = accounts.find((each) => each.id === userId);
  if (author === undefined) return notFound('user', userId, settings.dialect);

  const matching = state
    .posts()
    .filter((post) => post.accountId === userId && now.getTime() - post.createdAt >= settings.visibleAfterMs)
    .slice(-TIMELINE_LENGTH)
    .reverse()
    .filter((post) => isAsked(post, query.value));
  const page = matching.slice(0, query.value.max_results);
  const newest = page[0];
  const oldest = page.at(-1);
  if (newest === undefined || oldest === undefined) return json(200, { meta: { result_count: 0 } });
  return json(200, {
    data: page.map((post) => wirePost(post, author, state, asked.value, settings.dialect)),
    ...includes(page, asked.value, call),
    meta: {
      result_count: page.length,
      newest_id: newest.id,
      oldest_id: oldest.id,
      ...(matching.length > page.length ? { next_token: toToken(oldest.id) } : {}),
    },
  });
}

/** `GET /2/tweets/{id}`. */
export function readPost(call: XCall): SimulatedAnswer {
  const { accounts, request, settings, state } = call;
  const asked = readAskedFields(request.query, [], settings.dialect);
  if (asked.kind === 'refused') return asked.answer;
  const post = state.findPost(call.id);
  const author = accounts.find(({ id: accountId }) => accountId === post?.accountId);
  if (post === null || author === undefined) return notFound('tweet', call.id, settings.dialect);
  return json(200, {
    data: wirePost(post, author, state, asked.value, settings.dialect),
    ...includes([post], asked.value, call),
  });
}

function isAsked(post: StoredPost, query: TimelineQuery): boolean {
  const before = [query.until_id, query.pagination_token].filter((each) => each !== undefined);
  if (before.some((each) => BigInt(post.id) >= BigInt(each))) return false;
  if (query.since_id !== undefined && BigInt(post.id) <= BigInt(query.since_id)) return false;
  if (post.createdAt < (query.start_time ?? 0) || post.createdAt >= (query.end_time ?? Infinity)) return false;
  return post.inReplyTo === null || query.exclude?.includes('replies') !== true;
}

/** The users and parents that expansions ask for. */
function includes(posts: readonly StoredPost[], asked: ReadonlySet<string>, call: XCall) {
  const { accounts, request, settings, state } = call;
  const expansions = request.query.get('expansions') ?? '';
  const authors = expansions.includes('author_id')
    ? accounts.filter(({ id: accountId }) => posts.some((post) => post.accountId === accountId))
    : [];
  const parentIds = new Set(expansions.includes('referenced_') ? posts.map(({ inReplyTo }) => inReplyTo) : []);
  const parents = state.posts().filter((post) => parentIds.has(post.id));
  const included = {
    ...(authors.length === 0
      ? {}
      : { users: authors.map(({ id: userId, name, username }) => ({ id: userId, name, username })) }),
    ...(parents.length === 0
      ? {}
      : {
          [settings.dialect === '2.166' ? 'tweets' : 'posts']: parents.flatMap((post) => {
            const author = accounts.find(({ id: accountId }) => accountId === post.accountId);
            return author === undefined ? [] : [wirePost(post, author, state, asked, settings.dialect)];
          }),
        }),
  };
  return Object.keys(included).length === 0 ? {} : { includes: included };
}

/** Opaque to clients: the id that the next page ends before. */
function toToken(postId: string): string {
  return BigInt(postId).toString(32);
}

function fromToken(token: string, context: z.RefinementCtx): string {
  if (!/^[0-9a-v]{1,13}$/.test(token)) {
    context.addIssue({ code: 'custom', message: 'is not a valid token' });
    return z.NEVER;
  }
  let value = 0n;
  for (const digit of token) value = value * 32n + BigInt(Number.parseInt(digit, 32));
  return value.toString();
}
