import { compiledOnce, updateRows } from './compiled-once.js';
import { writeEvent, type LedgerContext } from './ledger-context.js';
import { parseArticle, type Tx } from './rows.js';
import type { ArticleRow, PostRow } from './schema.js';
import { hasSentPart } from './sendable-queries.js';

/**
 * Where an account has a queue, articles go out in the order of their publication, in whatever order we came to know
 * them: a new post takes the place of those before it that tell of a later article, and each of these the place behind
 * it. What stands where it was wanted, by a person or a template, stays there. Returns the post's time. No revision
 * changes: an alarm that rings too early is set again. The account's row is locked.
 */
export async function keepOrder(
  context: LedgerContext,
  tx: Tx,
  post: PostRow,
  article: Pick<ArticleRow, 'content'>,
): Promise<number> {
  // What is due may be under way at any moment.
  const earliest = Math.max(post.due_at, context.clock.now().getTime() + 1);
  if (post.next_at <= earliest || post.state !== 'scheduled' || post.occasion !== 'publish') return post.next_at;
  const { publishedAt } = parseArticle(article.content);
  if (publishedAt === null) return post.next_at;
  let place = post.next_at;
  for (;;) {
    const [before] = await postBefore(tx, post.account_id, post.lane, post.in_slot, place, earliest);
    if (before === undefined || (before.expires_at ?? Infinity) < place) break;
    const published = parseArticle(before.content).publishedAt;
    if (published === null || published <= publishedAt) break;
    await updateRows(tx, 'posts', { id: before.id }, { next_at: place });
    await writeEvent(context, tx, {
      kind: 'post-rescheduled',
      post_id: before.id,
      detail: new Date(place).toISOString(),
    });
    place = before.next_at;
  }
  if (place !== post.next_at) await updateRows(tx, 'posts', { id: post.id }, { next_at: place });
  return place;
}

/** The last of the account's posts about articles that wait in line before an instant, with what its article says. */
const postBefore = compiledOnce(
  (db, accountId: string, lane: string, inSlot: number, before: number, earliest: number) =>
    db
      .selectFrom('posts')
      .innerJoin('articles', 'articles.id', 'posts.article_id')
      .select(['posts.id', 'posts.next_at', 'posts.expires_at', 'articles.content'])
      .where('posts.account_id', '=', accountId)
      .where('posts.state', '=', 'scheduled')
      .where('posts.next_at', '<', before)
      .where('posts.next_at', '>=', earliest)
      .where('posts.lane', '=', lane)
      .where('posts.in_slot', '=', inSlot)
      .where('posts.occasion', '=', 'publish')
      .whereRef('posts.next_at', '>', 'posts.due_at')
      .where((eb) => eb.not(hasSentPart(eb)))
      .orderBy('posts.next_at', 'desc')
      .orderBy('posts.id', 'desc')
      .limit(1),
);
