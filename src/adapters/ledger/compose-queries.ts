import type { Creation, DraftWish } from '../../application/ports/desk-ledger.js';
import type { PlannedPost } from '../../application/ports/ledger.js';
import type { ArticleId } from '../../domain/article.js';
import { KawarabanError } from '../../domain/errors.js';
import type { Post, PostId } from '../../domain/post.js';
import { inTransaction, lockNames, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { changePost, moveTo } from './post-changes.js';
import { insertPost, judgePlan } from './post-queries.js';
import { refuseBeforeEmbargo } from './refuse-embargoed.js';
import type { Tx } from './rows.js';
import { lockArticle } from './told-revisions.js';

const KEPT_MS = 24 * 3_600_000;

export function createPosts(
  context: LedgerContext,
  plans: readonly PlannedPost[],
  articleId: ArticleId | null,
  creation: Creation | null,
): Promise<readonly Post[]> {
  return inTransaction(context, async (tx) => {
    const known = creation === null ? null : await findCreated(context, tx, creation);
    if (known !== null) return known;
    const article = articleId === null ? null : await lockArticle(tx, articleId);
    const posts = new Map<PlannedPost, Post>();
    // Accounts are locked in one order everywhere, so that two planners never wait for each other.
    for (const plan of [...plans].sort((a, b) => a.accountId.localeCompare(b.accountId))) {
      const post = await insertPost(context, tx, plan, article);
      if (post === null) throw new Error('a post without a template cannot be planned already');
      posts.set(plan, post);
    }
    const created = plans.flatMap((plan) => posts.get(plan) ?? []);
    if (creation !== null) await rememberCreation(context, tx, creation, created);
    return created;
  });
}

async function findCreated(context: LedgerContext, tx: Tx, { key, hash }: Creation): Promise<readonly Post[] | null> {
  const person = context.doer?.id ?? '';
  await lockNames(context, tx, [`creation:${person}:${key}`]);
  await tx
    .deleteFrom('creations')
    .where('created_at', '<', context.clock.now().getTime() - KEPT_MS)
    .execute();
  const row = await tx
    .selectFrom('creations')
    .selectAll()
    .where('person_id', '=', person)
    .where('key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.request_hash !== hash)
    throw new KawarabanError('KWB_KEY_REUSED', 'this Idempotency-Key was used for another request: choose a new one');
  const ids = JSON.parse(row.post_ids) as readonly PostId[];
  return Promise.all(ids.map((id) => readPostOrThrow(tx, id)));
}

async function rememberCreation(
  { clock, doer }: LedgerContext,
  tx: Tx,
  { key, hash }: Creation,
  created: readonly Post[],
): Promise<void> {
  await tx
    .insertInto('creations')
    .values({
      person_id: doer?.id ?? '',
      key,
      request_hash: hash,
      post_ids: JSON.stringify(created.map(({ id }) => id)),
      created_at: clock.now().getTime(),
    })
    .execute();
}

/** What was kept is planned as if it were made now; a second person who was asked for once has to look at it still. */
export function queueDraft(context: LedgerContext, id: PostId, seen: number, wish: DraftWish): Promise<Post> {
  return changePost(context, id, seen, async (tx, post) => {
    if (post.state !== 'draft')
      throw new KawarabanError('KWB_TRANSITION_REFUSED', `post ${id} is ${post.state}: only a draft is queued`);
    await refuseBeforeEmbargo(tx, post, wish.dueAt);
    const { template, occasion, expiresAt, lane, parts, groupId, problems } = post;
    const plan = { template, occasion, expiresAt, lane, parts, groupId, problems };
    const needsApproval = wish.needsApproval || post.needsApproval;
    const verdict = await judgePlan(context, tx, post.account, {
      ...plan,
      ...wish,
      needsApproval,
      articleRevision: null,
      replyTo: null,
      isDraft: false,
    });
    await moveTo(tx, post, verdict.state, {
      due_at: wish.dueAt.getTime(),
      in_slot: wish.inSlot ? 1 : 0,
      wall_time: wish.wallTime?.at ?? null,
      wall_zone: wish.wallTime?.zone ?? null,
      needs_approval: needsApproval ? 1 : 0,
      next_at: verdict.nextAt.getTime(),
      problems: JSON.stringify(verdict.problems),
      reason: verdict.reason,
    });
    await writeEvent(context, tx, {
      kind: 'post-queued',
      post_id: id,
      account_id: post.account.id,
      detail: verdict.reason === null ? verdict.state : `${verdict.state}: ${verdict.reason}`,
    });
  });
}
