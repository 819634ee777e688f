import { randomUUID } from 'node:crypto';
import { newId } from './new-id.js';
import type { Claim, ClaimedPost } from '../../application/ports/ledger.js';
import type { Prepared } from '../../application/ports/network.js';
import { inTransaction, lockAccount, writeEvent, type LedgerContext } from './ledger-context.js';
import { fingerprint, toAccount, toPart, toPrepared, type Tx } from './rows.js';
import type { AccountRow, PartRow, PostRow } from './schema.js';

const GONE = { kind: 'gone' } as const;
/** From this many unknown outcomes in a row on, the account waits until a look-up has an answer. */
const UNKNOWNS_THAT_BLOCK = 2;
const LOOK_AGAIN_MS = 5_000;

/** The right to send the post's next part, once: one transaction, the account's row locked first. */
export function claimPost(context: LedgerContext, id: string, revision: number): Promise<Claim> {
  return inTransaction(context, async (tx) => {
    const hint = await tx.selectFrom('posts').select('account_id').where('id', '=', id).executeTakeFirst();
    if (hint === undefined) return GONE;
    const account = await lockAccount(context, tx, hint.account_id);
    const post = await tx
      .selectFrom('posts')
      .selectAll()
      .where('id', '=', id)
      .where('revision', '=', revision)
      .where('state', '=', 'scheduled')
      .executeTakeFirst();
    if (post === undefined || account.state !== 'active') return GONE;
    const parts = await tx.selectFrom('parts').selectAll().where('post_id', '=', id).orderBy('position').execute();
    const next = parts.findIndex((part) => part.remote_id === null);
    const part = parts[next];
    if (part === undefined) return GONE;

    const now = context.clock.now().getTime();
    const until = await earliest(tx, account, post, part, now);
    if (until !== null) return { kind: 'early', until: new Date(until) };
    if (isTooLate(post, part, now)) return GONE;
    return takeClaim(context, tx, { account, post, part, before: parts[next - 1] ?? null, now });
  });
}

/** When the post may be tried at the earliest; null = now. */
async function earliest(
  tx: Tx,
  account: AccountRow,
  post: PostRow,
  part: PartRow,
  now: number,
): Promise<number | null> {
  if (post.next_at > now) return post.next_at;
  if (account.blocked_until !== null && account.blocked_until > now) return account.blocked_until;
  if (account.unknowns_in_row >= UNKNOWNS_THAT_BLOCK) return now + LOOK_AGAIN_MS;
  const gapMs = toAccount(account).settings.minimumGapMs;
  if (part.position === 0 && account.last_sent_at !== null && account.last_sent_at + gapMs > now)
    return account.last_sent_at + gapMs;
  const sending = await tx
    .selectFrom('posts')
    .select('claim_lease_until')
    .where('account_id', '=', account.id)
    .where('state', '=', 'publishing')
    .where('claim_token', 'is not', null)
    .executeTakeFirst();
  return sending === undefined ? null : Math.max(sending.claim_lease_until ?? 0, now + 1_000);
}

/** A thread that has begun is finished whatever the time. */
export function isTooLate(post: Pick<PostRow, 'expires_at'>, part: Pick<PartRow, 'position'>, now: number): boolean {
  return part.position === 0 && post.expires_at !== null && post.expires_at <= now;
}

interface Claimable {
  readonly account: AccountRow;
  readonly post: PostRow;
  readonly part: PartRow;
  readonly before: PartRow | null;
  readonly now: number;
}

async function takeClaim(
  context: LedgerContext,
  tx: Tx,
  { account, post, part, before, now }: Claimable,
): Promise<Claim> {
  const open = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('post_id', '=', post.id)
    .where('position', '=', part.position)
    .where('state', 'in', ['intent', 'unknown', 'published'])
    .executeTakeFirst();
  if (open !== undefined) return GONE;
  const token = randomUUID();
  const deadline = now + context.settings.deadlineMs;
  await tx
    .updateTable('posts')
    .set({
      state: 'publishing',
      claim_token: token,
      claim_deadline: deadline,
      claim_lease_until: deadline + context.settings.leaseGraceMs,
    })
    .where('id', '=', post.id)
    .execute();
  return {
    kind: 'claimed',
    token,
    deadline: new Date(deadline),
    account: toAccount(account),
    part: toPart(part, before),
    prepared: toPrepared(part),
    history: toHistory(part),
  } satisfies ClaimedPost;
}

export function toHistory(part: PartRow): ClaimedPost['history'] {
  return { deferredOnce: part.deferred_once === 1, sentAgain: part.sent_again === 1 };
}

export function savePrepared(context: LedgerContext, token: string, prepared: Prepared): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const claimed = await findClaimed(context, tx, token);
    if (claimed === null) return false;
    await tx
      .updateTable('parts')
      .set({ prepared: JSON.stringify(prepared), prepared_fingerprint: fingerprint(claimed.part) })
      .where('post_id', '=', claimed.post.id)
      .where('position', '=', claimed.part.position)
      .execute();
    return true;
  });
}

export function openDelivery(context: LedgerContext, token: string): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const claimed = await findClaimed(context, tx, token);
    if (claimed === null) return false;
    const { post, part } = claimed;
    const now = context.clock.now().getTime();
    await tx
      .insertInto('deliveries')
      .values({
        id: newId(now),
        post_id: post.id,
        position: part.position,
        account_id: post.account_id,
        token,
        state: 'intent',
        intent_at: now,
        deadline: post.claim_deadline ?? now,
        clean_looks: 0,
        failed_looks: 0,
      })
      .execute();
    await writeEvent(context, tx, {
      kind: 'delivery-opened',
      post_id: post.id,
      account_id: post.account_id,
      detail: `part ${part.position + 1}`,
    });
    return true;
  });
}

export interface HeldClaim {
  readonly account: AccountRow;
  readonly post: PostRow;
  readonly part: PartRow;
  readonly isLastPart: boolean;
}

/** The post behind a claim that is still held; its account's row is locked. Null when the claim was taken away. */
export async function findClaimed(context: LedgerContext, tx: Tx, token: string): Promise<HeldClaim | null> {
  const hint = await tx.selectFrom('posts').select('account_id').where('claim_token', '=', token).executeTakeFirst();
  if (hint === undefined) return null;
  const account = await lockAccount(context, tx, hint.account_id);
  const post = await tx.selectFrom('posts').selectAll().where('claim_token', '=', token).executeTakeFirst();
  if (post === undefined || (post.claim_lease_until ?? 0) <= context.clock.now().getTime()) return null;
  return { account, post, ...(await findUnsentPart(tx, post.id)) };
}

export async function findUnsentPart(tx: Tx, postId: string): Promise<{ part: PartRow; isLastPart: boolean }> {
  const unsent = await tx
    .selectFrom('parts')
    .selectAll()
    .where('post_id', '=', postId)
    .where('remote_id', 'is', null)
    .orderBy('position')
    .execute();
  const part = unsent[0];
  if (part === undefined) throw new Error(`post ${postId} is claimed and has no part to send`);
  return { part, isLastPart: unsent.length === 1 };
}
