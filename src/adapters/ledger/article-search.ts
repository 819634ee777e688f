import { sql } from 'kysely';
import type { Page, PageWish } from '../../application/ports/desk-ledger.js';
import type { ArticleId, RecordedArticle } from '../../domain/article.js';
import type { Post } from '../../domain/post.js';
import { titleWords } from '../../domain/title-likeness.js';
import { findTexts, TITLES } from './find-texts.js';
import type { LedgerContext } from './ledger-context.js';
import { contains, readCursor, toPage } from './pages.js';
import { readPosts } from './post-queries.js';
import { toRecordedArticle } from './rows.js';

export async function searchArticles(
  { engine }: LedgerContext,
  words: string | null,
  { cursor, limit }: PageWish,
): Promise<Page<RecordedArticle>> {
  const after = readCursor(cursor);
  let found = engine.db.selectFrom('articles').selectAll().where('same_as', 'is', null);
  if (words !== null) {
    const ids = await findTexts(engine.db, TITLES, titleWords(words));
    if (ids?.length === 0) return { items: [], next: null };
    found =
      ids === null ? found.where(contains(sql.ref('title_words'), titleWords(words))) : found.where('id', 'in', ids);
  }
  if (after !== null) found = found.where((eb) => eb(eb.refTuple('first_seen_at', 'id'), '<', eb.tuple(...after)));
  const rows = await found
    .orderBy('first_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(toRecordedArticle);
  return toPage(rows, limit, ({ first_seen_at, id }) => [first_seen_at, id], items);
}

export async function listTitles(
  { engine }: LedgerContext,
  ids: readonly ArticleId[],
): Promise<ReadonlyMap<ArticleId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await engine.db.selectFrom('articles').select(['id', 'title']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

export async function listPostsOf(context: LedgerContext, ids: readonly ArticleId[]): Promise<readonly Post[]> {
  if (ids.length === 0) return [];
  const rows = await context.engine.db
    .selectFrom('posts')
    .selectAll()
    .where('article_id', 'in', ids)
    .orderBy('id')
    .execute();
  return readPosts(context, rows);
}
