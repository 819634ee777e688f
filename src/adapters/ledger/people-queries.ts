import type { PeopleLedger, WantedPerson } from '../../application/ports/people-ledger.js';
import { KawarabanError } from '../../domain/errors.js';
import type { Person, PersonId } from '../../domain/person.js';
import { inTransaction, lockNames, writeEvent, type LedgerContext } from './ledger-context.js';
import { newId } from './new-id.js';
import { toPerson } from './person-rows.js';
import type { Tx } from './rows.js';
import type { PersonRow } from './people-schema.js';

export function addPerson(context: LedgerContext, wanted: WantedPerson): Promise<Person> {
  return inTransaction(context, async (tx) => {
    await lockPeople(context, tx);
    return insertPerson(context, tx, wanted, null);
  });
}

export async function insertPerson(
  context: LedgerContext,
  tx: Tx,
  { name, login, role }: WantedPerson,
  passwordHash: string | null,
): Promise<Person> {
  const taken = await tx.selectFrom('people').select('id').where('login', '=', login).executeTakeFirst();
  if (taken !== undefined)
    throw new KawarabanError('KWB_NAME_TAKEN', `somebody signs in as "${login}" already: choose another login`);
  const now = context.clock.now().getTime();
  const row: PersonRow = {
    id: newId(now),
    name,
    login,
    role,
    state: 'active',
    password_hash: passwordHash,
    created_at: now,
    last_seen_at: null,
  };
  await tx.insertInto('people').values(row).execute();
  await writeEvent(context, tx, { kind: 'person-added', detail: `${name} (${login}), ${role}` });
  return toPerson(row);
}

/** Whatever is decided from all people is decided by one at a time. */
export async function lockPeople(context: LedgerContext, tx: Tx): Promise<void> {
  await lockNames(context, tx, ['people']);
}

export async function listPeople({ engine }: LedgerContext): Promise<readonly Person[]> {
  return (await engine.db.selectFrom('people').selectAll().orderBy('name').orderBy('id').execute()).map(toPerson);
}

export async function findPerson({ engine }: LedgerContext, id: PersonId): Promise<Person | null> {
  const row = await engine.db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toPerson(row);
}

export async function findPersonByLogin({ engine }: LedgerContext, login: string): Promise<Person | null> {
  const row = await engine.db.selectFrom('people').selectAll().where('login', '=', login).executeTakeFirst();
  return row === undefined ? null : toPerson(row);
}

export function changePerson(
  context: LedgerContext,
  id: PersonId,
  change: Parameters<PeopleLedger['changePerson']>[1],
): Promise<Person> {
  return inTransaction(context, async (tx) => {
    await lockPeople(context, tx);
    const before = await tx.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
    if (before === undefined) throw new KawarabanError('KWB_NOT_FOUND', `there is no person ${id}`);
    const after = { ...before, ...change };
    await refuseLastAdmin(tx, before, after);
    const said = (['name', 'role', 'state'] as const)
      .filter((field) => before[field] !== after[field])
      .map((field) => `${field}: ${before[field]} → ${after[field]}`);
    if (said.length === 0) return toPerson(before);
    await tx.updateTable('people').set(change).where('id', '=', id).execute();
    if (after.state === 'disabled') await endAll(tx, id, [...WAYS_IN, 'links']);
    // What a request that was under way, or an older program, has left; a link that waits for them opens now.
    else if (before.state === 'disabled') await endAll(tx, id, WAYS_IN);
    await writeEvent(context, tx, {
      kind: 'person-changed',
      detail: `${before.name} (${before.login}), ${said.join(', ')}`,
    });
    return toPerson(after);
  });
}

/** What opens a door for a person without their password. */
const WAYS_IN = ['sessions', 'tokens', 'calendar_links'] as const;

async function endAll(tx: Tx, id: PersonId, tables: readonly ((typeof WAYS_IN)[number] | 'links')[]): Promise<void> {
  for (const table of tables) await tx.deleteFrom(table).where('person_id', '=', id).execute();
}

async function refuseLastAdmin(tx: Tx, before: PersonRow, after: Pick<PersonRow, 'role' | 'state'>): Promise<void> {
  if (!isAdmin(before) || isAdmin(after)) return;
  const other = await tx
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'admin')
    .where('state', '=', 'active')
    .where('id', '<>', before.id)
    .executeTakeFirst();
  if (other === undefined)
    throw new KawarabanError(
      'KWB_LAST_ADMIN',
      `${before.name} is the only administrator: make somebody else one first`,
    );
}

function isAdmin({ role, state }: Pick<PersonRow, 'role' | 'state'>): boolean {
  return role === 'admin' && state === 'active';
}
