import { sql, type Kysely } from 'kysely';

/** What delivery needs beyond one clean send: prices, wall times, silences, workers that say that they live. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table accounts add column suspected_by text`,
  `alter table posts add column wall_time text`,
  `alter table posts add column wall_zone text`,
  `alter table parts add column tried_once text not null default '[]'`,
  `alter table parts drop column deferred_once`,
  `alter table parts add column price_micros bigint`,
  `alter table deliveries add column due_at bigint not null default 0`,
  `update deliveries set due_at = intent_at`,
  `create index deliveries_by_account on deliveries (account_id, intent_at)`,
  `create table silences (
    id text primary key, reason text not null, started_at bigint not null, until bigint, ended_at bigint)`,
  `create table workers (id text primary key, role text not null, seen_at bigint not null)`,
  `create table fetched_pictures (
    url text primary key, picture_id text not null references pictures (id), fetched_at bigint not null)`,
];
