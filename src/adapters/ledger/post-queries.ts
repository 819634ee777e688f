import type { PlannedPost, PostFilter } from '../../application/ports/ledger.js';
import { EMBARGO_UNREADABLE, isUnreadable } from '../../domain/embargo.js';
import type { Account } from '../../domain/account.js';
import type { Post, PostId } from '../../domain/post.js';
import { listAccounts } from './account-queries.js';
import { compiledOnce, insertIfNew, insertRow, updateRows } from './compiled-once.js';
import { findIdenticalText } from './find-identical-text.js';
import { findWithdrawal, heldFor } from './withdraw-queries.js';
import {
  inLightTransaction,
  inTransaction,
  lockAccount,
  readPost,
  writeEvent,
  type LedgerContext,
} from './ledger-context.js';
import { keepOrder } from './keep-order.js';
import { findEmbargo } from './linked-articles.js';
import { ACCOUNT_RETIRED } from './move-post.js';
import { newId } from './new-id.js';
import { newPartRow } from './part-rows.js';
import { rememberText } from './post-texts.js';
import { findTooLate, reserve } from './reserve-time.js';
import { toAccount, toPost, type Tx } from './rows.js';
import type { ArticleRow, PartRow, PostRow } from './schema.js';
import { findOverBudget } from './spending-queries.js';
import { lockArticle, rememberTold } from './told-revisions.js';
import type { Verdict } from './verdict.js';

