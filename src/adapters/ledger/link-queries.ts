import type { PeopleLedger, WantedPerson } from '../../application/ports/people-ledger.js';
import type { Person, PersonId } from '../../domain/person.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import { insertPerson, lockPeople } from './people-queries.js';
import { toPerson } from './person-rows.js';
import type { Tx } from './rows.js';
import { writePassword } from './session-queries.js';

const LINK_MS = 3 * 24 * 3_600_000;

export function makeLink(context: LedgerContext, personId: PersonId | null, secretHash: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    const expiresAt = personId === null ? null : context.clock.now().getTime() + LINK_MS;
    await tx
      .insertInto('links')
      .values({ secret_hash: secretHash, person_id: personId, expires_at: expiresAt })
      .execute();
    if (personId === null) return;
    const { name } = await tx.selectFrom('people').select('name').where('id', '=', personId).executeTakeFirstOrThrow();
    await writeEvent(context, tx, { kind: 'link-made', detail: `a link for a password of ${name}` });
  });
}

export function findLink(context: LedgerContext, secretHash: string): ReturnType<PeopleLedger['findLink']> {
  return inTransaction(context, (tx) => readLink(context, tx, secretHash));
}

async function readLink(
  { clock }: LedgerContext,
  tx: Tx,
  secretHash: string,
): Promise<{ readonly person: Person | null } | null> {
  const link = await tx
    .selectFrom('links')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', clock.now().getTime())]))
    .executeTakeFirst();
  if (link === undefined) return null;
  if (link.person_id === null) {
    const anybody = await tx.selectFrom('people').select('id').limit(1).executeTakeFirst();
    return anybody === undefined ? { person: null } : null;
  }
  const person = await tx
    .selectFrom('people')
    .selectAll()
    .where('id', '=', link.person_id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return person === undefined ? null : { person: toPerson(person) };
}

export function setUp(
  context: LedgerContext,
  secretHash: string,
  first: Omit<WantedPerson, 'role'>,
  passwordHash: string,
): Promise<Person | null> {
  return inTransaction(context, async (tx) => {
    await lockPeople(context, tx);
    const link = await readLink(context, tx, secretHash);
    if (link?.person !== null) return null;
    await tx.deleteFrom('links').where('person_id', 'is', null).execute();
    return insertPerson(context, tx, { ...first, role: 'admin' }, passwordHash);
  });
}

export function choosePassword(
  context: LedgerContext,
  secretHash: string,
  passwordHash: string,
): Promise<Person | null> {
  return inTransaction(context, async (tx) => {
    await lockPeople(context, tx);
    const person = (await readLink(context, tx, secretHash))?.person ?? null;
    if (person === null) return null;
    await writePassword({ ...context, doer: person }, tx, person.id, passwordHash);
    return { ...person, hasPassword: true };
  });
}
