import { sql, type Kysely, type RawBuilder } from 'kysely';
import { isPostgres } from './ledger-context.js';
import { contains } from './pages.js';
import type { LedgerTables } from './schema.js';

/** A text that can be searched, and whose it is: migration 0008 has made its index. */
interface SearchedColumn {
  readonly table: 'parts' | 'articles';
  readonly owner: string;
  readonly text: string;
}

export const PART_TEXTS: SearchedColumn = { table: 'parts', owner: 'post_id', text: 'text' };
export const TITLES: SearchedColumn = { table: 'articles', owner: 'id', text: 'title_words' };

/** As many as are put into order within some milliseconds. */
const MOST_NAMED = 2_000;
/** SQLite's index knows three letters in a row. */
const LETTERS = 3;

/** Whose texts have the words in them; null where that are too many to name: then whoever looks finds some soon. */
export async function findTexts(
  db: Kysely<LedgerTables>,
  column: SearchedColumn,
  words: string,
): Promise<readonly string[] | null> {
  const found = isPostgres(db) ? onPostgres(column, words) : onSqlite(column, words);
  if (found === null) return null;
  const { rows } = await sql<{ owner: string }>`${found} limit ${MOST_NAMED + 1}`.execute(db);
  return rows.length > MOST_NAMED ? null : [...new Set(rows.map(({ owner }) => owner))];
}

function onPostgres({ table, owner, text }: SearchedColumn, words: string): RawBuilder<unknown> {
  return sql`select ${sql.ref(owner)} as owner from ${sql.table(table)} where ${contains(sql.ref(text), words)}`;
}

function onSqlite({ table }: SearchedColumn, words: string): RawBuilder<unknown> | null {
  const length = Array.from(words).length;
  if (length < LETTERS - 1) return null;
  const index = sql.table(`${table}_words`);
  const numbers = sql.table(`${table}_numbers`);
  const wanted = length < LETTERS ? threeLettersFrom(table, words) : sql`${`"${words.replaceAll('"', '""')}"`}`;
  return sql`select owner from ${index} join ${numbers} on number = ${index}.rowid where ${index} match ${wanted}`;
}

/** Any of the three letters in the index that begin with these two; where there are none, what nothing matches. */
function threeLettersFrom(table: string, two: string): RawBuilder<unknown> {
  const begin = two.toLowerCase();
  const quoted = sql`'"' || replace(term, '"', '""') || '"'`;
  return sql`(select coalesce(group_concat(${quoted}, ' OR '), '""') from ${sql.table(`${table}_letters`)}
    where term >= ${begin} and term < ${`${begin}\u{10ffff}`})`;
}
