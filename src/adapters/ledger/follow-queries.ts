import { randomUUID } from 'node:crypto';
import type { Ledger, OutdatedPost } from '../../application/ports/ledger.js';
import type { ArticleId } from '../../domain/article.js';
import { completeArticle } from '../../domain/complete-article.js';
import type { FollowSettlement } from '../../domain/following.js';
import type { Post, PostId, PostState } from '../../domain/post.js';
import { lockAtRevision } from './held-claim.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { movePost } from './move-post.js';
import { parseArticle, readPage, textHash, toRecordedArticle, type Tx } from './rows.js';
import type { ToldRevisionRow } from './schema.js';
import { hasSentPart } from './sendable-queries.js';
import { findSilence } from './silence-queries.js';

const UNSENT: readonly PostState[] = ['draft', 'awaiting-approval', 'held', 'scheduled'];

export async function claimOutdated(
  context: LedgerContext,
  unsentOf: ArticleId | null,
): ReturnType<Ledger['claimOutdated']> {
  const isQuiet = unsentOf !== null || (await findSilence(context)) !== null;
  for (;;) {
    const candidate = await waitingPosts(context, unsentOf, isQuiet).executeTakeFirst();
    if (candidate === undefined) return null;
    const token = randomUUID();
    const claimed = await inTransaction(context, (tx) => takeOutdated(context, tx, candidate.post_id, token));
    // Another worker was faster: there may be more to follow.
    if (claimed !== null) return claimed;
  }
}

/** While the newsroom is silent, nothing changes that readers see; a paused account cannot change it. */
function waitingPosts(context: LedgerContext, unsentOf: ArticleId | null, isQuiet: boolean) {
  const now = context.clock.now().getTime();
  // What is to be followed is little, and SQLite would begin with the posts of each state, which are nearly all. Over a
  // cross join it goes in the order that is written: https://www.sqlite.org/optoverview.html (section 7)
  return toFollow(context.engine.db, now)
    .crossJoin('posts')
    .whereRef('posts.id', '=', 'told_revisions.post_id')
    .innerJoin('accounts', 'accounts.id', 'posts.account_id')
    .select('told_revisions.post_id')
    .$if(unsentOf !== null, (query) => query.where('posts.article_id', '=', unsentOf))
    .where((eb) =>
      eb.or([
        eb.and([eb('posts.state', 'in', UNSENT), eb.not(hasSentPart(eb))]),
        ...(isQuiet ? [] : [eb.and([eb('posts.state', '=', 'published'), eb('accounts.state', '=', 'active')])]),
      ]),
    )
    .orderBy('told_revisions.follow_at')
    .orderBy('told_revisions.post_id')
    .limit(1);
}

function toFollow(db: LedgerContext['engine']['db'], now: number) {
  return db
    .selectFrom('told_revisions')
    .where('told_revisions.follow_at', '<=', now)
    .where((eb) => eb.or([eb('told_revisions.lease_until', 'is', null), eb('told_revisions.lease_until', '<=', now)]));
}

async function takeOutdated(
  context: LedgerContext,
  tx: Tx,
  postId: PostId,
  token: string,
): Promise<OutdatedPost | null> {
  const now = context.clock.now().getTime();
  const { callMs, leaseGraceMs } = context.timing;
  const row = await toFollow(tx, now).selectAll().where('post_id', '=', postId).executeTakeFirst();
  if (row === undefined) return null;
  const { numUpdatedRows } = await tx
    .updateTable('told_revisions')
    .set({ token, lease_until: now + callMs + leaseGraceMs })
    .where('post_id', '=', postId)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
    .executeTakeFirst();
  return numUpdatedRows === 0n ? null : describe(tx, row, token);
}

async function describe(tx: Tx, row: ToldRevisionRow, token: string): Promise<OutdatedPost> {
  const post = await readPostOrThrow(tx, row.post_id);
  const article = await tx
    .selectFrom('articles')
    .selectAll()
    .where('id', '=', post.articleId)
    .executeTakeFirstOrThrow();
  const told = await tx
    .selectFrom('article_revisions')
    .select('content')
    .where('article_id', '=', article.id)
    .where('revision', '=', row.revision)
    .executeTakeFirstOrThrow();
  const recorded = toRecordedArticle(article);
  return {
    token,
    post,
    told: completeArticle(parseArticle(told.content), readPage(article), recorded.origin),
    recorded,
    isApproved: row.approved_at !== null,
    tries: row.tries,
  };
}

/** Writes down what became of it. Only its holder may. */
export function settleOutdated(context: LedgerContext, token: string, settlement: FollowSettlement): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const hint = await tx.selectFrom('told_revisions').select('post_id').where('token', '=', token).executeTakeFirst();
    if (hint === undefined) return false;
    const post = await readPostOrThrow(tx, hint.post_id);
    await lockAccount(tx, post.account.id);
    const row = await lockTold(context, tx, token);
    if (row === null) return false;
    await writeTold(context, tx, row, post, settlement);
    if (settlement.note !== null)
      await writeEvent(context, tx, {
        kind: 'article-changed',
        post_id: post.id,
        account_id: post.account.id,
        detail: settlement.note,
      });
    return true;
  });
}

/** Locked before the article is read, as a change of the article locks it after it was written. */
async function lockTold({ engine, clock }: LedgerContext, tx: Tx, token: string): Promise<ToldRevisionRow | null> {
  const row = await tx
    .selectFrom('told_revisions')
    .selectAll()
    .where('token', '=', token)
    .where('lease_until', '>', clock.now().getTime())
    .$if(engine.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  return row ?? null;
}

async function writeTold(
  { clock }: LedgerContext,
  tx: Tx,
  row: ToldRevisionRow,
  post: Post,
  settlement: FollowSettlement,
): Promise<void> {
  const told = tx.updateTable('told_revisions').where('post_id', '=', row.post_id);
  const free = { token: null, lease_until: null };
  if (settlement.kind === 'follow-later') {
    await told.set({ ...free, follow_at: settlement.at.getTime(), tries: row.tries + 1 }).execute();
    return;
  }
  const { revision, texts } = settlement;
  const newest = await tx
    .selectFrom('articles')
    .select('revision')
    .where('id', '=', post.articleId)
    .executeTakeFirstOrThrow();
  const isNewest = newest.revision === revision;
  await told.set({ ...free, revision, follow_at: isNewest ? null : clock.now().getTime(), tries: 0 }).execute();
  for (const [position, text] of texts?.entries() ?? [])
    await tx
      .updateTable('parts')
      .set({ text, text_hash: textHash({ text, link: post.parts[position]?.link ?? null }) })
      .where('post_id', '=', post.id)
      .where('position', '=', position)
      .execute();
}

/** From now on it waits for a person. */
export function holdPost(context: LedgerContext, id: PostId, revision: number, reason: string): Promise<Post | null> {
  return inTransaction(context, async (tx) => {
    const waiting = await lockAtRevision(tx, id, revision, ['scheduled']);
    if (waiting === null) return null;
    await movePost(tx, waiting, { state: 'held', reason });
    await writeEvent(context, tx, { kind: 'post-held', post_id: id, account_id: waiting.account.id, detail: reason });
    return readPostOrThrow(tx, id);
  });
}
