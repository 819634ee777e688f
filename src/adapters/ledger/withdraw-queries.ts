import type { PlannedPost } from '../../application/ports/ledger.js';
import type { PushLedger } from '../../application/ports/push-ledger.js';
import type { PostState, Problem } from '../../domain/post.js';
import { inTransaction, lockAccount, writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

/** What has not gone out; of a thread that has begun, the rest. */
const UNSENT: readonly PostState[] = ['draft', 'awaiting-approval', 'held', 'scheduled'];

export function withdrawArticle(
  context: LedgerContext,
  keys: readonly string[],
  sourceId: string,
  reason: string,
): ReturnType<PushLedger['withdrawArticle']> {
  return inTransaction(context, async (tx) => {
    const article = await lockArticle(context, tx, keys);
    if (article === null) return null;
    await tx.updateTable('articles').set({ withdrawn: reason }).where('id', '=', article.id).execute();
    await writeEvent(context, tx, {
      kind: 'article-withdrawn',
      article_id: article.id,
      source_id: sourceId,
      detail: reason,
    });
    const posts = await unsentPosts(tx, article.id).select(['id', 'account_id']).orderBy('account_id').execute();
    let held = 0;
    for (const post of posts) if (await hold(context, tx, post.account_id, post.id, reason)) held++;
    return { articleId: article.id, held };
  });
}

async function lockArticle(context: LedgerContext, tx: Tx, keys: readonly string[]): Promise<ArticleRow | null> {
  const row = await tx
    .selectFrom('articles')
    .selectAll()
    .where('id', 'in', (eb) => eb.selectFrom('article_keys').select('article_id').where('key', 'in', keys))
    .orderBy('first_seen_at')
    .orderBy('id')
    .limit(1)
    .$if(context.engine.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  return row ?? null;
}

function unsentPosts(tx: Tx, articleId: string) {
  return tx.selectFrom('posts').where('article_id', '=', articleId).where('state', 'in', UNSENT);
}

/** False where it is being sent by now, or waits for a person's word on this already. */
async function hold(
  context: LedgerContext,
  tx: Tx,
  accountId: string,
  postId: string,
  reason: string,
): Promise<boolean> {
  await lockAccount(tx, accountId);
  const post = await tx
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', postId)
    .where('state', 'in', UNSENT)
    .executeTakeFirst();
  const problems = post === undefined ? [] : (JSON.parse(post.problems) as readonly Problem[]);
  if (post === undefined || problems.some(({ code }) => code === 'withdrawn')) return false;
  const change = { problems: JSON.stringify([problemOf(reason), ...problems]), revision: post.revision + 1 };
  await tx
    .updateTable('posts')
    .set({ state: 'held', reason, ...change })
    .where('id', '=', postId)
    .execute();
  await writeEvent(context, tx, { kind: 'post-held', post_id: postId, account_id: accountId, detail: reason });
  return true;
}

function problemOf(reason: string): Problem {
  return { code: 'withdrawn', part: null, message: reason };
}

/** Why what is planned for the article now waits for a person. Null = it does not. */
export function findWithdrawal({ withdrawn, wish }: ArticleRow): string | null {
  // A person who publishes it knows what it is.
  return wish === null ? withdrawn : null;
}

export function heldFor(plan: PlannedPost, withdrawal: string | null): PlannedPost {
  if (withdrawal === null) return plan;
  return { ...plan, problems: [problemOf(withdrawal), ...plan.problems] };
}
