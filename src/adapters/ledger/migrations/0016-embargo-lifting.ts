import { sql, type Kysely } from 'kysely';

/** Who asked that an embargo be lifted, and the one that two people have lifted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table articles add column embargo_ask text`.execute(db);
  await sql`alter table articles add column embargo_lifted bigint`.execute(db);
}
