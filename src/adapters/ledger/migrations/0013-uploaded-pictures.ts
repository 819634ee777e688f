import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table uploaded_pictures (picture_id text primary key)`,
  `create index fetched_by_time on fetched_pictures (fetched_at)`,
  `create index fetched_by_picture on fetched_pictures (picture_id)`,
  `insert into uploaded_pictures select id from pictures where id not in (select picture_id from fetched_pictures)`,
];

/** Which pictures editors have brought: what was fetched from the web is kept for a day only, these for good. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  for (const id of await listNamed(db))
    await sql`insert into uploaded_pictures values (${id}) on conflict do nothing`.execute(db);
}

/** Pictures that were fetched as well, and that a post names or named: somebody has brought the same. */
async function listNamed(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ said: string }>`
    select media as said from parts where media like '%"pictureId":"%'
    union all select parts as said from post_texts where parts like '%"pictureId":"%'`.execute(db);
  const named = rows.flatMap(({ said }) => [...said.matchAll(/"pictureId":"([0-9a-f]{64})"/g)]);
  const { rows: fetched } = await sql<{ id: string }>`select distinct picture_id as id from fetched_pictures`.execute(
    db,
  );
  const wasFetched = new Set(fetched.map(({ id }) => id));
  return new Set(named.map(([, id = '']) => id).filter((id) => wasFetched.has(id)));
}
