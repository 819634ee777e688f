import { z } from 'zod';
import type { Part } from '../../../domain/post.js';
import type { LookUp, NetworkAnswer } from '../../../domain/publish-outcome.js';
import type { GraphCall } from './call-graph.js';
import { readSuccess } from './classify-answer.js';
import type { GraphReply } from './graph-reply.js';
import { cannotTell, listedPost, matchPublished, type ListedPost } from './match-published.js';

const FIELDS = 'id,message,created_time,permalink_url,is_published,attachments{url,unshimmed_url}';
const PAGE_SIZE = 25;
const MOST_PAGES = 4;

const listing = z.object({
  data: z.array(listedPost),
  paging: z
    .object({ next: z.string().optional(), cursors: z.object({ after: z.string().optional() }).optional() })
    .optional(),
});

/** Reads the newest posts of the Page and looks for this part. */
export async function findPublished(
  part: Part,
  pageId: string,
  where: { readonly notBefore: Date; readonly knownIds: ReadonlySet<string> },
  call: (call: GraphCall) => Promise<GraphReply>,
): Promise<LookUp> {
  const read = await readNewest(pageId, where.notBefore, call);
  if (read.kind === 'unread') return { kind: 'cannot-tell', answer: read.answer };
  const found = matchPublished(part, read.posts, where);
  if (found.kind !== 'absent' || read.isComplete) return found;
  return cannotTell('list-too-long', 'the Page has more posts than were read');
}

type Newest =
  | { readonly kind: 'read'; readonly posts: readonly ListedPost[]; readonly isComplete: boolean }
  | { readonly kind: 'unread'; readonly answer: NetworkAnswer };

/** A short or empty page is not the end: a missing `next` is. Source: https://developers.facebook.com/docs/graph-api/results */
async function readNewest(
  pageId: string,
  notBefore: Date,
  call: (call: GraphCall) => Promise<GraphReply>,
): Promise<Newest> {
  // `since` is undocumented here and may be ignored: matching filters by time itself.
  const query = {
    fields: FIELDS,
    limit: String(PAGE_SIZE),
    since: String(Math.floor(notBefore.getTime() / 1000)),
  };
  const posts = new Map<string, ListedPost>();
  let cursor: { readonly after?: string } = {};
  for (let pagesLeft = MOST_PAGES; ; pagesLeft -= 1) {
    const reply = await call({ method: 'GET', path: `${pageId}/published_posts`, query: { ...query, ...cursor } });
    const page = readSuccess(reply, listing);
    if (page === null) return { kind: 'unread', answer: reply.answer };
    // A post that moved between two pages comes twice.
    for (const post of page.data) posts.set(post.id, post);

    const isEnd = page.paging?.next === undefined;
    // `next` holds the token, so it is never followed: the address is built again from the cursor.
    const after = page.paging?.cursors?.after;
    if (isEnd || pagesLeft === 1 || after === undefined)
      return { kind: 'read', posts: [...posts.values()], isComplete: isEnd || isOlder(page.data, notBefore) };
    cursor = { after };
  }
}

/** Where `since` is ignored the list never ends: a last page of old posts alone is the end for us. */
function isOlder(posts: readonly ListedPost[], than: Date): boolean {
  return posts.length > 0 && posts.every((post) => post.created_time < than);
}
