import type { CalendarLink } from '../../application/ports/people-ledger.js';
import type { Person, PersonId } from '../../domain/person.js';
import { inTransaction, writeEvent, type LedgerContext } from './ledger-context.js';
import { toPerson } from './person-rows.js';
import { toDate, type Tx } from './rows.js';

/** When a link was last used is written this often. */
const USED_EVERY_MS = 60_000;

export function makeCalendarLink(context: LedgerContext, personId: PersonId, secretHash: string): Promise<void> {
  return inTransaction(context, async (tx) => {
    const created_at = context.clock.now().getTime();
    const row = { secret_hash: secretHash, created_at, last_used_at: null };
    await tx
      .insertInto('calendar_links')
      .values({ person_id: personId, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute();
    await tell(context, tx, 'calendar-link-made', personId);
  });
}

export function removeCalendarLink(context: LedgerContext, personId: PersonId): Promise<void> {
  return inTransaction(context, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('calendar_links')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await tell(context, tx, 'calendar-link-removed', personId);
  });
}

async function tell(context: LedgerContext, tx: Tx, kind: string, personId: PersonId): Promise<void> {
  const { name } = await tx.selectFrom('people').select('name').where('id', '=', personId).executeTakeFirstOrThrow();
  await writeEvent(context, tx, { kind, detail: `of ${name}` });
}

export async function findCalendarLink({ engine }: LedgerContext, personId: PersonId): Promise<CalendarLink | null> {
  const row = await engine.db
    .selectFrom('calendar_links')
    .select(['created_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row === undefined ? null : { createdAt: new Date(row.created_at), lastUsedAt: toDate(row.last_used_at) };
}

export async function useCalendarLink({ engine, clock }: LedgerContext, secretHash: string): Promise<Person | null> {
  const now = clock.now().getTime();
  const row = await engine.db
    .selectFrom('calendar_links')
    .innerJoin('people', 'people.id', 'calendar_links.person_id')
    .selectAll('people')
    .select('calendar_links.last_used_at')
    .where('calendar_links.secret_hash', '=', secretHash)
    .where('people.state', '=', 'active')
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.last_used_at === null || row.last_used_at <= now - USED_EVERY_MS)
    await engine.db
      .updateTable('calendar_links')
      .set({ last_used_at: now })
      .where('secret_hash', '=', secretHash)
      .execute();
  return toPerson(row);
}
