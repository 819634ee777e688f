import { z } from 'zod';
import type { SimulatedAnswer } from '../simulator.js';
import { json } from '../simulator-server.js';
import { checkParameters, wholeNumber, type Checked } from './call-parameters.js';
import { refuse } from './error-catalogue.js';
import type { GraphCall } from './graph-call.js';
import { selectFields, type GraphNode } from './graph-fields.js';
import type { StoredPost } from './page-state.js';
import { photoNode, postNode } from './post-node.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from './simulated-page.js';

export type ListName = 'feed' | 'published_posts' | 'scheduled_posts';

const listParameters = z.strictObject({
  fields: z.string().optional(),
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(25),
  after: z.string().optional(),
  /** Unix seconds or a date. Undocumented for these edges, and sent by many clients. */
  since: z.union([wholeNumber, z.string().transform(dateInSeconds)]).optional(),
});

function dateInSeconds(text: string, context: z.RefinementCtx): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'not a date' });
  return at / 1000;
}

/** GET /{page}/feed, /{page}/published_posts, /{page}/scheduled_posts: newest first, page by page. */
export function listPosts(call: GraphCall, list: ListName): SimulatedAnswer {
  const checked = checkParameters(listParameters, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const { fields, limit, after, since } = checked.value;
  const start = after === undefined ? Number.MAX_SAFE_INTEGER : readCursor(after);
  if (start === null) return refuse('invalid-parameter', {}, 'after is no cursor');
  const from = call.settings.ignoreSince || since === undefined ? 0 : since * 1000;
  const all = call.state
    .posts()
    .filter((post) => belongsTo(post, list, call) && post.createdAt >= from && post.sequence < start)
    .toReversed();
  const isHollow = call.settings.emptyPageWithNext && after === undefined;
  const posts = isHollow ? [] : all.slice(0, limit);
  const selected = selectAll(posts, call, fields);
  if (selected.kind === 'refused') return selected.answer;
  const items = selected.value;
  const hasMore = isHollow || all.length > posts.length;
  return json(200, {
    data: items,
    ...(items.length > 0 || hasMore ? pagingOf(call, list, limit, posts, hasMore) : {}),
  });
}

function selectAll(posts: readonly StoredPost[], call: GraphCall, fields: string | undefined): Checked<unknown[]> {
  const value: unknown[] = [];
  for (const post of posts) {
    const selected = selectFields(postNode(post, call), fields);
    if (selected.kind === 'refused') return selected;
    value.push(selected.value);
  }
  return { kind: 'fine', value };
}

function pagingOf(
  call: GraphCall,
  list: ListName,
  limit: number,
  posts: readonly StoredPost[],
  hasMore: boolean,
): object {
  const before = writeCursor((posts[0]?.sequence ?? 0) + 1);
  const after = writeCursor(posts.at(-1)?.sequence ?? Number.MAX_SAFE_INTEGER);
  const next = hasMore ? { next: nextPage(call, list, limit, after) } : {};
  return { paging: { cursors: { before, after }, ...next } };
}

function belongsTo(post: StoredPost, list: ListName, { now, settings }: GraphCall): boolean {
  if (post.audience === 'nobody') return false;
  const since = now.getTime() - settings.listLagMs;
  switch (list) {
    case 'feed':
      return post.createdAt <= since;
    case 'published_posts':
      return post.publishedAt !== null && post.publishedAt <= since;
    case 'scheduled_posts':
      return !post.published && post.scheduledFor !== null && post.createdAt <= since;
  }
}

/** As on the real API, the address of the next page holds the token: not for logs. */
function nextPage(
  { origin, version, token, parameters }: GraphCall,
  list: ListName,
  limit: number,
  after: string,
): string {
  const next = new URL(`${origin}/${version}/${SIMULATED_FACEBOOK_CREDENTIALS.pageId}/${list}`);
  next.searchParams.set('access_token', token);
  for (const name of ['fields', 'since']) {
    const value = parameters[name];
    if (typeof value === 'string') next.searchParams.set(name, value);
  }
  next.searchParams.set('limit', String(limit));
  next.searchParams.set('after', after);
  return next.href;
}

function writeCursor(sequence: number): string {
  return Buffer.from(`AT:${sequence}`).toString('base64url');
}

function readCursor(cursor: string): number | null {
  const sequence = /^AT:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  return sequence === undefined ? null : Number(sequence);
}

/** GET /{post} and /{photo} */
export function readObject(call: GraphCall, id: string): SimulatedAnswer {
  const post = call.state.findPost(id);
  if (post !== null) {
    if (post.audience === 'nobody') return refuse('not-visible');
    if (call.now.getTime() - post.createdAt < call.settings.readLagMs) return refuse('no-object-get', { id });
    return readNode(call, postNode(post, call));
  }
  const photo = call.state.findPhoto(id);
  return photo === null ? refuse('no-object-get', { id }) : readNode(call, photoNode(photo));
}

const readParameters = z.strictObject({ fields: z.string().optional() });

export function readNode(call: GraphCall, node: GraphNode): SimulatedAnswer {
  const checked = checkParameters(readParameters, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const selected = selectFields(node, checked.value.fields);
  return selected.kind === 'refused' ? selected.answer : json(200, selected.value);
}
