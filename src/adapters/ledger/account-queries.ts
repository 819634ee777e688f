import { newId } from './new-id.js';
import type { WantedAccount } from '../../application/ports/ledger.js';
import type { Account } from '../../domain/account.js';
import { KawarabanError } from '../../domain/errors.js';
import { compiledOnce } from './compiled-once.js';
import { isServed } from './health-queries.js';
import { inTransaction, lockNames, writeEvent, type LedgerContext } from './ledger-context.js';
import { ACCOUNT_RETIRED } from './move-post.js';
import { toAccount, type Tx } from './rows.js';
import type { AccountRow } from './schema.js';

/** States of a post that still waits to be sent. */
const WAITING = ['draft', 'awaiting-approval', 'held', 'scheduled'];

export function syncAccount(context: LedgerContext, wanted: WantedAccount): Promise<Account> {
  return inTransaction(context, async (tx) => makeAccount(context, tx, await lockAccount(context, tx, wanted), wanted));
}

// In one transaction: a service that starts meanwhile has said that it lives, or brings its accounts afterwards.
export function meetAccount(context: LedgerContext, wanted: WantedAccount): Promise<Account> {
  return inTransaction(context, async (tx) => {
    const present = await lockAccount(context, tx, wanted);
    if (present !== undefined && (await isServed(context, tx))) return toAccount(present);
    return makeAccount(context, tx, present, wanted);
  });
}

/** The living account of that name, which nobody else makes or changes meanwhile. */
async function lockAccount(
  context: LedgerContext,
  tx: Tx,
  { name }: Pick<WantedAccount, 'name'>,
): Promise<AccountRow | undefined> {
  await lockNames(context, tx, [`account:${name}`]);
  return tx
    .selectFrom('accounts')
    .selectAll()
    .where('name', '=', name)
    .where('state', '<>', 'retired')
    .executeTakeFirst();
}

async function makeAccount(
  context: LedgerContext,
  tx: Tx,
  present: AccountRow | undefined,
  wanted: WantedAccount,
): Promise<Account> {
  if (present === undefined) return insertAccount(context, tx, wanted);
  if (isSameAccount(present, wanted)) return updateAccount(tx, present, wanted);
  if (present.simulated === 0 && wanted.simulated)
    throw new KawarabanError(
      'KWB_CONFIG_INVALID',
      `this ledger has the real ${wanted.network} account "${wanted.name}", but its credentials are not set: set them again, or take another data folder (KAWARABAN_DATA) for a demo`,
    );
  await retireAccount(context, tx, present);
  return insertAccount(context, tx, wanted);
}

/** Ids are compared only where both are known: an X token without an id in it may belong to anybody. */
function isSameAccount(row: AccountRow, wanted: WantedAccount): boolean {
  if (row.network !== wanted.network || (row.simulated === 1) !== wanted.simulated) return false;
  return row.remote_id === null || wanted.remoteId === null || row.remote_id === wanted.remoteId;
}

async function insertAccount(context: LedgerContext, tx: Tx, wanted: WantedAccount): Promise<Account> {
  const now = context.clock.now().getTime();
  const row: AccountRow = {
    id: newId(now),
    network: wanted.network,
    name: wanted.name,
    simulated: wanted.simulated ? 1 : 0,
    remote_id: wanted.remoteId,
    state: 'active',
    paused_reason: null,
    paused_by: null,
    blocked_until: null,
    unknowns_in_row: 0,
    last_sent_at: null,
    suspected_by: null,
    settings: JSON.stringify(wanted.settings),
    created_at: now,
  };
  await tx.insertInto('accounts').values(row).execute();
  await writeEvent(context, tx, {
    kind: 'account-connected',
    account_id: row.id,
    detail: wanted.simulated ? 'simulated' : 'real',
  });
  return toAccount(row);
}

async function updateAccount(tx: Tx, row: AccountRow, wanted: WantedAccount): Promise<Account> {
  const change = { remote_id: wanted.remoteId ?? row.remote_id, settings: JSON.stringify(wanted.settings) };
  await tx.updateTable('accounts').set(change).where('id', '=', row.id).execute();
  return toAccount({ ...row, ...change });
}

async function retireAccount(context: LedgerContext, tx: Tx, row: AccountRow): Promise<void> {
  await tx.updateTable('accounts').set({ state: 'retired' }).where('id', '=', row.id).execute();
  await tx
    .updateTable('posts')
    .set((eb) => ({ state: 'cancelled', reason: ACCOUNT_RETIRED, revision: eb('revision', '+', 1) }))
    .where('account_id', '=', row.id)
    .where('state', 'in', WAITING)
    .execute();
  await writeEvent(context, tx, {
    kind: 'account-retired',
    account_id: row.id,
    detail: 'another account took its name',
  });
}

export async function listAccounts({ engine }: LedgerContext): Promise<readonly Account[]> {
  return (await allAccounts(engine.db)).map(toAccount);
}

const allAccounts = compiledOnce((db) => db.selectFrom('accounts').selectAll().orderBy('created_at').orderBy('id'));

export function resumeAccount(context: LedgerContext, id: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('accounts')
      .set({ state: 'active', paused_reason: null, paused_by: null, suspected_by: null })
      .where('id', '=', id)
      .where('state', '=', 'paused')
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await writeEvent(context, tx, { kind: 'account-resumed', account_id: id, detail: '' });
  });
}
