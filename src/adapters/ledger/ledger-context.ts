import { PostgresAdapter, type Kysely } from 'kysely';
import { compiledOnce, insertRow } from './compiled-once.js';
import { newId } from './new-id.js';
import { noSuchPost } from '../../application/demand-post.js';
import type { Clock } from '../../application/ports/clock.js';
import type { Doer } from '../../domain/person.js';
import type { Post } from '../../domain/post.js';
import type { Timing } from '../../domain/timing.js';
import type { LedgerEngine } from './engines.js';
import type { RefusedWrites } from './refused-writes.js';
import { toAccount, toPost, type Tx } from './rows.js';
import type { AccountRow, EventRow, LedgerTables } from './schema.js';

/** What every query of the ledger works with. */
export interface LedgerContext {
  readonly engine: LedgerEngine;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly refusedWrites: RefusedWrites;
  /** For whom the ledger is written; null = the program itself. */
  readonly doer: Doer | null;
}

/** Makes a method of the ledger of a query; a write that the database refuses is said in plain words, and remembered. */
export function boundTo(context: LedgerContext) {
  return <Args extends unknown[], Result>(query: (context: LedgerContext, ...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      try {
        return await query(context, ...args);
      } catch (error) {
        throw context.refusedWrites.explain(error, context.clock.now());
      }
    };
}

export function inTransaction<T>({ engine }: LedgerContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return engine.db.transaction().execute(work);
}

/** For a step of the program's own that is taken again where a power failure undid it. */
export function inLightTransaction<T>({ engine }: LedgerContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return engine.transactLightly(work);
}

/** Rows are locked there alone: SQLite's writers take turns anyway. */
export function isPostgres(db: Kysely<LedgerTables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Locks the account's row: whatever is decided from an account's other rows is decided by one at a time. */
export async function lockAccount(tx: Tx, accountId: string): Promise<AccountRow> {
  const [account] = await lockedAccount(tx, accountId);
  if (account === undefined) throw new Error(`there is no account ${accountId}`);
  return account;
}

export const accountById = compiledOnce((db, id: string) => db.selectFrom('accounts').selectAll().where('id', '=', id));
const lockedAccount = compiledOnce((db, id: string) =>
  db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .$if(isPostgres(db), (query) => query.forUpdate()),
);
const postById = compiledOnce((db, id: string) => db.selectFrom('posts').selectAll().where('id', '=', id));

export const partsOf = compiledOnce((db, postId: string) =>
  db.selectFrom('parts').selectAll().where('post_id', '=', postId).orderBy('position'),
);

/**
 * Who comes with one of these names at the same instant waits, also where there is no row to lock yet. SQLite's writers
 * take turns anyway.
 */
export async function lockNames({ engine }: LedgerContext, tx: Tx, names: readonly string[]): Promise<void> {
  if (engine.kind !== 'postgres') return;
  for (const name of [...names].sort())
    await tx
      .selectNoFrom((eb) =>
        eb.fn('pg_advisory_xact_lock', [eb.fn('hashtextextended', [eb.val(name), eb.val(0)])]).as('locked'),
      )
      .execute();
}

export async function readPost(db: Kysely<LedgerTables>, postId: string): Promise<Post | null> {
  const [row] = await postById(db, postId);
  const [account] = row === undefined ? [] : await accountById(db, row.account_id);
  return row === undefined || account === undefined ? null : toPost(row, toAccount(account), await partsOf(db, postId));
}

export async function readPostOrThrow(tx: Tx, postId: string): Promise<Post> {
  const post = await readPost(tx, postId);
  if (post === null) throw noSuchPost(postId);
  return post;
}

export async function writeEvent(
  { clock, doer }: LedgerContext,
  tx: Tx,
  event: Pick<EventRow, 'kind' | 'detail'> &
    Partial<Pick<EventRow, 'post_id' | 'article_id' | 'account_id' | 'source_id'>>,
): Promise<void> {
  const now = clock.now().getTime();
  await insertRow(tx, 'events', {
    id: newId(now),
    at: now,
    post_id: null,
    article_id: null,
    account_id: null,
    source_id: null,
    actor_id: doer?.id ?? null,
    actor_name: doer?.name ?? null,
    ...event,
  });
}
