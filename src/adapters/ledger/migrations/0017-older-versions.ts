import { sql, type Kysely } from 'kysely';

/** What tells an older version of an article from a newer one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sightings add column updated_at bigint`.execute(db);
  await sql`alter table sightings add column sent_at bigint`.execute(db);
}
