import { refuseUnseen } from '../../application/demand-post.js';
import type { NetworkName } from '../../domain/account.js';
import { KawarabanError } from '../../domain/errors.js';
import type { Post, PostId } from '../../domain/post.js';
import { findUnsentPart, type HeldClaim } from './held-claim.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { endInVain, movePost, publishPart, updatePart } from './move-post.js';
import type { Tx } from './rows.js';
import type { DeliveryRow, PostRow } from './schema.js';

/** Whether its part is on the network, nobody knows. */
interface Unconfirmed extends HeldClaim {
  readonly delivery: DeliveryRow;
}

/** A person saw it on the network, maybe before a look did: its id is adopted, and a thread goes on. */
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
    refuseTooEarly(context, found);
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
  // One that is looked for is `publishing` without a claim. A look under way loses its delivery, and with it its word.
  if (delivery === undefined || !['unconfirmed', 'publishing'].includes(post.state))
    throw new KawarabanError(
      'KWB_TRANSITION_REFUSED',
      `post ${id} is ${post.state}: a person says whether a post is on the network only where nobody knows it`,
    );
  return { account, post, delivery, ...(await findUnsentPart(tx, id)) };
}

/** A person may look before the first call has come to its end: the text would go out twice. */
function refuseTooEarly({ clock, timing }: LedgerContext, { account, post, delivery }: Unconfirmed): void {
  const end = new Date(delivery.deadline + timing.lookUpWindowMs[account.network as NetworkName]);
  if (post.state === 'unconfirmed' || clock.now() >= end) return;
  throw new KawarabanError(
    'KWB_TRANSITION_REFUSED',
    `post ${post.id} may still appear on the network until ${end.toISOString()}: look again then`,
  );
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
