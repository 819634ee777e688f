import { randomUUID } from 'node:crypto';
import type { ClaimedLookUp } from '../../application/ports/ledger.js';
import type { NetworkName } from '../../domain/account.js';
import type { Post } from '../../domain/post.js';
import type { LookUpSettlement, UnknownDelivery } from '../../domain/settlement.js';
import { findUnsentPart, toHistory } from './claim-queries.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { toAccount, toPart, type Tx } from './rows.js';
import type { DeliveryRow, PostRow } from './schema.js';
import { movePost, publishPart, updatePart } from './settle-queries.js';

/** The next unknown delivery whose look is due, with token and lease like a send. */
export function claimLookUp(context: LedgerContext): Promise<ClaimedLookUp | null> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now().getTime();
    const delivery = await tx
      .selectFrom('deliveries')
      .selectAll()
      .where('state', '=', 'unknown')
      .where('look_at', '<=', now)
      .where((eb) => eb.or([eb('look_lease_until', 'is', null), eb('look_lease_until', '<=', now)]))
      .orderBy('look_at')
      .$if(context.engine.kind === 'postgres', (query) => query.forUpdate().skipLocked())
      .executeTakeFirst();
    if (delivery === undefined) return null;
    const token = randomUUID();
    await tx
      .updateTable('deliveries')
      .set({ look_token: token, look_lease_until: now + context.settings.deadlineMs })
      .where('id', '=', delivery.id)
      .execute();
    return describeLookUp(context, tx, delivery, token);
  });
}

async function describeLookUp(
  context: LedgerContext,
  tx: Tx,
  delivery: DeliveryRow,
  token: string,
): Promise<ClaimedLookUp> {
  const account = await tx
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', delivery.account_id)
    .executeTakeFirstOrThrow();
  const post = await tx.selectFrom('posts').selectAll().where('id', '=', delivery.post_id).executeTakeFirstOrThrow();
  const parts = await tx.selectFrom('parts').selectAll().where('post_id', '=', post.id).orderBy('position').execute();
  const { part } = await findUnsentPart(tx, post.id);
  const first = await tx
    .selectFrom('deliveries')
    .select((eb) => eb.fn.min('intent_at').as('at'))
    .where('post_id', '=', post.id)
    .where('position', '=', part.position)
    .executeTakeFirstOrThrow();
  const known = await tx
    .selectFrom('deliveries')
    .select('remote_id')
    .where('account_id', '=', account.id)
    .where('remote_id', 'is not', null)
    .orderBy('intent_at', 'desc')
    .limit(1_000)
    .execute();
  return {
    token,
    account: toAccount(account),
    part: toPart(part, parts[part.position - 1] ?? null),
    firstIntentAt: new Date(first.at),
    knownIds: new Set(known.flatMap((row) => (row.remote_id === null ? [] : [row.remote_id]))),
    delivery: toUnknownDelivery(context, delivery, post, account.network as NetworkName),
    history: toHistory(part),
  };
}

function toUnknownDelivery(
  context: LedgerContext,
  row: DeliveryRow,
  post: PostRow,
  network: NetworkName,
): UnknownDelivery {
  return {
    deadline: new Date(row.deadline),
    windowMs: context.settings.lookUpWindowMs[network],
    ifAbsent: row.if_absent === 'reject' ? 'reject' : 'send-again',
    cleanLooks: row.clean_looks,
    failedLooks: row.failed_looks,
    expiresAt: post.expires_at === null ? null : new Date(post.expires_at),
  };
}

export function settleLookUp(
  context: LedgerContext,
  token: string,
  settlement: LookUpSettlement,
): Promise<Post | null> {
  return inTransaction(context, async (tx) => {
    const hint = await tx
      .selectFrom('deliveries')
      .select('account_id')
      .where('look_token', '=', token)
      .executeTakeFirst();
    if (hint === undefined) return null;
    const account = await lockAccount(context, tx, hint.account_id);
    const delivery = await tx
      .selectFrom('deliveries')
      .selectAll()
      .where('look_token', '=', token)
      .where('state', '=', 'unknown')
      .executeTakeFirst();
    if (delivery === undefined) return null;
    const post = await tx.selectFrom('posts').selectAll().where('id', '=', delivery.post_id).executeTakeFirstOrThrow();
    const unsent = await findUnsentPart(tx, post.id);
    const now = context.clock.now().getTime();

    switch (settlement.kind) {
      case 'part-published':
        await closeLook(tx, delivery, { state: 'published', settled_at: now, remote_id: settlement.remoteId });
        await publishPart(context, tx, { account, post, ...unsent }, settlement);
        break;
      case 'look-again':
        await closeLook(tx, delivery, {
          look_at: settlement.at.getTime(),
          clean_looks: delivery.clean_looks + (settlement.clean ? 1 : 0),
          failed_looks: settlement.clean ? 0 : delivery.failed_looks + 1,
        });
        break;
      case 'send-again':
        await closeLook(tx, delivery, { state: 'absent', settled_at: now });
        await updatePart(tx, unsent.part, { sent_again: 1 });
        await movePost(tx, post, { state: 'scheduled', next_at: now });
        break;
      case 'rejected':
        await closeLook(tx, delivery, { state: 'refused', settled_at: now });
        await movePost(tx, post, { state: 'rejected', reason: settlement.reason });
        break;
      case 'unconfirmed':
        await closeLook(tx, delivery, { look_at: null });
        await movePost(tx, post, { state: 'unconfirmed', reason: settlement.reason });
        break;
    }
    if (settlement.kind !== 'look-again' || settlement.clean)
      await tx.updateTable('accounts').set({ unknowns_in_row: 0 }).where('id', '=', account.id).execute();
    await writeEvent(context, tx, {
      kind: `look-up-${settlement.kind}`,
      post_id: post.id,
      account_id: account.id,
      detail: '',
    });
    return readPostOrThrow(tx, post.id);
  });
}

async function closeLook(tx: Tx, delivery: DeliveryRow, change: Partial<DeliveryRow>): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ look_token: null, look_lease_until: null, ...change })
    .where('id', '=', delivery.id)
    .execute();
}
