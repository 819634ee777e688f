import { sql, type Kysely } from 'kysely';

/** By which calendar programs read for a person what is scheduled: one for each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table calendar_links (
    person_id text primary key references people (id), secret_hash text not null unique, created_at bigint not null,
    last_used_at bigint)`.execute(db);
}
