import type { ArticleId } from '../../domain/article.js';
import { KawarabanError } from '../../domain/errors.js';
import type { PostId } from '../../domain/post.js';
import { compiledOnce, insertRow } from './compiled-once.js';
import { isPostgres, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

/** Locks the article's row, so that no change of it comes between what was read of it and what is written about it. */
export async function lockArticle(tx: Tx, id: ArticleId): Promise<ArticleRow> {
  const [row] = await lockedArticle(tx, id);
  if (row === undefined)
    throw new KawarabanError('KWB_NOT_FOUND', `there is no article ${id}: GET /api/articles lists them`);
  return row;
}

const lockedArticle = compiledOnce((db, id: string) =>
  db
    .selectFrom('articles')
    .selectAll()
    .where('id', '=', id)
    .$if(isPostgres(db), (query) => query.forUpdate()),
);

/** A post that was planned from an older revision is outdated from its beginning. */
export async function rememberTold(
  { clock }: LedgerContext,
  tx: Tx,
  postId: PostId,
  revision: number,
  article: ArticleRow,
): Promise<void> {
  const isOutdated = revision < article.revision;
  await insertRow(tx, 'told_revisions', {
    post_id: postId,
    revision,
    approved_at: null,
    follow_at: isOutdated ? clock.now().getTime() : null,
    tries: 0,
    token: null,
    lease_until: null,
  });
}

/** The article has a new revision: all its posts are to be looked at. */
export async function markOutdated(tx: Tx, articleId: ArticleId, now: number): Promise<void> {
  await tx
    .updateTable('told_revisions')
    .set({ follow_at: now, tries: 0 })
    .where('post_id', 'in', (eb) => eb.selectFrom('posts').select('id').where('article_id', '=', articleId))
    .execute();
}

/** A person read what the post says: other words need another person's yes. */
export async function rememberApproval(tx: Tx, postId: PostId, now: Date): Promise<void> {
  await tx.updateTable('told_revisions').set({ approved_at: now.getTime() }).where('post_id', '=', postId).execute();
}
