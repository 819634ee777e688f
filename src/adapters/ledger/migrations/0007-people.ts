import { sql, type Kysely } from 'kysely';

/** People, their sessions, tokens and links; who did what; the texts a post had; what was asked for twice is made once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table people (
    id text primary key, name text not null, login text not null unique, role text not null, state text not null,
    password_hash text, created_at bigint not null, last_seen_at bigint)`,
  `create table sessions (
    secret_hash text primary key, person_id text not null references people (id), created_at bigint not null,
    seen_at bigint not null)`,
  `create index sessions_by_person on sessions (person_id)`,
  `create table tokens (
    id text primary key, secret_hash text not null unique, person_id text not null references people (id),
    name text not null, role text not null, created_at bigint not null, expires_at bigint, last_used_at bigint,
    unique (person_id, name))`,
  `create table links (
    secret_hash text primary key, person_id text references people (id), expires_at bigint)`,
  `create table sign_in_tries (key text primary key, tries integer not null, last_at bigint not null)`,
  `create table settings (name text primary key, value text not null)`,
  `create table creations (
    person_id text not null, key text not null, request_hash text not null, post_ids text not null,
    created_at bigint not null, primary key (person_id, key))`,
  `create index creations_by_time on creations (created_at)`,
  `create table post_texts (
    post_id text not null references posts (id), revision integer not null, at bigint not null, actor_id text,
    actor_name text, parts text not null, primary key (post_id, revision))`,
  `alter table events add column actor_id text`,
  `alter table events add column actor_name text`,
  `create index events_by_time on events (at, id)`,
  `create index events_of_people on events (at, id) where actor_id is not null`,
  `create index events_by_actor on events (actor_id, at, id) where actor_id is not null`,
  `alter table posts add column group_id text`,
  `alter table posts add column written_by text`,
  `alter table posts add column changed_by text`,
  `alter table posts add column approved_by text`,
  `create index posts_by_group on posts (group_id) where group_id is not null`,
  `create index posts_by_next on posts (next_at, id)`,
  `create index posts_by_publication on posts (published_at) where published_at is not null`,
  `create index deliveries_by_post on deliveries (post_id, intent_at)`,
];
