import { sql, type Kysely } from 'kysely';

/** How late posts went out is asked for every few seconds: counted in this order, no delivery is read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index deliveries_by_lateness on deliveries (account_id, (intent_at - due_at))`.execute(db);
}
