import { sql, type Kysely } from 'kysely';

/**
 * Who paused an account. The event of a person's pause was only written where the account was active until then: one
 * that is newer than the last resumption says that a person did it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table accounts add column paused_by text`.execute(db);
  await sql`
    update accounts set paused_by = case when exists (
      select 1 from events where events.account_id = accounts.id and events.kind = 'account-paused' and events.id >
        coalesce((select max(id) from events as ends where ends.account_id = accounts.id and ends.kind = 'account-resumed'), '')
    ) then 'person' else 'network' end
    where state = 'paused'`.execute(db);
}
