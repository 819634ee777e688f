import type { PeopleLedger } from '../../application/ports/people-ledger.js';
import type { Person, PersonId } from '../../domain/person.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import { toPerson } from './person-rows.js';
import type { Tx } from './rows.js';

const DAY_MS = 24 * 3_600_000;
/** A session that nobody uses, and one that is used all the time. */
const IDLE_MS = 14 * DAY_MS;
const LONGEST_MS = 60 * DAY_MS;
/** When somebody was last seen is written this often. */
const SEEN_EVERY_MS = 60_000;

export async function findPassword({ engine }: LedgerContext, login: string): ReturnType<PeopleLedger['findPassword']> {
  const row = await engine.db
    .selectFrom('people')
    .selectAll()
    .where('login', '=', login)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (row === undefined || row.password_hash === null) return null;
  return { person: toPerson(row), passwordHash: row.password_hash };
}

export function setPassword(context: LedgerContext, id: PersonId, passwordHash: string): Promise<void> {
  return inTransaction(context, (tx) => writePassword(context, tx, id, passwordHash));
}

/** Whoever knows the old password, or holds a link for another one, is out. */
export async function writePassword(context: LedgerContext, tx: Tx, id: PersonId, passwordHash: string): Promise<void> {
  const person = await tx
    .updateTable('people')
    .set({ password_hash: passwordHash })
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirstOrThrow();
  for (const table of ['sessions', 'links'] as const) await tx.deleteFrom(table).where('person_id', '=', id).execute();
  await writeEvent(context, tx, { kind: 'password-changed', detail: person.name });
}

export function openSession(context: LedgerContext, id: PersonId, secretHash: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now().getTime();
    await tx
      .deleteFrom('sessions')
      .where('person_id', '=', id)
      .where((eb) => eb.or([eb('seen_at', '<', now - IDLE_MS), eb('created_at', '<', now - LONGEST_MS)]))
      .execute();
    await tx
      .insertInto('sessions')
      .values({ secret_hash: secretHash, person_id: id, created_at: now, seen_at: now })
      .execute();
    await tx.updateTable('people').set({ last_seen_at: now }).where('id', '=', id).execute();
    await writeEvent(context, tx, { kind: 'signed-in', detail: '' });
  });
}

export async function findSession({ engine, clock }: LedgerContext, secretHash: string): Promise<Person | null> {
  const now = clock.now().getTime();
  const row = await engine.db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .selectAll('people')
    .select('sessions.seen_at')
    .where('sessions.secret_hash', '=', secretHash)
    .where('sessions.seen_at', '>=', now - IDLE_MS)
    .where('sessions.created_at', '>=', now - LONGEST_MS)
    .where('people.state', '=', 'active')
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.seen_at <= now - SEEN_EVERY_MS) {
    await engine.db.updateTable('sessions').set({ seen_at: now }).where('secret_hash', '=', secretHash).execute();
    await engine.db.updateTable('people').set({ last_seen_at: now }).where('id', '=', row.id).execute();
  }
  return toPerson(row);
}

export function endSession(context: LedgerContext, secretHash: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    const ended = await tx
      .deleteFrom('sessions')
      .where('secret_hash', '=', secretHash)
      .returning('person_id')
      .executeTakeFirst();
    if (ended !== undefined) await writeEvent(context, tx, { kind: 'signed-out', detail: '' });
  });
}
