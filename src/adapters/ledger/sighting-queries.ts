import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ItemKeys } from '../../application/ports/source-ledger.js';
import type { KnownItem, Sighting } from '../../domain/source.js';
import type { LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { LedgerTables, SightingRow } from './schema.js';
import { readHashes } from './source-rows.js';

/** One query for what the source has shown before, which is nearly everything, and two for the rest. */
export async function findKnownItems(
  { engine }: LedgerContext,
  sourceId: string,
  items: readonly ItemKeys[],
): Promise<readonly KnownItem[]> {
  const { db, kind } = engine;
  const among = (values: readonly string[]) => listed(kind, values);
  const sightings = await findSightings(db, sourceId, among(items.map((item) => item.itemKey)));
  const unseen = items.filter((item) => !sightings.has(item.itemKey));
  const articles = unseen.length === 0 ? new Map<string, string>() : await findKeys(db, among(unseen.flatMap(keysOf)));
  const titles =
    unseen.length === 0 ? new Set<string>() : await findTitles(db, among(unseen.map((item) => item.title)));
  return items.map(({ itemKey, keys, title }) => {
    const sighting = sightings.get(itemKey);
    const key = keys.find((each) => articles.has(each));
    return {
      hashes: sighting === undefined ? null : readHashes(sighting.hashes),
      articleId: sighting?.article_id ?? (key === undefined ? null : (articles.get(key) ?? null)),
      isTitleKnown: titles.has(title),
    };
  });
}

function keysOf(item: ItemKeys): readonly string[] {
  return item.keys;
}

/** As one parameter, however many there are: a query with a place for each is another query every time. */
function listed(kind: LedgerContext['engine']['kind'], values: readonly string[]): RawBuilder<string> {
  const json = JSON.stringify(values);
  return kind === 'sqlite'
    ? sql<string>`(select value from json_each(${json}))`
    : sql<string>`(select json_array_elements_text(${json}::json))`;
}

async function findSightings(
  db: Kysely<LedgerTables>,
  sourceId: string,
  itemKeys: RawBuilder<string>,
): Promise<ReadonlyMap<string, Pick<SightingRow, 'article_id' | 'hashes'>>> {
  const rows = await db
    .selectFrom('sightings')
    .select(['item_key', 'article_id', 'hashes'])
    .where('source_id', '=', sourceId)
    .where('item_key', 'in', itemKeys)
    .execute();
  return new Map(rows.map((row) => [row.item_key, row]));
}

async function findKeys(db: Kysely<LedgerTables>, keys: RawBuilder<string>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('article_keys').selectAll().where('key', 'in', keys).execute();
  return new Map(rows.map((row) => [row.key, row.article_id]));
}

async function findTitles(db: Kysely<LedgerTables>, titles: RawBuilder<string>): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('articles')
    .select('title_words')
    .where('title_words', 'in', titles)
    .where('title_words', '<>', '')
    .execute();
  return new Set(rows.map((row) => row.title_words));
}

export async function findSighting(tx: Tx, { sourceId, itemKey }: Sighting): Promise<SightingRow | null> {
  const row = await tx
    .selectFrom('sightings')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('item_key', '=', itemKey)
    .executeTakeFirst();
  return row ?? null;
}

export async function writeSighting(
  { clock }: LedgerContext,
  tx: Tx,
  articleId: string,
  { sourceId, itemKey, way, hashes }: Sighting,
): Promise<void> {
  const said = { article_id: articleId, hashes: JSON.stringify(hashes) };
  await tx
    .insertInto('sightings')
    .values({ source_id: sourceId, item_key: itemKey, first_seen_at: clock.now().getTime(), way, ...said })
    .onConflict((conflict) => conflict.columns(['source_id', 'item_key']).doUpdateSet(said))
    .execute();
}
