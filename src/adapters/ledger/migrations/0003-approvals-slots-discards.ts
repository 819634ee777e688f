import { sql, type Kysely } from 'kysely';

/**
 * What was guessed from a post's state and time: that it needs approval, and that it belongs into a slot. A list of the
 * unpublished posts that nobody will show, which was read from all parts. A sign that a claim began to prepare a part, by
 * which a later one knows that something may have been made and not kept. And an end for posts that were in a worker's
 * hands when their account was retired, and waited there ever since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  await discardLeftovers(db);
  await sql`alter table parts drop column prepared_fingerprint`.execute(db);
}

const STATEMENTS = [
  `alter table posts add column in_slot integer not null default 0`,
  `alter table posts add column needs_approval integer not null default 0`,
  `alter table parts add column prepare_begun integer not null default 0`,
  `update posts set needs_approval = 1 where state = 'awaiting-approval'`,
  `update posts set state = 'cancelled', reason = 'its account was retired', revision = revision + 1
    where state = 'scheduled' and account_id in (select id from accounts where state = 'retired')`,
  `create table discards (
    account_id text not null references accounts (id), unpublished_id text not null, try_at bigint not null,
    primary key (account_id, unpublished_id))`,
  `create index discards_to_try on discards (try_at)`,
];

const LEFT_OVER = sql`prepared is not null and not exists (
  select 1 from deliveries where deliveries.post_id = parts.post_id and deliveries.position = parts.position
    and deliveries.state in ('intent', 'unknown', 'published'))`;

/** Only the fingerprint told what fits its text still: what no call is out for is prepared anew. */
async function discardLeftovers(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ account_id: string; prepared: string }>`
    select posts.account_id, parts.prepared from parts join posts on posts.id = parts.post_id where ${LEFT_OVER}`.execute(
    db,
  );
  for (const { account_id, prepared } of rows) {
    const { unpublishedId } = JSON.parse(prepared) as { unpublishedId?: string | null };
    if (typeof unpublishedId === 'string')
      await sql`insert into discards values (${account_id}, ${unpublishedId}, 0) on conflict do nothing`.execute(db);
  }
  await sql`update parts set prepared = null where ${LEFT_OVER}`.execute(db);
}
