import type { Ledger } from '../../application/ports/ledger.js';
import { mergeArticle } from '../../application/merge-article.js';
import { NOT_POSTED } from '../../application/not-posted.js';
import type { Article, ArticleOrigin, PublishWish } from '../../domain/article.js';
import type { Sighting } from '../../domain/source.js';
import { titleWords } from '../../domain/title-likeness.js';
import { insertRevision } from './article-revisions.js';
import { findAlike } from './find-alike.js';
import { compiledOnce, insertIfNew, insertRow, updateRows } from './compiled-once.js';
import { embargoColumns, keepEmbargo, tellEmbargoChange } from './keep-embargo.js';
import { inTransaction, lockNames, isPostgres, writeEvent, type LedgerContext } from './ledger-context.js';
import { newId } from './new-id.js';
import { parseArticle, toRecordedArticle, type Tx } from './rows.js';
import type { ArticleRow, SightingRow } from './schema.js';
import { findSighting, isOlderVersion, writeSighting } from './sighting-queries.js';
import { readHashes } from './source-rows.js';
import { takeForNews } from './take-for-news.js';
import { markOutdated } from './told-revisions.js';

/** An article as it comes, before anybody knows whether it is known. */
interface Arrival {
  readonly article: Article;
  readonly origin: ArticleOrigin;
  readonly wish: PublishWish | null;
  readonly sighting: Sighting | null;
}

const NO_EMBARGO = { embargo_until: null, embargo_ask: null, embargo_lifted: null };

export function recordArticle(
  context: LedgerContext,
  article: Article,
  keys: readonly string[],
  origin: ArticleOrigin,
  wish: PublishWish | null,
  sighting: Sighting | null = null,
): ReturnType<Ledger['recordArticle']> {
  const arrival = { article, origin, wish, sighting };
  return inTransaction(context, async (tx) => {
    await lockKeys(context, tx, keys, sighting);
    const known = await findByKeys(context, tx, keys, sighting);
    const seenBefore = sighting === null || known === null ? null : await findSighting(tx, sighting);
    const row = known ?? (await insertArticle(context, tx, arrival));
    for (const key of keys) await insertIfNew(tx, 'article_keys', { key, article_id: row.id });
    if (isOlderVersion(sighting, seenBefore)) return { ...toRecordedArticle(row), change: 'none' as const };
    if (sighting !== null) await writeSighting(context, tx, row.id, sighting, seenBefore);
    if (known === null) return { ...toRecordedArticle(row), change: 'new' as const };
    if (sighting === null || seenBefore !== null) return update(context, tx, known, arrival, seenBefore);
    return seeElsewhere(context, tx, known, arrival, sighting);
  });
}

/** The first time that this source shows what others have brought. */
async function seeElsewhere(
  context: LedgerContext,
  tx: Tx,
  known: ArticleRow,
  arrival: Arrival,
  sighting: Sighting,
): ReturnType<Ledger['recordArticle']> {
  const news = await takeForNews(context, tx, known, sighting);
  const told = news === null ? sighting.told : `${sighting.told}; it is news here, and is posted`;
  const where = { article_id: known.id, source_id: sighting.sourceId };
  await writeEvent(context, tx, { kind: 'article-seen-again', detail: told, ...where });
  const updated = await update(context, tx, news ?? known, arrival, null);
  return news === null ? updated : { ...updated, change: 'new' as const };
}

/** What is known of the article becomes what it is now: a person's file but for the embargo, a source's words merged. */
async function update(
  context: LedgerContext,
  tx: Tx,
  known: ArticleRow,
  { article, wish, sighting }: Arrival,
  seenBefore: SightingRow | null,
): ReturnType<Ledger['recordArticle']> {
  const wished = wish === null ? known : await keepWish(tx, known, wish);
  const before = seenBefore === null ? null : readHashes(seenBefore.hashes);
  const said = parseArticle(known.content);
  const now = keepEmbargo(known, said, sighting === null ? article : mergeArticle(said, article, before), sighting);
  const content = JSON.stringify(now);
  if (withoutDates(known.content) === withoutDates(content))
    return { ...toRecordedArticle(wished), change: 'none' as const };
  const changed = await addRevision(context, tx, wished, now, sighting);
  return { ...toRecordedArticle(changed), change: 'changed' as const };
}

/**
 * Two sources that bring one new article at the same instant take turns, and so do all whose titles are compared. Locks
 * are taken in one order everywhere, so that nobody waits in a circle.
 */
