import { sql, type Kysely } from 'kysely';

/** Embargoes in a column, what pages said, which revision of its article each post tells, posts that answer others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  await fillEmbargoes(db.withTables<{ articles: { id: string; content: string; embargo_until: number | null } }>());
}

const STATEMENTS = [
  `alter table articles add column embargo_until bigint`,
  `alter table articles add column page text`,
  `alter table articles add column same_as text references articles (id)`,
  `alter table parts add column in_reply_to text`,
  `create table page_checks (
    post_id text primary key references posts (id), finding text not null, found_at bigint not null,
    tries integer not null, holds integer not null, pardoned text)`,
  `create table told_revisions (
    post_id text primary key references posts (id), revision integer not null, approved_at bigint, follow_at bigint,
    tries integer not null default 0, token text, lease_until bigint)`,
  `create index told_to_follow on told_revisions (follow_at) where follow_at is not null`,
  `insert into told_revisions (post_id, revision)
    select posts.id, articles.revision from posts join articles on articles.id = posts.article_id`,
];

async function fillEmbargoes(
  db: Kysely<{ articles: { id: string; content: string; embargo_until: number | null } }>,
): Promise<void> {
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'content'])
    .where('content', 'like', '%"embargoUntil":"%')
    .execute();
  for (const { id, content } of rows) {
    const { embargoUntil } = JSON.parse(content) as { embargoUntil: string };
    await db
      .updateTable('articles')
      .set({ embargo_until: Date.parse(embargoUntil) })
      .where('id', '=', id)
      .execute();
  }
}
