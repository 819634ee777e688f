import type { ArticlesBatch, GoesOn } from '../../../application/ports/article-source.js';
import type { Article } from '../../../domain/article.js';
import type { ReadFeed } from './read-feed.js';

type Page = Pick<ReadFeed, 'articles' | 'nextPage'>;

const MOST_PAGES = 3;

/**
 * A feed shows its newest few: of a burst that is longer, the rest is on the pages that follow, where it names them. They
 * are read until something is known. `fetchPage`: null where a page cannot be read.
 */
export async function readOn(
  batch: ArticlesBatch,
  firstNext: string | null,
  { goesOn, metAt }: { readonly goesOn: GoesOn; readonly metAt: Date | null },
  fetchPage: (address: string) => Promise<Page | null>,
): Promise<ArticlesBatch> {
  let older: readonly Article[] = [];
  let next = firstNext;
  for (let pages = 0; !(await goesOn([...batch.articles, ...older])); pages++) {
    const page = next === null || pages === MOST_PAGES ? null : await fetchPage(next);
    if (page === null) return withOlder(batch, older, metAt, ', nothing that was known: some may have been missed');
    older = [...older, ...page.articles];
    next = page.nextPage;
  }
  return withOlder(batch, older, metAt, '');
}

/** What came out before the source was met is no news, and was not shown then. */
function withOlder(batch: ArticlesBatch, older: readonly Article[], metAt: Date | null, said: string): ArticlesBatch {
  const since = older.filter(({ publishedAt }) => publishedAt !== null && metAt !== null && publishedAt >= metAt);
  const more = since.length === 0 ? '' : `, ${since.length} on further pages`;
  return { ...batch, articles: [...batch.articles, ...since], note: `${batch.note}${more}${said}` };
}
