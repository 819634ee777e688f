import { insertRow } from './compiled-once.js';
import type { Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

export async function insertRevision(tx: Tx, row: ArticleRow, recordedAt: number): Promise<void> {
  const { id: article_id, revision, content } = row;
  await insertRow(tx, 'article_revisions', { article_id, revision, content, recorded_at: recordedAt });
}
