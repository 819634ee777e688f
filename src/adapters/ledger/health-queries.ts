import type { LedgerHealth, WorkerSign } from '../../application/ports/ledger.js';
import type { LedgerContext } from './ledger-context.js';
import { toAccount, type Tx } from './rows.js';
import { listTroubledSources } from './source-queries.js';
import { readOldestLateMs, UNKNOWNS_THAT_BLOCK } from './sendable-queries.js';
import { findSilence } from './silence-queries.js';

/** A worker that was not seen for so long has gone for good; until then its silence is a sign of trouble. */
const FORGOTTEN_AFTER_MS = 2 * 60_000;

export async function beat({ engine, clock }: LedgerContext, { id, role }: WorkerSign): Promise<void> {
  const now = clock.now().getTime();
  await engine.db
    .insertInto('workers')
    .values({ id, role, seen_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ role, seen_at: now }))
    .execute();
  await engine.db
    .deleteFrom('workers')
    .where('seen_at', '<', now - FORGOTTEN_AFTER_MS)
    .execute();
}

/** Whether a service, or a worker of one, lives on this ledger: it has said so, and is not gone for good. */
export async function isServed({ clock }: LedgerContext, tx: Tx): Promise<boolean> {
  const living = await tx
    .selectFrom('workers')
    .select('id')
    .where('seen_at', '>=', clock.now().getTime() - FORGOTTEN_AFTER_MS)
    .executeTakeFirst();
  return living !== undefined;
}

export async function signOff({ engine }: LedgerContext, workerId: string): Promise<void> {
  await engine.db.deleteFrom('workers').where('id', '=', workerId).execute();
}

export async function readHealth(context: LedgerContext): Promise<LedgerHealth> {
  const refused = context.refusedWrites.last;
  const { db } = context.engine;
  const now = context.clock.now().getTime();
  const workers = await db.selectFrom('workers').selectAll().orderBy('id').execute();
  const paused = await db.selectFrom('accounts').selectAll().where('state', '=', 'paused').orderBy('name').execute();
  const stalled = await db
    .selectFrom('accounts')
    .selectAll()
    .where('state', '=', 'active')
    .where('unknowns_in_row', '>=', UNKNOWNS_THAT_BLOCK)
    .orderBy('name')
    .execute();
  const unconfirmed = await db
    .selectFrom('posts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'unconfirmed')
    .executeTakeFirstOrThrow();
  return {
    oldestLateMs: await readOldestLateMs(context),
    workers: workers.map(({ id, role, seen_at }) => ({
      id,
      role: role === 'worker' ? 'worker' : 'all',
      seenMsAgo: Math.max(now - seen_at, 0),
    })),
    silence: await findSilence(context),
    pausedAccounts: paused.map(toAccount),
    stalledAccounts: stalled.map(toAccount),
    unconfirmedPosts: unconfirmed.count,
    troubledSources: await listTroubledSources(context),
    refusedWrite: refused === null ? null : { reason: refused.reason, msAgo: now - refused.at.getTime() },
  };
}