export function planPosts(
  context: LedgerContext,
  articleId: string,
  plans: readonly PlannedPost[],
): Promise<readonly Post[]> {
  return inLightTransaction(context, async (tx) => {
    const article = await lockArticle(tx, articleId);
    if (article.same_as !== null) return [];
    const posts: Post[] = [];
    const withdrawal = findWithdrawal(article);
    // Accounts are locked in one order everywhere, so that two planners never wait for each other.
    for (const plan of [...plans].sort((a, b) => a.accountId.localeCompare(b.accountId))) {
      const post = await insertPost(context, tx, heldFor(plan, withdrawal), article);
      if (post !== null) posts.push(post);
    }
    if (article.planned_at === null)
      await updateRows(tx, 'articles', { id: articleId }, { planned_at: context.clock.now().getTime() });
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

export async function insertPost(
  context: LedgerContext,
  tx: Tx,
  wanted: PlannedPost,
  article: ArticleRow | null,
): Promise<Post | null> {
  const account = toAccount(await lockAccount(tx, wanted.accountId));
  const plan = await behindEmbargo(context, tx, wanted, article);
  const verdict = await judgePlan(context, tx, account, plan);
  const articleId = article?.id ?? null;
  const planned = toPostRow(context, plan, articleId, verdict);
  if (!(await insertIfNew(tx, 'posts', planned))) return null;
  const row = article === null ? planned : { ...planned, next_at: await keepOrder(context, tx, planned, article) };
  const parts = plan.parts.map((part, position) => ({
    ...newPartRow(row.id, position, part),
    in_reply_to: position === 0 ? plan.replyTo : null,
  }));
  for (const part of parts) await insertRow(tx, 'parts', part);
  if (article !== null && plan.articleRevision !== null)
    await rememberTold(context, tx, row.id, plan.articleRevision, article);
  const post = toPost(row, account, parts);
  await rememberText(context, tx, post);
  const why = row.reason ?? (plan === wanted ? null : 'it waits for the end of an embargo');
  await writeEvent(context, tx, {
    kind: 'post-planned',
    post_id: row.id,
    article_id: articleId,
    account_id: plan.accountId,
    detail: why === null ? row.state : `${row.state}: ${why}`,
  });
  return post;
}

/** Nothing about an embargoed article is due before the embargo ends, and nothing that leads to it; a person is told of one that nobody can read. */
async function behindEmbargo(
  { clock }: LedgerContext,
  tx: Tx,
  plan: PlannedPost,
  article: ArticleRow | null,
): Promise<PlannedPost> {
  const now = Math.max(clock.now().getTime(), plan.dueAt.getTime());
  const embargo = await findEmbargo(tx, article?.id ?? null, plan.parts, now);
  if (embargo === null) return plan;
  const until = new Date(embargo);
  if (!isUnreadable(until)) return { ...plan, dueAt: until, wallTime: null };
  return plan.isDraft ? plan : { ...plan, problems: [...plan.problems, EMBARGO_UNREADABLE] };
}

/** What becomes of a plan among what the account has said, has planned and may spend. */
export async function judgePlan(
  context: LedgerContext,
  tx: Tx,
  account: Account,
  plan: Omit<PlannedPost, 'accountId'>,
): Promise<Verdict> {
  // It was retired since the plan was begun.
  if (account.state === 'retired')
    return { state: 'cancelled', nextAt: plan.dueAt, problems: plan.problems, reason: ACCOUNT_RETIRED };
  if (plan.isDraft) return { state: 'draft', nextAt: plan.dueAt, problems: plan.problems, reason: null };
  const said = plan.parts.map((part, position) => ({ ...part, position }));
  const identical = await findIdenticalText(tx, account.id, said, null);
  const reserved = await reserve(context, tx, account, { ...plan, postId: null, keepsTime: false });
  const nextAt = reserved ?? plan.dueAt;
  const isLate = plan.problems.some((problem) => problem.code === 'late');
  const tooLate = isLate ? null : findTooLate(reserved, plan.expiresAt);
  const price = { postId: null, parts: plan.parts, at: nextAt };
  const overBudget = await findOverBudget(tx, account, price);
  const problems = [...plan.problems, identical, tooLate, overBudget].filter((problem) => problem !== null);
  if (overBudget !== null && account.settings.budget?.whenOver === 'skip')
    return { state: 'cancelled', nextAt, problems, reason: `over the monthly budget of ${account.name}: left out` };
  const [worst] = problems;
  if (worst !== undefined) return { state: 'held', nextAt, problems, reason: worst.message };
  return { state: plan.needsApproval ? 'awaiting-approval' : 'scheduled', nextAt, problems, reason: null };
}

function toPostRow(
  { clock, doer }: LedgerContext,
  plan: PlannedPost,
  articleId: string | null,
  verdict: Verdict,
): PostRow {
  const now = clock.now().getTime();
  const writer = plan.template === null ? (doer?.id ?? null) : null;
  return {
    id: newId(now),
    account_id: plan.accountId,
    article_id: articleId,
    template: plan.template,
    occasion: plan.occasion,
    state: verdict.state,
    revision: 1,
    lane: plan.lane,
    in_slot: plan.inSlot ? 1 : 0,
    needs_approval: plan.needsApproval ? 1 : 0,
    due_at: plan.dueAt.getTime(),
    keeps_time: 0,
    wall_time: plan.wallTime?.at ?? null,
    wall_zone: plan.wallTime?.zone ?? null,
    next_at: verdict.nextAt.getTime(),
    expires_at: plan.expiresAt?.getTime() ?? null,
    problems: JSON.stringify(verdict.problems),
    reason: verdict.reason,
    claim_token: null,
    claim_deadline: null,
    claim_lease_until: null,
    created_at: now,
    published_at: null,
    group_id: plan.groupId,
    written_by: writer,
    changed_by: writer,
    approved_by: null,
  };
}

export function findPost(context: LedgerContext, id: PostId): Promise<Post | null> {
  return readPost(context.engine.db, id);
}

export async function listPosts(context: LedgerContext, filter: PostFilter): Promise<readonly Post[]> {
  const asked = [filter.state, filter.accountName, filter.articleId].map((value) =>
    value === undefined ? [] : [value],
  );
  const [states = [], names = [], articles = []] = asked;
  return readPosts(context, await postsAmong(context.engine.db, states, names, articles));
}

/** An empty list asks for nothing. */
const postsAmong = compiledOnce(
  (db, states: readonly string[], names: readonly string[], articles: readonly string[]) =>
    db
      .selectFrom('posts')
      .selectAll('posts')
      .innerJoin('accounts', 'accounts.id', 'posts.account_id')
      .$if(states.length > 0, (query) => query.where('posts.state', 'in', states))
      .$if(names.length > 0, (query) => query.where('accounts.name', 'in', names))
      .$if(articles.length > 0, (query) => query.where('posts.article_id', 'in', articles))
      .orderBy('posts.due_at')
      .orderBy('posts.id'),
);

/** With their parts and accounts, in the order of the rows. */
export async function readPosts(context: LedgerContext, rows: readonly PostRow[]): Promise<readonly Post[]> {
  if (rows.length === 0) return [];
  const accounts = new Map((await listAccounts(context)).map((account) => [account.id, account]));
  const parts = new Map<string, PartRow[]>();
  for (const part of await readParts(
    context.engine,
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
