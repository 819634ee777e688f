import { sql, type Kysely } from 'kysely';

/** Which sources wait for a person to say what becomes of all that they showed; until then it stood in the reason alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sources add column flooded integer not null default 0`.execute(db);
  await sql`
    update sources set flooded = 1
    where state = 'paused' and paused_reason like '%are unknown and do not look new%'`.execute(db);
}
