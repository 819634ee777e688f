import { sql, type Kysely } from 'kysely';

/** What sources send by themselves: which messages were taken in, which secrets count, what was taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table sources add column secret_generation integer not null default 1`,
  `alter table sources add column secret_rotated_at bigint`,
  `alter table sources add column push_until bigint`,
  `alter table sources add column push_note text`,
  `create table received_hooks (
    source_id text not null references sources (id), message_id text not null, body_hash text not null,
    received_at bigint not null, primary key (source_id, message_id))`,
  `create index received_hooks_by_time on received_hooks (source_id, received_at)`,
  `create table subscriptions (
    id text primary key, source_id text not null unique references sources (id), hub text not null,
    act_at bigint not null, token text, token_until bigint, asked_at bigint, verified_until bigint, delivered_at bigint,
    failures_in_row integer not null default 0)`,
  `alter table articles add column withdrawn text`,
];
