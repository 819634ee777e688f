import type { Kysely } from 'kysely';
import type { Page, PageWish, PostSearch } from '../../application/ports/desk-ledger.js';
import type { Post, PostId, PostState } from '../../domain/post.js';
import { compiledOnce } from './compiled-once.js';
import { findTexts, PART_TEXTS } from './find-texts.js';
import { findPlaces, type SearchScope } from './find-places.js';
import type { LedgerContext } from './ledger-context.js';
import { readCursor, toPage } from './pages.js';
import { readPosts } from './post-queries.js';
import type { LedgerTables } from './schema.js';

type Db = Kysely<LedgerTables>;

/** A page of posts: first where each stands in the list, which indexes know, then those few posts. */
export async function searchPosts(
  context: LedgerContext,
  search: PostSearch,
  { cursor, limit }: PageWish,
): Promise<Page<Post>> {
  const { db } = context.engine;
  const after = readCursor(cursor);
  const found = findPlaces(db, await readScope(db, search), { after, count: limit + 1 });
  const places = (await found?.execute()) ?? [];
  const posts = await readInOrder(
    context,
    places.slice(0, limit).map(({ id }) => id),
  );
  return toPage(places, limit, ({ next_at, id }) => [next_at, id], posts);
}

/** Names beforehand what is quickly named. */
export async function readScope(db: Db, search: PostSearch): Promise<SearchScope> {
  const accountIds = await findAccounts(db, search);
  const members = await findMembers(db, search);
  const { words } = search;
  if (words === undefined || members !== null) return { search, accountIds, postIds: members, words: words ?? null };
  const postIds = await findTexts(db, PART_TEXTS, words);
  return { search, accountIds, postIds, words: postIds === null ? words : null };
}

async function findAccounts(db: Db, search: PostSearch): Promise<readonly string[] | null> {
  const { accountId, accountState, network } = search;
  if (network === undefined && accountState === undefined) return accountId === undefined ? null : [accountId];
  let found = db.selectFrom('accounts').select('id');
  if (network !== undefined) found = found.where('network', '=', network);
  if (accountState !== undefined) found = found.where('state', '=', accountState);
  return (await found.execute()).map(({ id }) => id).filter((id) => id === (accountId ?? id));
}

/** Of an article, or of what was composed together; null where neither is asked for. */
async function findMembers(db: Db, { articleId, groupId }: PostSearch): Promise<readonly PostId[] | null> {
  if (articleId === undefined && groupId === undefined) return null;
  let members = db.selectFrom('posts').select('id');
  if (articleId !== undefined) members = members.where('article_id', '=', articleId);
  if (groupId !== undefined) members = members.where('group_id', '=', groupId);
  return (await members.execute()).map(({ id }) => id);
}

async function readInOrder(context: LedgerContext, ids: readonly PostId[]): Promise<readonly Post[]> {
  if (ids.length === 0) return [];
  const rows = await context.engine.db.selectFrom('posts').selectAll().where('id', 'in', ids).execute();
  const posts = new Map((await readPosts(context, rows)).map((post) => [post.id, post]));
  return ids.flatMap((id) => posts.get(id) ?? []);
}

export async function listScheduledTimes({ engine }: LedgerContext, from: Date, to: Date): Promise<readonly Date[]> {
  const rows = await engine.db
    .selectFrom('posts')
    .select('next_at')
    .where('state', '=', 'scheduled')
    .where('next_at', '>=', from.getTime())
    .where('next_at', '<', to.getTime())
    .execute();
  return rows.map(({ next_at }) => new Date(next_at));
}

/** Of those states in which there are any. */
export async function countPosts(
  { engine }: LedgerContext,
  states: readonly PostState[],
): Promise<readonly { readonly state: PostState; readonly count: number }[]> {
  const counts = await Promise.all(
    states.map(async (state) => ({ state, count: (await countOf(engine.db, state))[0]?.count ?? 0 })),
  );
  return counts.filter(({ count }) => count > 0);
}

const countOf = compiledOnce((db, state: string) =>
  db
    .selectFrom('posts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', state),
);
