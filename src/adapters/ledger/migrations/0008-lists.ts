import { PostgresAdapter, sql, type Kysely } from 'kysely';

/** What lists need to be quick with years of posts: indexes in the order of each list, and texts that can be searched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  await fillTitles(db.withTables<{ articles: { id: string; content: string; title: string } }>());
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const statements = SEARCHED.flatMap(isPostgres ? searchOnPostgres : searchOnSqlite);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `drop index posts_by_time`,
  `create index posts_by_time on posts (state, next_at, id)`,
  `drop index posts_by_account`,
  `create index posts_by_account on posts (account_id, state, next_at, id)`,
  `create index posts_by_template on posts (template, state, next_at, id)`,
  `create index posts_by_writer on posts (written_by, state, next_at, id) where written_by is not null`,
  `create index parts_to_pay on parts (post_id, price_micros) where remote_id is null and price_micros is not null`,
  `alter table deliveries add column price_micros bigint`,
  `update deliveries set price_micros = (
    select price_micros from parts where parts.post_id = deliveries.post_id and parts.position = deliveries.position)`,
  `create index deliveries_paid on deliveries (account_id, state, intent_at, price_micros)`,
  `drop index articles_by_time`,
  `create index articles_by_time on articles (first_seen_at, id)`,
  `alter table articles add column title text not null default ''`,
  `create index events_by_kind on events (kind, at, id) where actor_id is not null`,
];

interface SearchedColumn {
  readonly table: string;
  readonly owner: string;
  /** Where an owner has several texts: which one. */
  readonly position: string;
  readonly text: string;
}

const SEARCHED: readonly SearchedColumn[] = [
  { table: 'parts', owner: 'post_id', position: 'position', text: 'text' },
  { table: 'articles', owner: 'id', position: '0', text: 'title_words' },
];

/**
 * An index of every three letters in a row (https://www.sqlite.org/fts5.html#the_trigram_tokenizer). It knows texts by a
 * number: rows of a table without one get other numbers by VACUUM. Two spaces at the end make three letters of the last.
 */
function searchOnSqlite({ table, owner, position, text }: SearchedColumn): readonly string[] {
  const placeIn = (row: string) => (position === '0' ? position : `${row}.${position}`);
  const numberOf = (row: string) =>
    `(select number from ${table}_numbers where owner = ${row}.${owner} and position = ${placeIn(row)})`;
  return [
    `create table ${table}_numbers (
      number integer primary key, owner text not null, position integer not null, unique (owner, position))`,
    `create virtual table ${table}_words using fts5 (words, content = '', contentless_delete = 1, tokenize = 'trigram')`,
    `create virtual table ${table}_letters using fts5vocab (${table}_words, row)`,
    `create trigger ${table}_written after insert on ${table} begin
      insert into ${table}_numbers (owner, position) values (new.${owner}, ${placeIn('new')});
      insert into ${table}_words (rowid, words) values (${numberOf('new')}, new.${text} || '  ');
    end`,
    `create trigger ${table}_rewritten after update of ${text} on ${table} when old.${text} <> new.${text} begin
      update ${table}_words set words = new.${text} || '  ' where rowid = ${numberOf('new')};
    end`,
    `create trigger ${table}_erased after delete on ${table} begin
      delete from ${table}_words where rowid = ${numberOf('old')};
      delete from ${table}_numbers where owner = old.${owner} and position = ${placeIn('old')};
    end`,
    `insert into ${table}_numbers (owner, position) select ${owner}, ${position} from ${table}`,
    `insert into ${table}_words (rowid, words) select ${numberOf(table)}, ${text} || '  ' from ${table}`,
  ];
}

/** Where the extension may not be had, searches take longer: https://www.postgresql.org/docs/current/pgtrgm.html */
function searchOnPostgres({ table, text }: SearchedColumn): readonly string[] {
  return [
    `do $$ begin create extension if not exists pg_trgm; exception when others then null; end $$`,
    `do $$ begin
      if exists (select from pg_extension where extname = 'pg_trgm') then
        create index ${table}_by_words on ${table} using gin (lower(${text}) gin_trgm_ops);
      end if;
    end $$`,
  ];
}

const ARTICLES_AT_ONCE = 500;

async function fillTitles(db: Kysely<{ articles: { id: string; content: string; title: string } }>): Promise<void> {
  let last = '';
  for (;;) {
    const rows = await db
      .selectFrom('articles')
      .select(['id', 'content'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(ARTICLES_AT_ONCE)
      .execute();
    for (const { id, content } of rows) {
      const { title } = JSON.parse(content) as { title: string };
      await db.updateTable('articles').set({ title }).where('id', '=', id).execute();
    }
    const [end] = rows.slice(-1);
    if (end === undefined || rows.length < ARTICLES_AT_ONCE) return;
    last = end.id;
  }
}
