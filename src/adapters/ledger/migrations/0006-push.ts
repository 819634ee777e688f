import { sql, type Kysely } from 'kysely';

/** What sources send by themselves: which messages were taken in, which secrets count, what was taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table sources add column secret_generation integer not null default 1`,
  `alter table sources add column secret_rotated_at bigint`,
  `create table received_hooks (
    source_id text not null references sources (id), message_id text not null, body_hash text not null,
    received_at bigint not null, primary key (source_id, message_id))`,
  `create index received_hooks_by_time on received_hooks (source_id, received_at)`,
  `alter table articles add column withdrawn text`,
];
