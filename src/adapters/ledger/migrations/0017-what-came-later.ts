import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // What tells an older version of an article from a newer one.
  `alter table sightings add column updated_at bigint`,
  `alter table sightings add column sent_at bigint`,
  // Who has taken an article back, and when; until then it stood in the history alone.
  `create table withdrawals (
    article_id text primary key references articles (id), source_id text not null references sources (id),
    sent_at bigint not null)`,
  `insert into withdrawals (article_id, source_id, sent_at)
    select article_id, source_id, at from events
    where source_id is not null and article_id in (select id from articles where withdrawn is not null)
      and id in (select max(id) from events where kind = 'article-withdrawn' group by article_id)`,
  // They have ended at their hubs; until then they were kept.
  `delete from subscriptions where source_id in (select id from sources where state = 'removed')`,
] as const;

/** What must not be undone by what came before it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
