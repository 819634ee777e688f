import { sql, type ExpressionBuilder, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { PostSearch } from '../../application/ports/desk-ledger.js';
import { POST_STATES, type PostId } from '../../domain/post.js';
import { contains, type Place } from './pages.js';
import type { LedgerTables } from './schema.js';

/** What is looked for, as far as it could be named beforehand. */
export interface SearchScope {
  readonly search: PostSearch;
  /** Null = all. */
  readonly accountIds: readonly string[] | null;
  /** Among these; null = among all. */
  readonly postIds: readonly PostId[] | null;
  /** What each post is still to be looked at for. */
  readonly words: string | null;
}

export interface PageOfPlaces {
  readonly after: Place | null;
  readonly count: number;
}

interface PostPlace {
  readonly id: PostId;
  readonly next_at: number;
}
type Query = SelectQueryBuilder<LedgerTables, 'posts', PostPlace>;

/** Where the posts of a page stand in their list: to be asked, or to be joined; null = there are none. */
export function findPlaces(
  db: Kysely<LedgerTables>,
  scope: SearchScope,
  page: PageOfPlaces,
): Pick<Query, 'execute' | 'as'> | null {
  const { search, accountIds, postIds } = scope;
  if (accountIds?.length === 0 || postIds?.length === 0) return null;
  const isOneWalk = postIds !== null || search.sort === '-created' || !isNarrow(scope);
  if (!isOneWalk) return inManyWalks(db, scope, page);
  return inOrder(narrow(db, scope, search.states ?? null, accountIds), scope, page);
}

function isNarrow({ search: { states, template, writtenBy }, accountIds }: SearchScope): boolean {
  return [states, template, writtenBy].some((wish) => wish !== undefined) || accountIds !== null;
}

/**
 * Each state of each account has its posts in the order of their times, in some index: the beginning of each such list
 * is taken, and the earliest of all of them is the page.
 */
function inManyWalks(db: Kysely<LedgerTables>, scope: SearchScope, page: PageOfPlaces): Pick<Query, 'execute' | 'as'> {
  const { states = POST_STATES, sort } = scope.search;
  const walks = states.flatMap((state) =>
    (scope.accountIds ?? [null]).map((accountId) => {
      const walk = narrow(db, scope, [state], accountId === null ? null : [accountId]);
      return db.selectFrom(inOrder(walk, scope, page).as('walk')).select(['id', 'next_at']);
    }),
  );
  const all = walks.reduce((union, walk) => union.unionAll(walk));
  const direction = sort === 'next' ? 'asc' : 'desc';
  return db
    .selectFrom(all.as('found'))
    .select(['id', 'next_at'])
    .orderBy('next_at', direction)
    .orderBy('id', direction)
    .limit(page.count);
}

function narrow(
  db: Kysely<LedgerTables>,
  { search: { template, writtenBy }, postIds, words }: SearchScope,
  states: readonly string[] | null,
  accountIds: readonly string[] | null,
): Query {
  let found: Query = db.selectFrom('posts').select(['posts.id', 'posts.next_at']);
  if (postIds !== null) found = found.where('posts.id', 'in', postIds);
  if (states !== null) found = found.where('posts.state', 'in', states);
  if (accountIds !== null) found = found.where('posts.account_id', 'in', accountIds);
  if (template !== undefined)
    found =
      template === 'none' ? found.where('posts.template', 'is', null) : found.where('posts.template', '=', template);
  if (writtenBy !== undefined) found = found.where('posts.written_by', '=', writtenBy);
  return words === null ? found : found.where((eb) => says(eb, words));
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

function inOrder(query: Query, { search: { sort, from, to } }: SearchScope, { after, count }: PageOfPlaces): Query {
  let found = query.limit(count);
  // Behind a place the list has no other beginning: an engine walks from one of them alone.
  if (from !== undefined && (after === null || sort !== 'next'))
    found = found.where('posts.next_at', '>=', from.getTime());
  if (to !== undefined && (after === null || sort !== '-next')) found = found.where('posts.next_at', '<', to.getTime());
  // Ids are in the order of their making.
  if (sort === '-created')
    return (after === null ? found : found.where('posts.id', '<', after[1])).orderBy('posts.id', 'desc');
  const direction = sort === 'next' ? 'asc' : 'desc';
  const sorted = found.orderBy('posts.next_at', direction).orderBy('posts.id', direction);
  if (after === null) return sorted;
  const beyond = sort === 'next' ? '>' : '<';
  return sorted.where((eb) => eb(eb.refTuple('posts.next_at', 'posts.id'), beyond, eb.tuple(...after)));
}
