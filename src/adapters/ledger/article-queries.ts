import { newId } from './new-id.js';
import type { Ledger } from '../../application/ports/ledger.js';
import type { Article, ArticleOrigin, PublishWish, RecordedArticle } from '../../domain/article.js';
import { inTransaction, lockNames, writeEvent, type LedgerContext } from './ledger-context.js';
import { toRecordedArticle, type Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

export function recordArticle(
  context: LedgerContext,
  article: Article,
  keys: readonly string[],
  origin: ArticleOrigin,
  wish: PublishWish | null,
): ReturnType<Ledger['recordArticle']> {
  return inTransaction(context, async (tx) => {
    await lockNames(context, tx, keys);
    const known = await lockByKeys(context, tx, keys);
    const content = JSON.stringify(article);
    const row = known ?? (await insertArticle(context, tx, content, origin, wish));
    await tx
      .insertInto('article_keys')
      .values(keys.map((key) => ({ key, article_id: row.id })))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    if (known === null) return { ...toRecordedArticle(row), change: 'new' as const };
    const wished = wish === null ? known : await keepWish(tx, known, wish);
    if (withoutDates(known.content) === withoutDates(content))
      return { ...toRecordedArticle(wished), change: 'none' as const };
    const changed = await addRevision(context, tx, wished, content);
    return { ...toRecordedArticle(changed), change: 'changed' as const };
  });
}

/** Its row is locked: another source may know the article by another key. */
async function lockByKeys({ engine }: LedgerContext, tx: Tx, keys: readonly string[]): Promise<ArticleRow | null> {
  const row = await tx
    .selectFrom('articles')
    .selectAll('articles')
    .innerJoin('article_keys', 'article_keys.article_id', 'articles.id')
    .where('article_keys.key', 'in', keys)
    .orderBy('articles.id')
    .$if(engine.kind === 'postgres', (query) => query.forUpdate('articles'))
    .executeTakeFirst();
  return row ?? null;
}

async function insertArticle(
  context: LedgerContext,
  tx: Tx,
  content: string,
  origin: ArticleOrigin,
  wish: PublishWish | null,
): Promise<ArticleRow> {
  const now = context.clock.now().getTime();
  const row: ArticleRow = {
    id: newId(now),
    origin,
    revision: 1,
    content,
    first_seen_at: now,
    planned_at: null,
    wish: writeWish(wish),
  };
  await tx.insertInto('articles').values(row).execute();
  await insertRevision(tx, row, now);
  await writeEvent(context, tx, { kind: 'article-recorded', article_id: row.id, detail: origin });
  return row;
}

/** A date that was bumped, or set to the hour of arrival, makes no new revision. */
function withoutDates(content: string): string {
  return JSON.stringify({ ...(JSON.parse(content) as object), publishedAt: null, updatedAt: null });
}

/** The latest wish of a person counts, while nothing is planned. */
async function keepWish(tx: Tx, known: ArticleRow, wish: PublishWish): Promise<ArticleRow> {
  const row = { ...known, wish: writeWish(wish) };
  await tx.updateTable('articles').set({ wish: row.wish }).where('id', '=', known.id).execute();
  return row;
}

function writeWish(wish: PublishWish | null): string | null {
  return wish === null ? null : JSON.stringify(wish);
}

async function addRevision(context: LedgerContext, tx: Tx, known: ArticleRow, content: string): Promise<ArticleRow> {
  const row = { ...known, content, revision: known.revision + 1 };
  await tx.updateTable('articles').set({ content, revision: row.revision }).where('id', '=', row.id).execute();
  await insertRevision(tx, row, context.clock.now().getTime());
  await writeEvent(context, tx, { kind: 'article-changed', article_id: row.id, detail: `revision ${row.revision}` });
  return row;
}

async function insertRevision(tx: Tx, row: ArticleRow, recordedAt: number): Promise<void> {
  await tx
    .insertInto('article_revisions')
    .values({ article_id: row.id, revision: row.revision, content: row.content, recorded_at: recordedAt })
    .execute();
}

export async function findArticle({ engine }: LedgerContext, id: string): Promise<RecordedArticle | null> {
  const row = await engine.db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRecordedArticle(row);
}

export async function listUnplannedArticles({ engine }: LedgerContext): Promise<readonly RecordedArticle[]> {
  const rows = await engine.db
    .selectFrom('articles')
    .selectAll()
    .where('planned_at', 'is', null)
    .orderBy('first_seen_at')
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map(toRecordedArticle);
}

export async function hasArticles({ engine }: LedgerContext): Promise<boolean> {
  return (await engine.db.selectFrom('articles').select('id').limit(1).executeTakeFirst()) !== undefined;
}
