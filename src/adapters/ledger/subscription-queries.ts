import type { Subscription } from '../../application/ports/push-ledger.js';
import { inLightTransaction, inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { SubscriptionRow } from './schema.js';
import { readHub, toSource } from './source-rows.js';

/** So long a delivery proves that the hub delivers. */
const TRUSTED_MS = 24 * 3_600_000;
/** A refusal is for good, unless somebody changes something there. */
const DENIED_MS = 24 * 3_600_000;

export async function findSubscription({ engine }: LedgerContext, id: string): Promise<Subscription | null> {
  const row = await engine.db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const source = await engine.db
    .selectFrom('sources')
    .selectAll()
    .where('id', '=', row.source_id)
    .executeTakeFirstOrThrow();
  return { id, hub: readHub(row.hub), source: toSource(source) };
}

export function verifySubscription(
  context: LedgerContext,
  id: string,
  topic: string,
  leaseMs: number,
): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const row = await findOf(context, tx, id, topic);
    if (typeof row?.asked_at !== 'number') return false;
    const now = context.clock.now().getTime();
    const after = { ...row, verified_until: now + leaseMs };
    await tx
      .updateTable('subscriptions')
      .set({ asked_at: null, verified_until: now + leaseMs, act_at: now + Math.floor(leaseMs / 2), failures_in_row: 0 })
      .where('id', '=', id)
      .execute();
    await writePush(tx, after, `verified until ${new Date(now + leaseMs).toISOString()}`);
    await writeEvent(context, tx, { kind: 'hub-verified', source_id: row.source_id, detail: readHub(row.hub).hub });
    return true;
  });
}

export function denySubscription(context: LedgerContext, id: string, topic: string, reason: string): Promise<boolean> {
  return inTransaction(context, async (tx) => {
    const row = await findOf(context, tx, id, topic);
    if (row === null) return false;
    const change = { asked_at: null, verified_until: null, act_at: context.clock.now().getTime() + DENIED_MS };
    await tx.updateTable('subscriptions').set(change).where('id', '=', id).execute();
    const note = `denied by the hub${reason === '' ? '' : `: ${reason}`}`;
    await writePush(tx, { ...row, ...change }, note);
    await writeEvent(context, tx, { kind: 'hub-denied', source_id: row.source_id, detail: note });
    return true;
  });
}

export function noteDelivery(context: LedgerContext, id: string, note: string): Promise<void> {
  return inLightTransaction(context, async (tx) => {
    const row = await tx.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) return;
    const delivered_at = context.clock.now().getTime();
    await tx.updateTable('subscriptions').set({ delivered_at }).where('id', '=', id).execute();
    await writePush(tx, { ...row, delivered_at }, `delivered at ${new Date(delivered_at).toISOString()}: ${note}`);
  });
}

async function findOf({ engine }: LedgerContext, tx: Tx, id: string, topic: string): Promise<SubscriptionRow | null> {
  const row = await tx
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', id)
    .$if(engine.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  return row !== undefined && readHub(row.hub).topic === topic ? row : null;
}

type PushedBy = Pick<SubscriptionRow, 'source_id' | 'verified_until' | 'delivered_at'>;

/** What the source's own row says of its hub: whoever polls it or lists it need not look further. */
export async function writePush(tx: Tx, subscription: PushedBy, note: string): Promise<void> {
  const { source_id, verified_until, delivered_at } = subscription;
  const push_until =
    verified_until === null || delivered_at === null ? null : Math.min(verified_until, delivered_at + TRUSTED_MS);
  await tx.updateTable('sources').set({ push_note: note, push_until }).where('id', '=', source_id).execute();
}
