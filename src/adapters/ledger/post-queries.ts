import { newId } from './new-id.js';
import type { PlannedPost, PostFilter } from '../../application/ports/ledger.js';
import type { DraftPart, Post, PostId, Problem } from '../../domain/post.js';
import {
  inTransaction,
  lockAccount,
  readPost,
  readPostOrThrow,
  writeEvent,
  type LedgerContext,
} from './ledger-context.js';
import { textHash, toPost, type Tx } from './rows.js';
import type { PartRow, PostRow } from './schema.js';

/** States in which a post's text is, or may come, before readers. */
const SAYING = ['scheduled', 'publishing', 'published', 'unconfirmed'];

export function planPosts(
  context: LedgerContext,
  articleId: string,
  plans: readonly PlannedPost[],
): Promise<readonly Post[]> {
  return inTransaction(context, async (tx) => {
    const posts: Post[] = [];
    // Accounts are locked in one order everywhere, so that two planners never wait for each other.
    for (const plan of [...plans].sort((a, b) => a.accountId.localeCompare(b.accountId))) {
      const post = await insertPost(context, tx, plan, articleId);
      if (post !== null) posts.push(post);
    }
    await tx
      .updateTable('articles')
      .set({ planned_at: context.clock.now().getTime() })
      .where('id', '=', articleId)
      .where('planned_at', 'is', null)
      .execute();
    return posts;
  });
}

export function createPost(context: LedgerContext, plan: PlannedPost): Promise<Post> {
  return inTransaction(context, async (tx) => {
    const post = await insertPost(context, tx, plan, null);
    if (post === null) throw new Error('a post without an article cannot be planned already');
    return post;
  });
}

