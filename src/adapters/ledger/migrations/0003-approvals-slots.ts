import { sql, type Kysely } from 'kysely';

/** What was guessed from a post's state and time: that it needs approval, and that it belongs into a slot. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table posts add column in_slot integer not null default 0`,
  `alter table posts add column needs_approval integer not null default 0`,
  `update posts set needs_approval = 1 where state = 'awaiting-approval'`,
];
