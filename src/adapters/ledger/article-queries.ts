import type { ArticleId, RecordedArticle } from '../../domain/article.js';
import { compiledOnce } from './compiled-once.js';
import type { LedgerContext } from './ledger-context.js';
import { toRecordedArticle } from './rows.js';

export async function findArticleByKeys(
  { engine }: LedgerContext,
  keys: readonly string[],
): Promise<RecordedArticle | null> {
  const row = await engine.db
    .selectFrom('articles')
    .selectAll()
    .where('id', 'in', (eb) => eb.selectFrom('article_keys').select('article_id').where('key', 'in', keys))
    .orderBy('first_seen_at')
    .orderBy('id')
    .executeTakeFirst();
  return row === undefined ? null : toRecordedArticle(row);
}

export async function findArticle({ engine }: LedgerContext, id: ArticleId): Promise<RecordedArticle | null> {
  const row = await engine.db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRecordedArticle(row);
}

export async function listUnplannedArticles({ engine }: LedgerContext): Promise<readonly RecordedArticle[]> {
  return (await unplannedArticles(engine.db)).map(toRecordedArticle);
}

const unplannedArticles = compiledOnce((db) =>
  db
    .selectFrom('articles')
    .selectAll()
    .where('planned_at', 'is', null)
    .orderBy('first_seen_at')
    .orderBy('id')
    .limit(100),
);

export async function listNewestArticles(
  { engine }: LedgerContext,
  count: number,
): Promise<readonly RecordedArticle[]> {
  const rows = await engine.db
    .selectFrom('articles')
    .selectAll()
    .orderBy('first_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map(toRecordedArticle);
}

export async function hasArticles({ engine }: LedgerContext): Promise<boolean> {
  return (await engine.db.selectFrom('articles').select('id').limit(1).executeTakeFirst()) !== undefined;
}
