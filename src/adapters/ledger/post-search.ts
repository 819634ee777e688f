import { sql, type ExpressionBuilder, type SelectQueryBuilder } from 'kysely';
import type { Page, PageWish, PostSearch } from '../../application/ports/desk-ledger.js';
import type { Post, PostState } from '../../domain/post.js';
import type { LedgerContext } from './ledger-context.js';
import { contains, readCursor, toPage, type Place } from './pages.js';
import { readPosts } from './post-queries.js';
import type { LedgerTables, PostRow } from './schema.js';

type Query = SelectQueryBuilder<LedgerTables, 'posts', PostRow>;

export async function searchPosts(
  context: LedgerContext,
  search: PostSearch,
  { cursor, limit }: PageWish,
): Promise<Page<Post>> {
  const found = narrow(context.engine.db.selectFrom('posts').selectAll('posts'), search);
  const rows = await inOrder(found, search.sort, readCursor(cursor))
    .limit(limit + 1)
    .execute();
  const posts = await readPosts(context, rows.slice(0, limit));
  return toPage(rows, limit, ({ next_at, id }) => [next_at, id], posts);
}

function narrow(query: Query, search: PostSearch): Query {
  const { states, accountId, network, template, articleId, groupId, writtenBy, from, to, words } = search;
  let found = query;
  if (states !== undefined) found = found.where('posts.state', 'in', states);
  if (accountId !== undefined) found = found.where('posts.account_id', '=', accountId);
  if (network !== undefined)
    found = found.where('posts.account_id', 'in', (eb) =>
      eb.selectFrom('accounts').select('id').where('network', '=', network),
    );
  if (template !== undefined)
    found =
      template === 'none' ? found.where('posts.template', 'is', null) : found.where('posts.template', '=', template);
  if (articleId !== undefined) found = found.where('posts.article_id', '=', articleId);
  if (groupId !== undefined) found = found.where('posts.group_id', '=', groupId);
  if (writtenBy !== undefined) found = found.where('posts.written_by', '=', writtenBy);
  if (from !== undefined) found = found.where('posts.next_at', '>=', from.getTime());
  if (to !== undefined) found = found.where('posts.next_at', '<', to.getTime());
  return words === undefined ? found : found.where((eb) => says(eb, words));
}

function says(eb: ExpressionBuilder<LedgerTables, 'posts'>, words: string) {
  return eb.exists(
    eb
      .selectFrom('parts')
      .select('parts.post_id')
      .whereRef('parts.post_id', '=', 'posts.id')
      .where(contains(sql.ref('parts.text'), words)),
  );
}

function inOrder(query: Query, sort: PostSearch['sort'], after: Place | null): Query {
  // Ids are in the order of their making.
  if (sort === '-created')
    return (after === null ? query : query.where('posts.id', '<', after[1])).orderBy('posts.id', 'desc');
  const direction = sort === 'next' ? 'asc' : 'desc';
  const sorted = query.orderBy('posts.next_at', direction).orderBy('posts.id', direction);
  if (after === null) return sorted;
  const beyond = sort === 'next' ? '>' : '<';
  return sorted.where((eb) => eb(eb.refTuple('posts.next_at', 'posts.id'), beyond, eb.tuple(...after)));
}

export async function countPosts({
  engine,
}: LedgerContext): Promise<readonly { readonly state: PostState; readonly count: number }[]> {
  const rows = await engine.db
    .selectFrom('posts')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return rows.map(({ state, count }) => ({ state: state as PostState, count }));
}