async function lockKeys(
  context: LedgerContext,
  tx: Tx,
  keys: readonly string[],
  sighting: Sighting | null,
): Promise<void> {
  await lockNames(context, tx, keys);
  if (sighting !== null) await lockNames(context, tx, ['titles']);
}

/** The older of all that any key names: one article that came in under two names stays two in the ledger. */
async function findByKeys(
  context: LedgerContext,
  tx: Tx,
  keys: readonly string[],
  sighting: Sighting | null,
): Promise<ArticleRow | null> {
  const [oldest, ...others] = await lockedByKeys(tx, keys);
  if (oldest === undefined) return null;
  for (const other of others)
    await writeEvent(context, tx, {
      kind: 'article-keys-collide',
      article_id: oldest.id,
      source_id: sighting?.sourceId ?? null,
      detail: `what was taken for another article, ${other.id}, has its keys too: the older counts`,
    });
  return oldest;
}

// Locked, since another source may know the article by another key.
const lockedByKeys = compiledOnce((db, keys: readonly string[]) =>
  db
    .selectFrom('articles')
    .selectAll()
    .where('id', 'in', (eb) => eb.selectFrom('article_keys').select('article_id').where('key', 'in', keys))
    .orderBy('first_seen_at')
    .orderBy('id')
    .$if(isPostgres(db), (query) => query.forUpdate()),
);

async function insertArticle(context: LedgerContext, tx: Tx, arrival: Arrival): Promise<ArticleRow> {
  const { article, origin, wish, sighting } = arrival;
  const now = context.clock.now().getTime();
  const notPosted = sighting?.notPosted ?? null;
  const words = titleWords(article.title);
  const alike = sighting === null || notPosted !== null ? null : await findAlike(tx, words, now, null);
  const row: ArticleRow = {
    id: newId(now),
    origin,
    revision: 1,
    content: JSON.stringify(article),
    first_seen_at: now,
    planned_at: notPosted === null ? null : now,
    wish: writeWish(wish),
    title: article.title,
    title_words: words,
    not_posted: notPosted,
    alike_to: alike,
    ...embargoColumns(NO_EMBARGO, article),
    page: null,
    same_as: null,
    withdrawn: null,
  };
  await insertRow(tx, 'articles', row);
  await insertRevision(tx, row, now);
  await tellRecorded(context, tx, row, sighting);
  return row;
}

async function tellRecorded(
  context: LedgerContext,
  tx: Tx,
  { id, origin, alike_to }: ArticleRow,
  sighting: Sighting | null,
): Promise<void> {
  const tell = (kind: string, detail: string) =>
    writeEvent(context, tx, { kind, article_id: id, source_id: sighting?.sourceId ?? null, detail });
  const notPosted = sighting?.notPosted ?? null;
  const why = notPosted === null ? '' : `, not posted: ${NOT_POSTED[notPosted]}`;
  await tell('article-recorded', `${sighting?.told ?? origin}${why}`);
  if (alike_to !== null) await tell('article-held-alike', alike_to);
}

/** A date that was bumped, or set to the hour of arrival, makes no new revision. */
function withoutDates(content: string): string {
  const fields = Object.entries({ ...(JSON.parse(content) as object), publishedAt: null, updatedAt: null });
  // What the ledger read and writes again may have its fields in another order.
  return JSON.stringify(fields.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The latest wish of a person counts, while nothing is planned. */
async function keepWish(tx: Tx, known: ArticleRow, wish: PublishWish): Promise<ArticleRow> {
  const row = { ...known, wish: writeWish(wish) };
  await updateRows(tx, 'articles', { id: known.id }, { wish: row.wish });
  return row;
}

function writeWish(wish: PublishWish | null): string | null {
  return wish === null ? null : JSON.stringify(wish);
}

async function addRevision(
  context: LedgerContext,
  tx: Tx,
  known: ArticleRow,
  article: Article,
  sighting: Sighting | null,
): Promise<ArticleRow> {
  const change = {
    content: JSON.stringify(article),
    revision: known.revision + 1,
    title: article.title,
    title_words: titleWords(article.title),
    ...embargoColumns(known, article),
  };
  const row = { ...known, ...change };
  await updateRows(tx, 'articles', { id: row.id }, change);
  const now = context.clock.now().getTime();
  await insertRevision(tx, row, now);
  await markOutdated(tx, row.id, now);
  await writeEvent(context, tx, {
    kind: 'article-changed',
    article_id: row.id,
    source_id: sighting?.sourceId ?? null,
    detail: `revision ${row.revision}`,
  });
  await tellEmbargoChange(context, tx, known, row, sighting);
  return row;
}
