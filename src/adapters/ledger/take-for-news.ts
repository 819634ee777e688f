import type { Sighting } from '../../domain/source.js';
import { compiledOnce, updateRows } from './compiled-once.js';
import { findAlike } from './find-alike.js';
import { writeEvent, type LedgerContext } from './ledger-context.js';
import { parseArticle, type Tx } from './rows.js';
import type { ArticleRow } from './schema.js';

/**
 * An article that another source was met with is news all the same to a source that was met before it came out, and
 * shows it for the first time: it is to be planned then, as if the other source had not been there. Null = it stays as it
 * is. Once planned it has no `not_posted` any more, so that this happens once. The article's row is locked.
 */
export async function takeForNews(
  context: LedgerContext,
  tx: Tx,
  known: ArticleRow,
  sighting: Sighting,
): Promise<ArticleRow | null> {
  if (known.not_posted !== 'primed' || known.same_as !== null || known.wish !== null) return null;
  if (!isNewsOf(sighting, known) || (await hasPosts(tx, known.id))) return null;
  const alike = await findAlike(tx, known.title_words, context.clock.now().getTime(), known.id);
  const change = { not_posted: null, planned_at: null, alike_to: alike };
  await updateRows(tx, 'articles', { id: known.id }, change);
  if (alike !== null)
    await writeEvent(context, tx, {
      kind: 'article-held-alike',
      article_id: known.id,
      source_id: sighting.sourceId,
      detail: alike,
    });
  return { ...known, ...change };
}

/** An old article can bear a new date in one source; without any date nobody can tell that it is not old. */
function isNewsOf({ news }: Sighting, { content }: ArticleRow): boolean {
  if (news === null) return false;
  const dates = [news.publishedAt, parseArticle(content).publishedAt].filter((date) => date !== null);
  return dates.length > 0 && dates.every((date) => date >= news.since);
}

/** What a person has posted of it is a person's affair. */
async function hasPosts(tx: Tx, articleId: string): Promise<boolean> {
  return (await postsOf(tx, articleId)).length > 0;
}

const postsOf = compiledOnce((db, articleId: string) =>
  db.selectFrom('posts').select('id').where('article_id', '=', articleId).limit(1),
);
