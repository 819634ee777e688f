import type { ArticleId, ArticlePage, ArticleWarning, RecordedArticle } from '../../domain/article.js';
import { areAlike } from '../../domain/title-likeness.js';
import { ALIKE_WITHIN_MS } from './find-alike.js';
import { inTransaction, lockNames, writeEvent, type LedgerContext } from './ledger-context.js';
import { parseArticle, toRecordedArticle, type Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

/** Whoever reads the page first is believed: all who plan the article then plan the same. */
export function savePage(
  context: LedgerContext,
  id: ArticleId,
  page: ArticlePage,
  canonicalKey: string | null,
): Promise<RecordedArticle> {
  return inTransaction(context, async (tx) => {
    if (canonicalKey !== null) await lockNames(context, tx, [canonicalKey]);
    const row = await readArticle(tx, id);
    if (row.same_as !== null) return toRecordedArticle(await readArticle(tx, row.same_as));
    if (row.page !== null || row.planned_at !== null) return toRecordedArticle(row);
    const original = canonicalKey === null ? null : await findOther(tx, id, canonicalKey);
    if (original !== null && (page.url !== null || tellTheSame(row, original)))
      return becomeOther(context, tx, row, original);
    if (page.url !== null && canonicalKey !== null) await addKey(tx, id, canonicalKey);
    const warnings = original === null ? page.warnings : [...page.warnings, claimsToBe(original)];
    const change = { page: JSON.stringify({ ...page, warnings }) };
    await tx.updateTable('articles').set(change).where('id', '=', id).execute();
    return toRecordedArticle({ ...row, ...change });
  });
}

function readArticle(tx: Tx, id: ArticleId): Promise<ArticleRow> {
  return tx.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function findOther(tx: Tx, id: ArticleId, key: string): Promise<ArticleRow | null> {
  const row = await tx
    .selectFrom('articles')
    .selectAll('articles')
    .innerJoin('article_keys', 'article_keys.article_id', 'articles.id')
    .where('article_keys.key', '=', key)
    .where('articles.id', '<>', id)
    .executeTakeFirst();
  return row ?? null;
}

/** A site may give one address to all its pages: then its word alone would make one article of all that it publishes. */
function tellTheSame(row: ArticleRow, original: ArticleRow): boolean {
  const apartMs = Math.abs(row.first_seen_at - original.first_seen_at);
  return apartMs < ALIKE_WITHIN_MS && areAlike(row.title_words, original.title_words);
}

function claimsToBe(original: ArticleRow): ArticleWarning {
  const { title } = parseArticle(original.content);
  return {
    code: 'foreign-canonical',
    message: `its page says that it is article ${original.id}, “${title}”: it is posted as another one all the same`,
  };
}

async function addKey(tx: Tx, id: ArticleId, key: string): Promise<void> {
  await tx
    .insertInto('article_keys')
    .values({ key, article_id: id })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** All keys lead to the other one from now on, and there is nothing left to plan. */
async function becomeOther(
  context: LedgerContext,
  tx: Tx,
  row: ArticleRow,
  original: ArticleRow,
): Promise<RecordedArticle> {
  await tx.updateTable('article_keys').set({ article_id: original.id }).where('article_id', '=', row.id).execute();
  await tx
    .updateTable('articles')
    .set({ same_as: original.id, planned_at: context.clock.now().getTime() })
    .where('id', '=', row.id)
    .execute();
  await writeEvent(context, tx, {
    kind: 'article-known',
    article_id: row.id,
    detail: `its page says that it is article ${original.id}`,
  });
  return toRecordedArticle(original);
}
