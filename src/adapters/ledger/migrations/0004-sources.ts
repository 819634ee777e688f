import { sql, type Kysely } from 'kysely';

/** Where articles come from, every item that was seen there (for good), and what became of an article and why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table sources (
    id text primary key, name text not null, kind text not null, address text not null, state text not null,
    paused_reason text, settings text not null, primed_at bigint, backfill integer not null,
    flood_accepted integer not null default 0, hub text, cursor text, next_poll_at bigint, poll_token text,
    poll_lease_until bigint, polled_at bigint, poll_outcome text, poll_note text, last_items integer not null default 0,
    good_poll_at bigint, last_new_at bigint, failures_in_row integer not null default 0, created_at bigint not null)`,
  `create unique index one_source_a_name on sources (name) where state <> 'removed'`,
  `create index sources_to_poll on sources (next_poll_at) where state = 'active'`,
  `create table sightings (
    source_id text not null references sources (id), item_key text not null,
    article_id text not null references articles (id), first_seen_at bigint not null, way text not null,
    hashes text not null, primary key (source_id, item_key))`,
  `create index sightings_by_article on sightings (article_id)`,
  `alter table articles add column title_words text not null default ''`,
  `alter table articles add column not_posted text`,
  `alter table articles add column alike_to text`,
  `create index articles_by_title on articles (title_words)`,
  `create index articles_by_time on articles (first_seen_at)`,
  `alter table events add column source_id text`,
  `create index events_by_article on events (article_id, id) where article_id is not null`,
  `create index events_by_source on events (source_id, id) where source_id is not null`,
];
