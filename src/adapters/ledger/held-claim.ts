import type { PostId, PostState } from '../../domain/post.js';
import type { PartHistory } from '../../domain/settlement.js';
import { compiledOnce } from './compiled-once.js';
import { isPostgres, lockAccount, readPostOrThrow, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { AccountRow, PartRow, PostRow } from './schema.js';

export interface HeldClaim {
  readonly account: AccountRow;
  readonly post: PostRow;
  readonly part: PartRow;
  readonly isLastPart: boolean;
}

/** The post behind a claim that is still held; its account's row is locked. Null when the claim was taken away. */
export async function findClaimed(context: LedgerContext, tx: Tx, token: string): Promise<HeldClaim | null> {
  const locked = await lockPost(tx, () => claimedPost(tx, token));
  if (locked === null || (locked.post.claim_lease_until ?? 0) <= context.clock.now().getTime()) return null;
  return { ...locked, ...(await findUnsentPart(tx, locked.post.id)) };
}

/** A post in one of these states that is still at the revision that was seen; its account's row is locked. Null = it is not. */
export async function lockAtRevision(
  tx: Tx,
  id: PostId,
  revision: number,
  states: readonly PostState[],
): Promise<Pick<HeldClaim, 'account' | 'post'> | null> {
  const found = await readPostOrThrow(tx, id);
  const account = await lockAccount(tx, found.account.id);
  const post = await tx
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', 'in', states)
    .executeTakeFirst();
  return post === undefined ? null : { account, post };
}

/** The post that is read, as it is when its account's row is locked. */
export async function lockPost(
  tx: Tx,
  read: () => Promise<readonly PostRow[]>,
): Promise<Pick<HeldClaim, 'account' | 'post'> | null> {
  const [found] = await read();
  if (found === undefined) return null;
  const account = await lockAccount(tx, found.account_id);
  // It may have changed while the lock was waited for.
  const [post] = isPostgres(tx) ? await read() : [found];
  return post === undefined ? null : { account, post };
}

export async function findUnsentPart(tx: Tx, postId: string): Promise<{ part: PartRow; isLastPart: boolean }> {
  const unsent = await unsentParts(tx, postId);
  const [part] = unsent;
  if (part === undefined) throw new Error(`post ${postId} is claimed and has no part to send`);
  return { part, isLastPart: unsent.length === 1 };
}

const claimedPost = compiledOnce((db, token: string) =>
  db.selectFrom('posts').selectAll().where('claim_token', '=', token),
);
const unsentParts = compiledOnce((db, postId: string) =>
  db.selectFrom('parts').selectAll().where('post_id', '=', postId).where('remote_id', 'is', null).orderBy('position'),
);

export function toHistory(part: PartRow, account: AccountRow): PartHistory {
  return {
    triedOnce: readTriedOnce(part),
    sentAgain: part.sent_again === 1,
    accountSuspected: account.suspected_by !== null && account.suspected_by !== part.post_id,
  };
}

export function readTriedOnce(part: PartRow): readonly string[] {
  return JSON.parse(part.tried_once) as readonly string[];
}
