import type { Post } from '../../domain/post.js';
import type { LookUpSettlement } from '../../domain/settlement.js';
import { dropPrepared } from './drop-prepared.js';
import { findUnsentPart, type HeldClaim } from './held-claim.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { endInVain, movePost, publishPart, updatePart } from './move-post.js';
import type { Tx } from './rows.js';
import type { DeliveryRow } from './schema.js';
import { thenAt } from './then-at.js';

interface HeldLook extends HeldClaim {
  readonly delivery: DeliveryRow;
}

/** Writes down what came of a look. Only its holder may: an answer that comes after the lease changes nothing. */
export function settleLookUp(
  context: LedgerContext,
  token: string,
  settlement: LookUpSettlement,
): Promise<Post | null> {
  return inTransaction(context, async (tx) => {
    const look = await findLook(context, tx, token);
    if (look === null) return null;
    const { post, account } = look;
    await writeLook(context, tx, look, settlement);
    // After `unconfirmed` no look comes any more that could let the account go on.
    if (settlement.kind !== 'look-again' || settlement.clean)
      await tx.updateTable('accounts').set({ unknowns_in_row: 0 }).where('id', '=', account.id).execute();
    await writeEvent(context, tx, {
      kind: `look-up-${settlement.kind}`,
      post_id: post.id,
      account_id: account.id,
      detail: describe(settlement),
    });
    return readPostOrThrow(tx, post.id);
  });
}

async function findLook(context: LedgerContext, tx: Tx, token: string): Promise<HeldLook | null> {
  const hint = await tx
    .selectFrom('deliveries')
    .select('account_id')
    .where('look_token', '=', token)
    .executeTakeFirst();
  if (hint === undefined) return null;
  const account = await lockAccount(tx, hint.account_id);
  const delivery = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('look_token', '=', token)
    .where('state', '=', 'unknown')
    .where('look_lease_until', '>', context.clock.now().getTime())
    .executeTakeFirst();
  if (delivery === undefined) return null;
  const post = await tx.selectFrom('posts').selectAll().where('id', '=', delivery.post_id).executeTakeFirstOrThrow();
  return { account, delivery, post, ...(await findUnsentPart(tx, post.id)) };
}

const LOOK_ENDED = { look_token: null, look_lease_until: null };

async function writeLook(context: LedgerContext, tx: Tx, look: HeldLook, settlement: LookUpSettlement): Promise<void> {
  const { delivery, post, part } = look;
  const now = context.clock.now().getTime();
  switch (settlement.kind) {
    case 'part-published':
      return publishPart(context, tx, look, delivery, settlement);
    case 'look-again':
      return closeLook(tx, delivery, {
        look_at: settlement.at.getTime(),
        clean_looks: delivery.clean_looks + (settlement.clean ? 1 : 0),
        failed_looks: settlement.clean ? 0 : delivery.failed_looks + 1,
      });
    case 'send-again':
      await endInVain(tx, delivery, { ...LOOK_ENDED, state: 'absent', settled_at: now });
      if (settlement.counted) {
        await updatePart(tx, part, { sent_again: 1 });
        // What was prepared for a post that is gone may be gone with it.
        await dropPrepared(tx, post);
      }
      return movePost(tx, look, { state: 'scheduled', next_at: now });
    case 'rejected':
      await endInVain(tx, delivery, { ...LOOK_ENDED, state: 'refused', settled_at: now });
      return movePost(tx, look, { state: 'rejected', reason: settlement.reason });
    case 'unconfirmed':
      await closeLook(tx, delivery, { look_at: null });
      return movePost(tx, look, { state: 'unconfirmed', reason: settlement.reason });
  }
}

async function closeLook(tx: Tx, delivery: DeliveryRow, change: Partial<DeliveryRow>): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ ...LOOK_ENDED, ...change })
    .where('id', '=', delivery.id)
    .execute();
}

function describe(settlement: LookUpSettlement): string {
  switch (settlement.kind) {
    case 'part-published':
      return settlement.url ?? settlement.remoteId;
    case 'look-again':
      return thenAt(settlement.clean ? 'not to be seen' : 'no answer', 'we look again', settlement.at);
    case 'send-again':
      return 'it is not on the network';
    case 'rejected':
    case 'unconfirmed':
      return settlement.reason;
  }
}
