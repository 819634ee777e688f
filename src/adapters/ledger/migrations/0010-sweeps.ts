import { sql, type Kysely } from 'kysely';

/** What is still to be planned, in its order: of an index without the order SQLite makes no use, and reads every article. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index articles_to_plan`.execute(db);
  await sql`create index articles_to_plan on articles (first_seen_at, id) where planned_at is null`.execute(db);
}
