import type { CalendarEntry, CalendarSearch, Page } from '../../application/ports/desk-ledger.js';
import type { PostState } from '../../domain/post.js';
import { findPlaces } from './find-places.js';
import type { LedgerContext } from './ledger-context.js';
import { toPage } from './pages.js';
import { readScope } from './post-search.js';
import { keepsTime, toAccount, toDate } from './rows.js';

/** No more of each post than a calendar shows: it shows thousands. */
export async function listCalendar(
  { engine: { db } }: LedgerContext,
  search: CalendarSearch,
  limit: number,
): Promise<Page<CalendarEntry>> {
  const scope = await readScope(db, { ...search, sort: 'next' });
  const places = findPlaces(db, scope, { after: null, count: limit + 1 });
  if (places === null) return { items: [], next: null };
  const accounts = new Map(
    (await db.selectFrom('accounts').selectAll().execute()).map((row) => [row.id, toAccount(row)]),
  );
  const rows = await db
    .selectFrom(places.as('places'))
    .innerJoin('posts', 'posts.id', 'places.id')
    .innerJoin('parts', 'parts.post_id', 'posts.id')
    .select(['posts.id', 'posts.revision', 'posts.state', 'posts.account_id', 'posts.article_id', 'posts.group_id'])
    .select(['posts.due_at', 'posts.keeps_time', 'posts.next_at', 'posts.published_at'])
    .select(['parts.text', 'parts.link', 'parts.remote_id'])
    .where('parts.position', '=', 0)
    .orderBy('posts.next_at')
    .orderBy('posts.id')
    .execute();
  const entries = rows.flatMap((row) => {
    const account = accounts.get(row.account_id);
    if (account === undefined) return [];
    const { id, revision, text, link } = row;
    return {
      id,
      revision,
      account,
      text,
      link,
      state: row.state as PostState,
      articleId: row.article_id,
      groupId: row.group_id,
      keepsTime: keepsTime(row),
      nextAt: new Date(row.next_at),
      publishedAt: toDate(row.published_at),
      hasBegun: row.remote_id !== null,
    };
  });
  return toPage(rows, limit, ({ next_at, id }) => [next_at, id], entries);
}
