import { randomUUID } from 'node:crypto';
import { compiledOnce, insertIfNew, updateRows } from './compiled-once.js';
import { newId } from './new-id.js';
import type { Claim } from '../../application/ports/ledger.js';
import type { AccountId } from '../../domain/account.js';
import type { Prepared } from '../../application/ports/network.js';
import { isUnreadable } from '../../domain/embargo.js';
import { findClaimed, lockPost, toHistory } from './held-claim.js';
import { holdUnreadable } from './hold-for-embargo.js';
import {
  inLightTransaction,
  inTransaction,
  lockAccount,
  partsOf,
  writeEvent,
  type LedgerContext,
} from './ledger-context.js';
import { embargoOf, findEmbargo, findLinkedArticles } from './linked-articles.js';
import { updatePart } from './move-post.js';
import { findPage } from './page-checks.js';
import { toAccount, toPart, toSaved, type Tx } from './rows.js';
import {
  OUT_OR_MAYBE,
  type AccountRow,
  type ArticleRow,
  type DeliveryRow,
  type PartRow,
  type PostRow,
} from './schema.js';
import {
  duePosts,
  findAlarmed,
  findSending,
  firstDue,
  gapOf,
  hasSentPart,
  passesGap,
  UNKNOWNS_THAT_BLOCK,
} from './sendable-queries.js';
import { readSilence } from './silence-queries.js';

const GONE = { kind: 'gone' } as const;

interface Waiting {
  readonly account: AccountRow;
  readonly post: PostRow;
  readonly now: number;
}

interface Claimable extends Waiting {
  readonly part: PartRow;
  readonly before: PartRow | null;
  readonly articles: readonly ArticleRow[];
}

/** The right to send the post's next part, once: one transaction, the account's row locked first. */
export async function claimPost(context: LedgerContext, id: string, revision: number): Promise<Claim> {
  // In a burst most of them have gone out by then, with the one before.
  if ((await findAlarmed(context, { postId: id, revision })) === null) return GONE;
  return inLightTransaction(context, async (tx) => {
    const locked = await lockPost(tx, () => scheduledPost(tx, id, revision));
    return locked === null ? GONE : claimWaiting(context, tx, locked);
  });
}

/** The right to send what comes first of what the account has due. */
export function claimNext(context: LedgerContext, accountId: AccountId): Promise<Claim> {
  return inLightTransaction(context, async (tx) => {
    const account = await lockAccount(tx, accountId);
    const post = await firstDue(context, tx, accountId, context.clock.now().getTime());
    return post === undefined ? GONE : claimWaiting(context, tx, { account, post });
  });
}

async function claimWaiting(context: LedgerContext, tx: Tx, locked: Omit<Waiting, 'now'>): Promise<Claim> {
  if (locked.account.state !== 'active') return GONE;
  const waiting = { ...locked, now: context.clock.now().getTime() };
  const until = await earliest(context, tx, waiting);
  if (until !== null) return { kind: 'early', until: new Date(until) };
  const claimable = await findClaimable(context, tx, waiting);
  if (claimable === null) return GONE;
  const turn = claimable.part.position === 0 ? await findTurn(context, tx, waiting) : null;
  if (turn !== null) return { kind: 'early', until: new Date(turn) };
  const embargo = embargoOf(claimable.articles, claimable.now);
  if (embargo !== null) return putBehind(context, tx, claimable, embargo);
  return takeClaim(context, tx, claimable);
}

/** Whatever was planned: with its time behind the embargo it does not stand in the way of others. */
async function putBehind(context: LedgerContext, tx: Tx, claimable: Claimable, embargo: number): Promise<Claim> {
  if (isUnreadable(new Date(embargo))) {
    await holdUnreadable(context, tx, claimable);
    return GONE;
  }
  await updateRows(tx, 'posts', { id: claimable.post.id }, { next_at: embargo });
  return { kind: 'early', until: new Date(embargo) };
}

const scheduledPost = compiledOnce((db, id: string, revision: number) =>
  db
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', '=', 'scheduled'),
);

async function findClaimable(context: LedgerContext, tx: Tx, waiting: Waiting): Promise<Claimable | null> {
  const { post, now } = waiting;
  if ((await readSilence(tx, new Date(now))) !== null) return null;
  const parts = await partsOf(tx, post.id);
  const next = parts.findIndex((part) => part.remote_id === null);
  const part = parts[next];
  if (part === undefined || isTooLate(post, part, now)) return null;
  const articles = await findLinkedArticles(tx, post.article_id, parts);
  return { ...waiting, part, before: parts[next - 1] ?? null, articles };
}

/** A thread that has begun is finished whatever the time. */
function isTooLate(post: PostRow, part: PartRow, now: number): boolean {
  return part.position === 0 && post.expires_at !== null && post.expires_at <= now;
}

/** When the post may be tried at the earliest; null = now, if it is its turn. */
async function earliest(context: LedgerContext, tx: Tx, { account, post, now }: Waiting): Promise<number | null> {
  if (post.next_at > now) return post.next_at;
  if (account.blocked_until !== null && account.blocked_until > now) return account.blocked_until;
  if (account.unknowns_in_row >= UNKNOWNS_THAT_BLOCK) return now + context.timing.retrySoonMs;
  const sending = await findSending(tx, account.id, now);
  return sending === null ? null : Math.max(sending.leaseUntil, now + 1_000);
}

