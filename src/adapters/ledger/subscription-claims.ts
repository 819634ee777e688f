import { randomUUID } from 'node:crypto';
import type { ClaimedSubscription, HubAsked } from '../../application/ports/push-ledger.js';
import { inTransaction, type LedgerContext } from './ledger-context.js';
import { newId } from './new-id.js';
import { readHub } from './source-rows.js';
import { writePush } from './subscription-queries.js';

/** A hub that took the wish and does not ask back by then is asked again. */
const ASKED_AGAIN_MS = 3_600_000;

export async function claimSubscription(context: LedgerContext): Promise<ClaimedSubscription | null> {
  await addMissing(context);
  return inTransaction(context, async (tx) => {
    const now = context.clock.now().getTime();
    const row = await tx
      .selectFrom('subscriptions')
      .innerJoin('sources', 'sources.id', 'subscriptions.source_id')
      .selectAll('subscriptions')
      .where('sources.state', '=', 'active')
      .where('subscriptions.act_at', '<=', now)
      .where((eb) => eb.or([eb('token_until', 'is', null), eb('token_until', '<=', now)]))
      .orderBy('subscriptions.act_at')
      .limit(1)
      .$if(context.engine.kind === 'postgres', (query) => query.forUpdate('subscriptions').skipLocked())
      .executeTakeFirst();
    if (row === undefined) return null;
    const token = randomUUID();
    const { pollMs, leaseGraceMs } = context.timing;
    await tx
      .updateTable('subscriptions')
      // Some hubs ask back before they answer.
      .set({ token, token_until: now + pollMs + leaseGraceMs, asked_at: now })
      .where('id', '=', row.id)
      .execute();
    return { token, id: row.id, hub: readHub(row.hub) };
  });
}

/** A source that names a hub, or another one than before, has a new subscription: its address and secret are its own. */
async function addMissing(context: LedgerContext): Promise<void> {
  const { db } = context.engine;
  const missing = await db
    .selectFrom('sources')
    .leftJoin('subscriptions', 'subscriptions.source_id', 'sources.id')
    .select(['sources.id as source_id', 'sources.hub as hub'])
    .where('sources.state', '=', 'active')
    .where((eb) => eb.or([eb('subscriptions.id', 'is', null), eb('subscriptions.hub', '<>', eb.ref('sources.hub'))]))
    .where('sources.hub', 'is not', null)
    .execute();
  const now = context.clock.now().getTime();
  for (const { source_id, hub } of missing) {
    const fresh = {
      id: newId(now),
      hub: hub ?? '',
      act_at: now,
      token: null,
      token_until: null,
      asked_at: null,
      verified_until: null,
      delivered_at: null,
      failures_in_row: 0,
    };
    await db
      .insertInto('subscriptions')
      .values({ source_id, ...fresh })
      .onConflict((conflict) =>
        conflict.column('source_id').doUpdateSet(fresh).where('subscriptions.hub', '<>', fresh.hub),
      )
      .execute();
    // What another hub has proved says nothing of this one.
    await db.updateTable('sources').set({ push_until: null }).where('id', '=', source_id).execute();
  }
}

export function finishSubscription(context: LedgerContext, token: string, asked: HubAsked): Promise<void> {
  return inTransaction(context, async (tx) => {
    const row = await tx.selectFrom('subscriptions').selectAll().where('token', '=', token).executeTakeFirst();
    if (row === undefined) return;
    const release = { token: null, token_until: null };
    const update = (change: object) => tx.updateTable('subscriptions').set(change).where('id', '=', row.id).execute();
    if (row.asked_at === null) {
      await update(release);
      return;
    }
    const now = context.clock.now().getTime();
    const { pollBackOffMs, longestPollBackOffMs } = context.timing;
    const backOffMs = Math.min(pollBackOffMs * 2 ** row.failures_in_row, longestPollBackOffMs);
    const failures_in_row = row.failures_in_row + 1;
    const waitMs = asked.kind === 'accepted' ? ASKED_AGAIN_MS : backOffMs;
    await update({ ...release, act_at: now + waitMs, failures_in_row });
    const note = asked.kind === 'accepted' ? 'asked, not verified yet' : asked.note;
    await writePush(tx, row, `${row.verified_until !== null && row.verified_until > now ? 'renewal: ' : ''}${note}`);
  });
}
