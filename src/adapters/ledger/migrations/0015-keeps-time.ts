import { sql, type Kysely } from 'kysely';

/** Posts whose time a person chose whatever the limits of the account say. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table posts add column keeps_time integer not null default 0`.execute(db);
}
