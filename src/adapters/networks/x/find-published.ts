import type { Part } from '../../../domain/post.js';
import type { LookUp } from '../../../domain/publish-outcome.js';
import { classifyRefusal, type Moment } from './classify-answer.js';
import { matchPost } from './match-post.js';
import { networkAnswer, ownAnswer } from './network-answer.js';
import { readTimelinePage, type TimelinePost } from './timeline-post.js';
import type { Query, XAnswer, XClient } from './x-client.js';

const MARGIN_MS = 15 * 60 * 1000;
const PAGE_SIZE = '100';
/** X shows the last 3,200 posts: https://docs.x.com/x-api/posts/timelines/introduction */
const MOST_PAGES = 32;

/** The parameters were renamed between versions 2.166 and 2.167 of https://docs.x.com/openapi.json. */
const DIALECTS: readonly Query[] = [
  { 'tweet.fields': 'created_at,entities,conversation_id,referenced_tweets,note_tweet' },
  { 'post.fields': 'created_at,entities,conversation_id,note_post', expansions: 'referenced_posts' },
];

export interface SearchWindow {
  readonly notBefore: Date;
  readonly knownIds: ReadonlySet<string>;
}

type CannotTell = Extract<LookUp, { kind: 'cannot-tell' }>;

/** Looks for a part on the account's own timeline, back to before it was first sent. */
export async function findPublished(
  client: XClient,
  userId: string,
  part: Part,
  where: SearchWindow,
  moment: Moment,
): Promise<{ readonly kind: 'found'; readonly remoteId: string } | { readonly kind: 'absent' } | CannotTell> {
  const timeline = await readTimeline(client, userId, new Date(where.notBefore.getTime() - MARGIN_MS), moment);
  if (!Array.isArray(timeline)) return timeline;
  const matches: string[] = [];
  let unclear = 0;
  for (const post of timeline) {
    const match = where.knownIds.has(post.id) || isTooOld(post, where.notBefore) ? 'other' : matchPost(part, post);
    if (match === 'match' && post.createdAt !== null) matches.push(post.id);
    else if (match !== 'other') unclear += 1;
  }
  const [remoteId] = matches;
  if (unclear > 0) return cannotTell('unclear', 'a post on X may be this one, but X does not say enough about it');
  if (remoteId === undefined) return { kind: 'absent' };
  if (matches.length > 1) return cannotTell('several', `${matches.length} posts on X look like this one`);
  return { kind: 'found', remoteId };
}

/** X may give whole seconds. */
function isTooOld({ createdAt }: TimelinePost, notBefore: Date): boolean {
  return createdAt !== null && createdAt.getTime() < Math.floor(notBefore.getTime() / 1000) * 1000;
}

/** What a read means that gave no answer. What needs another permission, or money, will not be answered later either. */
export function unreadable(answer: XAnswer, moment: Moment): CannotTell {
  const refusal = classifyRefusal(answer, moment);
  const isForbidden = answer.kind === 'answered' && answer.status === 403;
  const noAccess =
    refusal.kind === 'unauthorized' || (refusal.kind === 'rejected' && (refusal.scope !== 'content' || isForbidden));
  return { kind: 'cannot-tell', ...(noAccess ? { noAccess } : {}), answer: networkAnswer(answer) };
}

async function readTimeline(
  client: XClient,
  userId: string,
  since: Date,
  moment: Moment,
): Promise<TimelinePost[] | CannotTell> {
  const posts = new Map<string, TimelinePost>();
  // RFC 3339 without fractions, as X documents it.
  const query = { max_results: PAGE_SIZE, start_time: since.toISOString().replace(/\.\d+Z$/, 'Z') };
  let token: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer = await readPage(client, userId, token === null ? query : { ...query, pagination_token: token });
    const page = answer.kind === 'answered' && answer.status === 200 ? readTimelinePage(answer.body) : null;
    if (page === null) return unreadable(answer, moment);
    for (const post of page.posts) posts.set(post.id, post);
    token = page.nextToken;
    const isOlder = page.posts.some(({ createdAt }) => createdAt !== null && createdAt < since);
    if (token === null || isOlder) return [...posts.values()];
  }
  return cannotTell('timeline-too-long', `the timeline does not end after ${MOST_PAGES} pages`);
}

async function readPage(client: XClient, userId: string, query: Query): Promise<XAnswer> {
  let answer: XAnswer = { kind: 'lost', code: 'not-asked' };
  for (const dialect of DIALECTS) {
    answer = await client.get(`users/${encodeURIComponent(userId)}/tweets`, { ...query, ...dialect });
    if (answer.kind !== 'answered' || answer.status !== 400) return answer;
  }
  return answer;
}

function cannotTell(code: string, message: string): CannotTell {
  return { kind: 'cannot-tell', answer: ownAnswer(code, message) };
}
