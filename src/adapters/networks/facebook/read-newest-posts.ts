import { z } from 'zod';
import { readSuccess } from './classify-answer.js';
import type { GraphReply } from './graph-reply.js';
import { listedPost, type ListedPost } from './listed-post.js';
import type { PageAccess } from './page-access.js';

const FIELDS = 'id,message,created_time,permalink_url,is_published';
const FIELDS_OF = {
  published_posts: `${FIELDS},attachments{url,unshimmed_url}`,
  feed: `${FIELDS},scheduled_publish_time,attachments{url,unshimmed_url,target{id},subattachments{target{id}}}`,
} as const;
const PAGE_SIZE = 25;
const MOST_PAGES = 4;

const listing = z.object({
  data: z.array(listedPost),
  paging: z
    .object({ next: z.string().optional(), cursors: z.object({ after: z.string().optional() }).optional() })
    .optional(),
});

type NewestPosts =
  | { readonly kind: 'read'; readonly posts: readonly ListedPost[]; readonly isComplete: boolean }
  | { readonly kind: 'unread'; readonly reply: GraphReply };

/**
 * The Page's posts since `notBefore`; `feed` has the unpublished ones too. A short or empty page is not the end: a
 * missing `next` is. Source: https://developers.facebook.com/docs/graph-api/results
 */
export async function readNewestPosts(
  edge: keyof typeof FIELDS_OF,
  notBefore: Date,
  page: PageAccess,
  signal: AbortSignal,
): Promise<NewestPosts> {
  // `since` is undocumented here and may be ignored: who uses the list filters by time, too.
  const query = {
    fields: FIELDS_OF[edge],
    limit: String(PAGE_SIZE),
    since: String(Math.floor(notBefore.getTime() / 1000)),
  };
  const posts = new Map<string, ListedPost>();
  let cursor: { readonly after?: string } = {};
  for (let pagesLeft = MOST_PAGES; ; pagesLeft -= 1) {
    const reply = await page.call(
      { method: 'GET', path: `${page.pageId}/${edge}`, query: { ...query, ...cursor } },
      signal,
    );
    const list = readSuccess(reply, listing);
    if (list === null) return { kind: 'unread', reply };
    // A post that moved between two pages comes twice.
    for (const post of list.data) posts.set(post.id, post);

    const isEnd = list.paging?.next === undefined;
    // `next` holds the token, so it is never followed: the address is built again from the cursor.
    const after = list.paging?.cursors?.after;
    if (isEnd || pagesLeft === 1 || after === undefined)
      return { kind: 'read', posts: [...posts.values()], isComplete: isEnd || isOlder(list.data, notBefore) };
    cursor = { after };
  }
}

/** Where `since` is ignored the list never ends: a last page of old posts alone is the end for us. */
function isOlder(posts: readonly ListedPost[], than: Date): boolean {
  return posts.length > 0 && posts.every((post) => post.created_time < than);
}
