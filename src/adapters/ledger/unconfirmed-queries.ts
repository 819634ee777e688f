import { refuseUnseen } from '../../application/demand-post.js';
import { KawarabanError } from '../../domain/errors.js';
import type { Post, PostId } from '../../domain/post.js';
import { findUnsentPart, type HeldClaim } from './held-claim.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { endInVain, movePost, publishPart, updatePart } from './move-post.js';
import type { Tx } from './rows.js';
import type { DeliveryRow, PostRow } from './schema.js';

interface Unconfirmed extends HeldClaim {
  readonly delivery: DeliveryRow;
}

/** A person saw it on the network: its id is adopted, and a thread goes on. */
export function confirmPublished(
  context: LedgerContext,
  id: PostId,
  remoteId: string,
  url: string,
  seen?: number,
): Promise<Post> {
  return inTransaction(context, async (tx) => {
    const found = await findUnconfirmed(context, tx, id, seen);
    await refuseKnownId(tx, found, remoteId);
    await publishPart(context, tx, found, found.delivery, { remoteId, url });
    await writeEvent(context, tx, {
      kind: 'confirmed-published',
      post_id: id,
      account_id: found.account.id,
      detail: url,
    });
    return readPostOrThrow(tx, id);
  });
}

/** A person saw that it is not on the network: it is sent again, with a new right to one repetition. */
export function confirmAbsent(context: LedgerContext, id: PostId, seen?: number): Promise<Post> {
  return inTransaction(context, async (tx) => {
    const found = await findUnconfirmed(context, tx, id, seen);
    const { account, post, part, delivery } = found;
    const now = context.clock.now().getTime();
    await endInVain(tx, delivery, { state: 'absent', settled_at: now });
    await updatePart(tx, part, { sent_again: 0 });
    await movePost(tx, found, { state: 'scheduled', next_at: now, expires_at: expiryFrom(post, now), reason: null });
    await tx.updateTable('accounts').set({ unknowns_in_row: 0 }).where('id', '=', account.id).execute();
    const moved = await readPostOrThrow(tx, id);
    await writeEvent(context, tx, {
      kind: 'confirmed-absent',
      post_id: id,
      account_id: account.id,
      detail: moved.reason ?? 'it is sent again',
    });
    return moved;
  });
}

/** A person wants it sent now: one that has expired meanwhile lives as long again as it was to live after its time. */
function expiryFrom({ due_at, expires_at }: PostRow, now: number): number | null {
  return expires_at === null || expires_at > now ? expires_at : now + (expires_at - due_at);
}

async function findUnconfirmed(
  context: LedgerContext,
  tx: Tx,
  id: PostId,
  seen: number | undefined,
): Promise<Unconfirmed> {
  const { account: hint } = await readPostOrThrow(tx, id);
  const account = await lockAccount(tx, hint.id);
  const post = await tx.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  refuseUnseen(post, seen);
  const delivery = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('post_id', '=', id)
    .where('state', '=', 'unknown')
    .executeTakeFirst();
  if (post.state !== 'unconfirmed' || delivery === undefined)
    throw new KawarabanError(
      'KWB_TRANSITION_REFUSED',
      `post ${id} is ${post.state}: only of an unconfirmed post a person says whether it is on the network`,
    );
  return { account, post, delivery, ...(await findUnsentPart(tx, id)) };
}

async function refuseKnownId(tx: Tx, { account }: Unconfirmed, remoteId: string): Promise<void> {
  const known = await tx
    .selectFrom('deliveries')
    .select('post_id')
    .where('account_id', '=', account.id)
    .where('remote_id', '=', remoteId)
    .executeTakeFirst();
  if (known !== undefined)
    throw new KawarabanError(
      'KWB_TRANSITION_REFUSED',
      `${remoteId} is what post ${known.post_id} became on the network: take the address of the other one`,
    );
}
