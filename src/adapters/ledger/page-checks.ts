import type { PageToAsk } from '../../application/ports/ledger.js';
import { NO_ANSWER, type PageHistory, type PageSettlement } from '../../domain/page-check.js';
import { compiledOnce } from './compiled-once.js';
import type { LedgerContext } from './ledger-context.js';
import { toRecordedArticle, type Tx } from './rows.js';
import type { ArticleRow, PartRow, PostRow } from './schema.js';

/** Where the post leads: to its article, else to what an editor links to. Null after the first part, and without a link. */
export async function findPage(
  tx: Tx,
  post: PostRow,
  part: PartRow,
  articles: readonly ArticleRow[],
): Promise<PageToAsk | null> {
  if (part.position > 0) return null;
  const told = articles.filter(({ id }) => post.article_id === null || post.article_id === id);
  const ofArticle = told.map((row) => toRecordedArticle(row).article.url).find((url) => url !== null) ?? null;
  const address = ofArticle ?? (post.article_id === null ? part.link : null);
  if (address === null) return null;
  return {
    address,
    isArticle: ofArticle !== null,
    history: await readHistory(tx, post.id),
    expiresAt: post.expires_at === null ? null : new Date(post.expires_at),
  };
}

async function readHistory(tx: Tx, postId: string): Promise<PageHistory> {
  const [row] = await checksOf(tx, postId);
  if (row === undefined) return { pardoned: null, silentSince: null, tries: 0 };
  const { pardoned, finding, found_at, tries } = row;
  return finding === NO_ANSWER
    ? { pardoned, silentSince: new Date(found_at), tries }
    : { pardoned, silentSince: null, tries: 0 };
}

const checksOf = compiledOnce((db, postId: string) =>
  db.selectFrom('page_checks').selectAll().where('post_id', '=', postId),
);

/** The time is that of the first of several findings in a row that say the same. */
export async function rememberFinding(
  { clock }: LedgerContext,
  tx: Tx,
  postId: string,
  settlement: PageSettlement,
): Promise<void> {
  const finding = settlement.kind === 'held' ? settlement.finding : NO_ANSWER;
  const [before] = await checksOf(tx, postId);
  const isSame = before?.finding === finding;
  const row = {
    finding,
    found_at: isSame ? before.found_at : clock.now().getTime(),
    tries: isSame ? before.tries + 1 : 1,
    holds: settlement.kind === 'held' ? 1 : 0,
  };
  await tx
    .insertInto('page_checks')
    .values({ post_id: postId, pardoned: null, ...row })
    .onConflict((conflict) => conflict.column('post_id').doUpdateSet(row))
    .execute();
}

/** The post is held since its page did not answer in time. */
export async function rememberHold(tx: Tx, postId: string): Promise<void> {
  await tx.updateTable('page_checks').set({ holds: 1 }).where('post_id', '=', postId).execute();
}

/** A person lets a post go out that was held for its page: what was found does not hold it again. */
export async function pardonFinding(tx: Tx, postId: string): Promise<void> {
  await tx
    .updateTable('page_checks')
    .set((eb) => ({ pardoned: eb.ref('finding'), holds: 0 }))
    .where('post_id', '=', postId)
    .where('holds', '=', 1)
    .execute();
}
