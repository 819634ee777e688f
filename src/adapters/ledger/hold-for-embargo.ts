import { EMBARGO_UNREADABLE } from '../../domain/embargo.js';
import type { Post, PostId, Problem } from '../../domain/post.js';
import { updateRows } from './compiled-once.js';
import { lockAtRevision, type HeldClaim } from './held-claim.js';
import { inTransaction, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { movePost } from './move-post.js';
import type { Tx } from './rows.js';

/** An embargo came that nobody can read. Null when the post does not wait any more, or is no longer at `revision`. */
export function holdForEmbargo(context: LedgerContext, id: PostId, revision: number): Promise<Post | null> {
  return inTransaction(context, async (tx) => {
    const waiting = await lockAtRevision(tx, id, revision, ['scheduled', 'awaiting-approval']);
    if (waiting === null) return null;
    await holdUnreadable(context, tx, waiting);
    return readPostOrThrow(tx, id);
  });
}

/** It would wait for no time that comes: a person is told why. The account's row is locked. */
export async function holdUnreadable(
  context: LedgerContext,
  tx: Tx,
  { account, post }: Pick<HeldClaim, 'account' | 'post'>,
): Promise<void> {
  const { message } = EMBARGO_UNREADABLE;
  const problems = JSON.parse(post.problems) as readonly Problem[];
  await movePost(tx, { account, post }, { state: 'held', reason: message });
  await updateRows(tx, 'posts', { id: post.id }, { problems: JSON.stringify([...problems, EMBARGO_UNREADABLE]) });
  await writeEvent(context, tx, { kind: 'post-held', post_id: post.id, account_id: account.id, detail: message });
}
