import type { PlannedPost } from '../../application/ports/ledger.js';
import type { PushLedger } from '../../application/ports/push-ledger.js';
import type { PostState, Problem } from '../../domain/post.js';
import { compiledOnce } from './compiled-once.js';
import { inTransaction, lockAccount, writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { ArticleRow, PostRow } from './schema.js';

/** What has not gone out; of a thread that has begun, the rest. */
const UNSENT: readonly PostState[] = ['draft', 'awaiting-approval', 'held', 'scheduled'];

export function withdrawArticle(
  context: LedgerContext,
  keys: readonly string[],
  sourceId: string,
  sentAt: Date,
  reason: string,
): ReturnType<PushLedger['withdrawArticle']> {
  return inTransaction(context, async (tx) => {
    const article = await lockArticle(context, tx, keys);
    if (article === null) return null;
    await tx.updateTable('articles').set({ withdrawn: reason }).where('id', '=', article.id).execute();
    await rememberWithdrawal(tx, article.id, sourceId, sentAt);
    await writeEvent(context, tx, {
      kind: 'article-withdrawn',
      article_id: article.id,
      source_id: sourceId,
      detail: reason,
    });
    const held = await countUnsent(tx, article.id, (post) => hold(context, tx, post, article.withdrawn, reason));
    return { articleId: article.id, held };
  });
}

async function rememberWithdrawal(tx: Tx, articleId: string, sourceId: string, sentAt: Date): Promise<void> {
  const said = { source_id: sourceId, sent_at: sentAt.getTime() };
  await tx
    .insertInto('withdrawals')
    .values({ article_id: articleId, ...said })
    .onConflict((conflict) => conflict.column('article_id').doUpdateSet(said))
    .execute();
}

export async function publishAgain(
  context: LedgerContext,
  keys: readonly string[],
  sourceId: string,
  sentAt: Date,
  reason: string,
): ReturnType<PushLedger['publishAgain']> {
  const [withdrawn] = await withdrawnAmong(context.engine.db, keys, sourceId, sentAt.getTime());
  if (withdrawn === undefined) return null;
  return inTransaction(context, async (tx) => {
    const article = await lockArticle(context, tx, keys);
    const [taken] = await withdrawnAmong(tx, keys, sourceId, sentAt.getTime());
    if (article === null || taken?.article_id !== article.id) return null;
    await tx.updateTable('articles').set({ withdrawn: null }).where('id', '=', article.id).execute();
    await tx.deleteFrom('withdrawals').where('article_id', '=', article.id).execute();
    await writeEvent(context, tx, {
      kind: 'article-published-again',
      article_id: article.id,
      source_id: sourceId,
      detail: reason,
    });
    return { held: await countUnsent(tx, article.id, (post) => giveReason(context, tx, post, reason)) };
  });
}

/** What a source took back before it said this; a message of the same instant may be the older one. */
const withdrawnAmong = compiledOnce((db, keys: readonly string[], sourceId: string, sentAt: number) =>
  db
    .selectFrom('withdrawals')
    .select('article_id')
    .where('source_id', '=', sourceId)
    .where('sent_at', '<', sentAt)
    .where('article_id', 'in', (eb) => eb.selectFrom('article_keys').select('article_id').where('key', 'in', keys)),
);

/** False where it does not wait for a person's word on this. */
async function giveReason(context: LedgerContext, tx: Tx, which: Unsent, reason: string): Promise<boolean> {
  const found = await lockUnsent(tx, which);
  const before = found?.problems.find(isWithdrawn);
  if (found === null || before === undefined) return false;
  const problems = found.problems.map((problem) => (isWithdrawn(problem) ? problemOf(reason) : problem));
  const isReason = found.post.reason === before.message;
  await keep(context, tx, found.post, problems, isReason ? reason : found.post.reason);
  return true;
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

type Unsent = Pick<PostRow, 'id' | 'account_id'>;

/** Of how many the act is true; one after the other, in the order in which accounts are locked everywhere. */
async function countUnsent(tx: Tx, articleId: string, act: (post: Unsent) => Promise<boolean>): Promise<number> {
  const posts = await tx
    .selectFrom('posts')
    .select(['id', 'account_id'])
    .where('article_id', '=', articleId)
    .where('state', 'in', UNSENT)
    .orderBy('account_id')
    .execute();
  let count = 0;
  for (const post of posts) if (await act(post)) count++;
  return count;
}

/** `before`: for what the article is withdrawn already. False where it is being sent by now, or waits for that. */
async function hold(
  context: LedgerContext,
  tx: Tx,
  which: Unsent,
  before: string | null,
  reason: string,
): Promise<boolean> {
  const found = await lockUnsent(tx, which);
  if (found === null || (before !== null && found.problems.some(isWithdrawn))) return false;
  const others = found.problems.filter((problem) => !isWithdrawn(problem));
  await keep(context, tx, { ...found.post, state: 'held' }, [problemOf(reason), ...others], reason);
  return true;
}

async function lockUnsent(
  tx: Tx,
  { id, account_id }: Unsent,
): Promise<{ readonly post: PostRow; readonly problems: readonly Problem[] } | null> {
  await lockAccount(tx, account_id);
  const post = await tx
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'in', UNSENT)
    .executeTakeFirst();
  return post === undefined ? null : { post, problems: JSON.parse(post.problems) as readonly Problem[] };
}

async function keep(
  context: LedgerContext,
  tx: Tx,
  { id, account_id, revision, state }: PostRow,
  problems: readonly Problem[],
  reason: string | null,
): Promise<void> {
  await tx
    .updateTable('posts')
    .set({ state, reason, problems: JSON.stringify(problems), revision: revision + 1 })
    .where('id', '=', id)
    .execute();
  if (state === 'held')
    await writeEvent(context, tx, { kind: 'post-held', post_id: id, account_id, detail: reason ?? '' });
}

function isWithdrawn({ code }: Problem): boolean {
  return code === 'withdrawn';
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