/** Where a gap runs, the account's posts start in their order: those behind come back when it is their turn. */
async function findTurn(context: LedgerContext, tx: Tx, { account, post, now }: Waiting): Promise<number | null> {
  if (passesGap(context, post, now)) return null;
  const { lane, next_at, id } = post;
  const [ahead] = await postsAhead(tx, account.id, now, lane, next_at, id);
  const gapMs = gapOf(context, account, Math.min(next_at, ahead?.oldest ?? next_at), now);
  const turn = Math.max(account.last_sent_at ?? 0, now - gapMs) + gapMs * ((ahead?.count ?? 0) + 1);
  return turn > now ? turn : null;
}

const postsAhead = compiledOnce((db, accountId: string, now: number, lane: string, nextAt: number, id: string) =>
  duePosts(db, accountId, now)
    .where((eb) => eb.not(hasSentPart(eb)))
    .where((eb) =>
      eb.or([
        eb('posts.lane', '<', lane),
        eb.and([eb('posts.lane', '=', lane), eb('posts.next_at', '<', nextAt)]),
        eb.and([eb('posts.lane', '=', lane), eb('posts.next_at', '=', nextAt), eb('posts.id', '<', id)]),
      ]),
    )
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min<number | null>('posts.next_at').as('oldest')]),
);

async function takeClaim(context: LedgerContext, tx: Tx, claimable: Claimable): Promise<Claim> {
  const { account, post, part, before, articles, now } = claimable;
  const [open] = await openDeliveries(tx, post.id, part.position);
  if (open !== undefined) return GONE;
  const token = randomUUID();
  const deadline = now + context.timing.callMs;
  const unclaimed = { id: post.id, revision: post.revision, state: 'scheduled' };
  const claimed = await updateRows(tx, 'posts', unclaimed, {
    state: 'publishing',
    claim_token: token,
    claim_deadline: deadline,
    claim_lease_until: deadline + context.timing.leaseGraceMs,
  });
  if (claimed === 0) return GONE;
  if (part.prepare_begun === 0) await updatePart(tx, part, { prepare_begun: 1 });
  return {
    kind: 'claimed',
    token,
    deadline: new Date(deadline),
    account: toAccount(account),
    part: toPart(part, before),
    prepared: toSaved(part),
    history: toHistory(part, account),
    page: await findPage(tx, post, part, articles),
  };
}

const openDeliveries = compiledOnce((db, postId: string, position: number) =>
  db
    .selectFrom('deliveries')
    .select('id')
    .where('post_id', '=', postId)
    .where('position', '=', position)
    .where('state', 'in', OUT_OR_MAYBE),
);

export function savePrepared(
  context: LedgerContext,
  token: string,
  prepared: Prepared,
  warning?: string,
): Promise<boolean> {
  return inLightTransaction(context, async (tx) => {
    const claimed = await findClaimed(context, tx, token);
    if (claimed === null) return false;
    await updatePart(tx, claimed.part, { prepared: JSON.stringify(prepared) });
    const { id: post_id, account_id } = claimed.post;
    // A network may give back what an earlier text left behind: it is wanted again.
    if (prepared.unpublishedId !== null)
      await tx
        .deleteFrom('discards')
        .where('account_id', '=', account_id)
        .where('unpublished_id', '=', prepared.unpublishedId)
        .execute();
    if (warning !== undefined)
      await writeEvent(context, tx, { kind: 'prepare-warning', post_id, account_id, detail: warning });
    return true;
  });
}

export function openDelivery(context: LedgerContext, token: string): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const claimed = await findClaimed(context, tx, token);
    if (claimed === null) return false;
    const { post, part } = claimed;
    const time = context.clock.now();
    const now = time.getTime();
    // Preparing takes time: a silence may have begun meanwhile. The claim ends with its lease, and the post is held.
    if ((post.claim_deadline ?? 0) <= now || (await readSilence(tx, time)) !== null) return false;
    // Set since the claim: the sweep takes that away, and the next one comes behind the embargo.
    if ((await findEmbargo(tx, post.article_id, [part], now)) !== null) return false;
    const intent = newIntent(post, part, token, now);
    // An intent stands already: what it was for has left, or may have.
    if (!(await insertIfNew(tx, 'deliveries', intent))) return false;
    // Those behind what passes the gap go out when they were to: they were planned before it, or around it.
    if (part.position === 0 && !passesGap(context, post, now))
      await updateRows(tx, 'accounts', { id: post.account_id }, { last_sent_at: now });
    await writeEvent(context, tx, {
      kind: 'delivery-opened',
      post_id: post.id,
      account_id: post.account_id,
      detail: `part ${part.position + 1}`,
    });
    return true;
  });
}

function newIntent(post: PostRow, part: PartRow, token: string, now: number): DeliveryRow {
  return {
    id: newId(now),
    post_id: post.id,
    position: part.position,
    account_id: post.account_id,
    token,
    state: 'intent',
    due_at: post.next_at,
    intent_at: now,
    deadline: post.claim_deadline ?? 0,
    settled_at: null,
    remote_id: null,
    answer: null,
    if_absent: null,
    price_micros: part.price_micros,
    look_at: null,
    look_token: null,
    look_lease_until: null,
    clean_looks: 0,
    failed_looks: 0,
  };
}
