import type { ArticleId } from '../../domain/article.js';
import { areAlike } from '../../domain/title-likeness.js';
import { compiledOnce } from './compiled-once.js';
import type { Tx } from './rows.js';

/** A column that returns every week with the same title is another article each time. */
export const ALIKE_WITHIN_MS = 3 * 24 * 3_600_000;

/** The first article of the last days whose title is like this one; `ownId`: the article's own, where it is recorded. */
export async function findAlike(
  tx: Tx,
  words: string,
  now: number,
  ownId: ArticleId | null,
): Promise<ArticleId | null> {
  if (words === '') return null;
  const recent = await titlesSince(tx, now - ALIKE_WITHIN_MS);
  return recent.find(({ id, title_words }) => id !== ownId && areAlike(title_words, words))?.id ?? null;
}

const titlesSince = compiledOnce((db, since: number) =>
  db
    .selectFrom('articles')
    .select(['id', 'title_words'])
    .where('first_seen_at', '>', since)
    .orderBy('first_seen_at')
    .orderBy('id'),
);