async function insertPost(
  context: LedgerContext,
  tx: Tx,
  plan: PlannedPost,
  articleId: string | null,
): Promise<Post | null> {
  await lockAccount(context, tx, plan.accountId);
  const identical = await findIdenticalText(tx, plan.accountId, plan.parts, null);
  const problems = identical === null ? plan.problems : [...plan.problems, identical];
  const isHeld = plan.state === 'held' || identical !== null;
  const now = context.clock.now().getTime();
  const row: PostRow = {
    id: newId(now),
    account_id: plan.accountId,
    article_id: articleId,
    template: plan.template,
    occasion: plan.occasion,
    state: isHeld ? 'held' : plan.state,
    revision: 1,
    lane: plan.lane,
    due_at: plan.dueAt.getTime(),
    next_at: plan.dueAt.getTime(),
    expires_at: plan.expiresAt?.getTime() ?? null,
    problems: JSON.stringify(problems),
    reason: isHeld ? (plan.reason ?? problems[0]?.message ?? null) : plan.reason,
    claim_token: null,
    claim_deadline: null,
    claim_lease_until: null,
    created_at: now,
    published_at: null,
  };
  const inserted = await tx
    .insertInto('posts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return null;
  await insertParts(tx, row.id, plan.parts, 0);
  await writeEvent(context, tx, {
    kind: 'post-planned',
    post_id: row.id,
    article_id: articleId,
    account_id: plan.accountId,
    detail: row.state,
  });
  return readPostOrThrow(tx, row.id);
}

async function findIdenticalText(
  tx: Tx,
  accountId: string,
  parts: readonly DraftPart[],
  except: PostId | null,
): Promise<Problem | null> {
  const hashes = parts.map(textHash);
  const twin = await tx
    .selectFrom('parts')
    .innerJoin('posts', 'posts.id', 'parts.post_id')
    .select(['posts.id', 'posts.state', 'parts.text_hash'])
    .where('posts.account_id', '=', accountId)
    .where('parts.text_hash', 'in', hashes)
    .where('posts.state', 'in', SAYING)
    .$if(except !== null, (query) => query.where('posts.id', '<>', except ?? ''))
    .executeTakeFirst();
  if (twin === undefined) return null;
  const known = twin.state === 'published' ? 'was published' : 'is scheduled';
  return {
    code: 'identical-text',
    part: hashes.indexOf(twin.text_hash),
    message: `the identical text ${known} on this account (post ${twin.id})`,
  };
}

async function insertParts(tx: Tx, postId: string, parts: readonly DraftPart[], from: number): Promise<void> {
  const rows = parts.map((part, index): PartRow => ({
    post_id: postId,
    position: from + index,
    text: part.text,
    link: part.link,
    media: JSON.stringify(part.media),
    text_hash: textHash(part),
    remote_id: null,
    url: null,
    prepared: null,
    prepared_fingerprint: null,
    deferred_once: 0,
    sent_again: 0,
  }));
  await tx.insertInto('parts').values(rows).execute();
}

export function replaceParts(
  context: LedgerContext,
  id: PostId,
  parts: readonly DraftPart[],
  problems: readonly Problem[],
): Promise<Post | null> {
  return inTransaction(context, async (tx) => {
    const before = await readPostOrThrow(tx, id);
    await lockAccount(context, tx, before.account.id);
    const identical = await findIdenticalText(tx, before.account.id, parts, id);
    const all = identical === null ? problems : [...problems, identical];
    const { numUpdatedRows } = await tx
      .updateTable('posts')
      .set((eb) => ({
        revision: eb('revision', '+', 1),
        problems: JSON.stringify(all),
        ...(all.length > 0 ? { state: 'held', reason: all[0]?.message ?? null } : {}),
      }))
      .where('id', '=', id)
      .where('state', 'in', ['draft', 'awaiting-approval', 'held', 'scheduled'])
      .where((eb) => eb.not(eb.exists(eb.selectFrom('deliveries').select('id').where('post_id', '=', id))))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return null;
    await tx.deleteFrom('parts').where('post_id', '=', id).execute();
    await insertParts(tx, id, parts, 0);
    await writeEvent(context, tx, {
      kind: 'post-changed',
      post_id: id,
      detail: 'the article changed before the post went out',
    });
    return readPostOrThrow(tx, id);
  });
}

export function findPost(context: LedgerContext, id: PostId): Promise<Post | null> {
  return readPost(context.engine.db, id);
}

export async function listPosts({ engine }: LedgerContext, filter: PostFilter): Promise<readonly Post[]> {
  const { state, accountName, articleId } = filter;
  const rows = await engine.db
    .selectFrom('posts')
    .selectAll('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.account_id')
    .$if(state !== undefined, (query) => query.where('posts.state', '=', state ?? ''))
    .$if(accountName !== undefined, (query) => query.where('accounts.name', '=', accountName ?? ''))
    .$if(articleId !== undefined, (query) => query.where('posts.article_id', '=', articleId ?? ''))
    .orderBy('posts.due_at')
    .orderBy('posts.id')
    .execute();
  if (rows.length === 0) return [];
  const accounts = new Map((await engine.db.selectFrom('accounts').selectAll().execute()).map((row) => [row.id, row]));
  const parts = new Map<string, PartRow[]>();
  for (const part of await readParts(
    engine,
    rows.map((row) => row.id),
  )) {
    const siblings = parts.get(part.post_id) ?? [];
    parts.set(part.post_id, [...siblings, part]);
  }
  return rows.flatMap((row) => {
    const account = accounts.get(row.account_id);
    return account === undefined ? [] : [toPost(row, account, parts.get(row.id) ?? [])];
  });
}

/** In chunks: an engine takes only so many parameters in one query. */
async function readParts(engine: LedgerContext['engine'], postIds: readonly string[]): Promise<readonly PartRow[]> {
  const parts: PartRow[] = [];
  for (let start = 0; start < postIds.length; start += 500) {
    const chunk = postIds.slice(start, start + 500);
    parts.push(
      ...(await engine.db.selectFrom('parts').selectAll().where('post_id', 'in', chunk).orderBy('position').execute()),
    );
  }
  return parts;
}
