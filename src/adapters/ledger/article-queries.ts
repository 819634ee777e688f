import type { ArticleId, RecordedArticle } from '../../domain/article.js';
import type { LedgerContext } from './ledger-context.js';
import { toRecordedArticle } from './rows.js';

export async function findArticle({ engine }: LedgerContext, id: ArticleId): Promise<RecordedArticle | null> {
  const row = await engine.db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRecordedArticle(row);
}

export async function listUnplannedArticles({ engine }: LedgerContext): Promise<readonly RecordedArticle[]> {
  const rows = await engine.db
    .selectFrom('articles')
    .selectAll()
    .where('planned_at', 'is', null)
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map(toRecordedArticle);
}

export async function hasArticles({ engine }: LedgerContext): Promise<boolean> {
  return (await engine.db.selectFrom('articles').select('id').limit(1).executeTakeFirst()) !== undefined;
}
