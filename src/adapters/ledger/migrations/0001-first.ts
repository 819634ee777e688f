import { sql, type Kysely } from 'kysely';

/** The whole ledger. The promises "never twice" are unique indexes here, not code. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table accounts (
    id text primary key, network text not null, name text not null, simulated integer not null, remote_id text,
    state text not null, paused_reason text, blocked_until bigint, unknowns_in_row integer not null default 0,
    last_sent_at bigint, settings text not null, created_at bigint not null)`,
  `create unique index one_account_a_name on accounts (name) where state <> 'retired'`,
  `create table articles (
    id text primary key, origin text not null, revision integer not null, content text not null,
    first_seen_at bigint not null, planned_at bigint, wish text)`,
  `create index articles_to_plan on articles (first_seen_at) where planned_at is null`,
  `create table article_keys (key text primary key, article_id text not null references articles (id))`,
  `create table article_revisions (
    article_id text not null references articles (id), revision integer not null, content text not null,
    recorded_at bigint not null, primary key (article_id, revision))`,
  `create table posts (
    id text primary key, account_id text not null references accounts (id), article_id text references articles (id),
    template text, occasion text, state text not null, revision integer not null, lane text not null,
    due_at bigint not null, next_at bigint not null, expires_at bigint, problems text not null, reason text,
    claim_token text, claim_deadline bigint, claim_lease_until bigint, created_at bigint not null, published_at bigint)`,
  `create unique index one_post_a_plan on posts (article_id, account_id, template, occasion) where article_id is not null`,
  `create index posts_by_time on posts (state, next_at)`,
  `create index posts_by_account on posts (account_id, state, next_at)`,
  `create unique index one_claim_a_token on posts (claim_token) where claim_token is not null`,
  `create table parts (
    post_id text not null references posts (id), position integer not null, text text not null, link text,
    media text not null, text_hash text not null, remote_id text, url text, prepared text, prepared_fingerprint text,
    deferred_once integer not null default 0, sent_again integer not null default 0, primary key (post_id, position))`,
  `create index parts_by_text on parts (text_hash)`,
  `create table deliveries (
    id text primary key, post_id text not null, position integer not null, account_id text not null references accounts (id),
    token text not null, state text not null, intent_at bigint not null, deadline bigint not null, settled_at bigint,
    remote_id text, answer text, if_absent text, look_at bigint, look_token text, look_lease_until bigint,
    clean_looks integer not null default 0, failed_looks integer not null default 0,
    foreign key (post_id, position) references parts (post_id, position))`,
  `create unique index one_open_delivery_a_part on deliveries (post_id, position)
    where state in ('intent', 'unknown', 'published')`,
  `create unique index one_entry_a_remote_post on deliveries (account_id, remote_id) where remote_id is not null`,
  `create index deliveries_to_look_up on deliveries (look_at) where state = 'unknown'`,
  `create table events (
    id text primary key, at bigint not null, kind text not null, post_id text, article_id text, account_id text,
    detail text not null)`,
  `create index events_by_post on events (post_id, id)`,
  `create table pictures (id text primary key, base64 text not null, stored_at bigint not null)`,
];
