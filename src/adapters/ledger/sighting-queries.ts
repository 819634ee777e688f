import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ItemKeys, ItemSaid } from '../../application/ports/source-ledger.js';
import { isOlder, newestOf, type SaidAt } from '../../domain/said-at.js';
import type { KnownItem, Sighting } from '../../domain/source.js';
import { compiledOnce, insertIfNew, updateRows } from './compiled-once.js';
import { inLightTransaction, isPostgres, type LedgerContext } from './ledger-context.js';
import { toDate, type Tx } from './rows.js';
import type { LedgerTables, SightingRow } from './schema.js';
import { readHashes } from './source-rows.js';

/** One query for what the source has shown before, which is nearly everything, and two for the rest. */
export async function findKnownItems(
  { engine }: LedgerContext,
  sourceId: string,
  items: readonly ItemKeys[],
): Promise<readonly KnownItem[]> {
  const { db } = engine;
  const sightings = await findSightings(
    db,
    sourceId,
    items.map((item) => item.itemKey),
  );
  const unseen = items.filter((item) => !sightings.has(item.itemKey));
  const articles = unseen.length === 0 ? new Map<string, string>() : await findKeys(db, unseen.flatMap(keysOf));
  const titles =
    unseen.length === 0
      ? new Set<string>()
      : await findTitles(
          db,
          unseen.map((item) => item.title),
        );
  return items.map(({ itemKey, keys, title }) => {
    const sighting = sightings.get(itemKey);
    const key = keys.find((each) => articles.has(each));
    return {
      hashes: sighting === undefined ? null : readHashes(sighting.hashes),
      saidAt: sighting === undefined ? null : saidAtOf(sighting),
      articleId: sighting?.article_id ?? (key === undefined ? null : (articles.get(key) ?? null)),
      isTitleKnown: titles.has(title),
    };
  });
}

function keysOf(item: ItemKeys): readonly string[] {
  return item.keys;
}

/** As one parameter, however many there are: a query with a place for each is another query every time. */
function listed(db: Kysely<LedgerTables>, json: string): RawBuilder<string> {
  return isPostgres(db)
    ? sql<string>`(select json_array_elements_text(${json}::json))`
    : sql<string>`(select value from json_each(${json}))`;
}

async function findSightings(
  db: Kysely<LedgerTables>,
  sourceId: string,
  itemKeys: readonly string[],
): Promise<ReadonlyMap<string, Omit<SightingRow, 'source_id' | 'first_seen_at' | 'way'>>> {
  const rows = await sightingsAmong(db, sourceId, JSON.stringify(itemKeys));
  return new Map(rows.map((row) => [row.item_key, row]));
}

const sightingsAmong = compiledOnce((db, sourceId: string, json: string) =>
  db
    .selectFrom('sightings')
    .select(['item_key', 'article_id', 'hashes', 'updated_at', 'sent_at'])
    .where('source_id', '=', sourceId)
    .where('item_key', 'in', listed(db, json)),
);

async function findKeys(db: Kysely<LedgerTables>, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map((await keysAmong(db, JSON.stringify(keys))).map((row) => [row.key, row.article_id]));
}

const keysAmong = compiledOnce((db, json: string) =>
  db.selectFrom('article_keys').selectAll().where('key', 'in', listed(db, json)),
);

async function findTitles(db: Kysely<LedgerTables>, titles: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await titlesAmong(db, JSON.stringify(titles))).map((row) => row.title_words));
}

const titlesAmong = compiledOnce((db, json: string) =>
  db
    .selectFrom('articles')
    .select('title_words')
    .where('title_words', 'in', listed(db, json))
    .where('title_words', '<>', ''),
);

export async function hasShown({ engine }: LedgerContext, sourceId: string, count: number): Promise<boolean> {
  const query = engine.db.selectFrom('sightings').select('item_key').where('source_id', '=', sourceId).limit(count);
  return (await query.execute()).length === count;
}

export async function findSighting(tx: Tx, { sourceId, itemKey }: Sighting): Promise<SightingRow | null> {
  const [row] = await sightingsOf(tx, sourceId, itemKey);
  return row ?? null;
}

// Locked, since a hub may deliver it while it is polled.
const lockedSightingOf = compiledOnce((db, sourceId: string, itemKey: string) =>
  db
    .selectFrom('sightings')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('item_key', '=', itemKey)
    .$if(isPostgres(db), (query) => query.forUpdate()),
);

const sightingsOf = compiledOnce((db, sourceId: string, itemKey: string) =>
  db.selectFrom('sightings').selectAll().where('source_id', '=', sourceId).where('item_key', '=', itemKey),
);

/** `before`: what the source said of it until now. */
export async function writeSighting(
  { clock }: LedgerContext,
  tx: Tx,
  articleId: string,
  { sourceId, itemKey, way, hashes, saidAt }: Sighting,
  before: SightingRow | null,
): Promise<void> {
  const key = { source_id: sourceId, item_key: itemKey };
  const newest = before === null ? saidAt : newestOf(saidAtOf(before), saidAt);
  const said = { article_id: articleId, hashes: JSON.stringify(hashes), ...writeSaidAt(newest) };
  const isNew = await insertIfNew(tx, 'sightings', { ...key, first_seen_at: clock.now().getTime(), way, ...said });
  if (!isNew) await updateRows(tx, 'sightings', key, said);
}

export async function noteSaid(context: LedgerContext, sourceId: string, items: readonly ItemSaid[]): Promise<void> {
  if (items.length === 0) return;
  await inLightTransaction(context, async (tx) => {
    // In one order everywhere, so that nobody waits in a circle.
    for (const { itemKey, saidAt } of items.toSorted((one, other) => (one.itemKey < other.itemKey ? -1 : 1))) {
      const [before] = await lockedSightingOf(tx, sourceId, itemKey);
      if (before === undefined) continue;
      const newest = writeSaidAt(newestOf(saidAtOf(before), saidAt));
      await updateRows(tx, 'sightings', { source_id: sourceId, item_key: itemKey }, newest);
    }
  });
}

/** What came after it counts; that it was seen is known already. */
export function isOlderVersion(sighting: Sighting | null, seenBefore: SightingRow | null): boolean {
  return sighting !== null && seenBefore !== null && isOlder(sighting.saidAt, saidAtOf(seenBefore));
}

function saidAtOf({ updated_at, sent_at }: Pick<SightingRow, 'updated_at' | 'sent_at'>): SaidAt {
  return { updatedAt: toDate(updated_at), sentAt: toDate(sent_at) };
}

function writeSaidAt({ updatedAt, sentAt }: SaidAt): Pick<SightingRow, 'updated_at' | 'sent_at'> {
  return { updated_at: updatedAt?.getTime() ?? null, sent_at: sentAt?.getTime() ?? null };
}
