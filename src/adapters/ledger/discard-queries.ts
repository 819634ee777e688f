import type { Discard } from '../../application/ports/ledger.js';
import type { PostState } from '../../domain/post.js';
import { inTransaction, lockAccount, type LedgerContext } from './ledger-context.js';
import { updatePart } from './move-post.js';
import { readPrepared, toAccount, toPrepared } from './rows.js';
import { OUT_OR_MAYBE } from './schema.js';

const AT_ONCE = 20;
const ENDED: readonly PostState[] = ['cancelled', 'expired', 'rejected', 'retracted'];
const WAITING: readonly PostState[] = ['draft', 'awaiting-approval', 'held', 'scheduled'];

/** Never of a part that is out or may be: what was made for it may be what readers see. */
export async function listDiscards({ engine }: LedgerContext): Promise<readonly Discard[]> {
  const parts = await engine.db
    .selectFrom('parts')
    .innerJoin('posts', 'posts.id', 'parts.post_id')
    .selectAll('parts')
    .select(['posts.state', 'posts.account_id'])
    .where('posts.state', 'in', [...ENDED, ...WAITING])
    .where('parts.remote_id', 'is', null)
    .where('parts.prepared', 'like', '%"unpublishedId":"%')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries')
            .select('deliveries.id')
            .whereRef('deliveries.post_id', '=', 'parts.post_id')
            .whereRef('deliveries.position', '=', 'parts.position')
            .where('deliveries.state', 'in', OUT_OR_MAYBE),
        ),
      ),
    )
    .orderBy('parts.post_id')
    .orderBy('parts.position')
    .execute();
  const useless = parts
    .filter((part) => ENDED.includes(part.state as PostState) || toPrepared(part) === null)
    .slice(0, AT_ONCE);
  if (useless.length === 0) return [];
  const accounts = new Map((await engine.db.selectFrom('accounts').selectAll().execute()).map((row) => [row.id, row]));
  return useless.flatMap((part) => {
    const account = accounts.get(part.account_id);
    const prepared = readPrepared(part);
    return account === undefined || prepared === null
      ? []
      : [{ postId: part.post_id, position: part.position, account: toAccount(account), prepared }];
  });
}

/** Only what was discarded: a send may have prepared anew meanwhile. */
export function forgetPrepared(
  context: LedgerContext,
  { postId, position, account, prepared }: Discard,
): Promise<void> {
  return inTransaction(context, async (tx) => {
    await lockAccount(context, tx, account.id);
    const part = await tx
      .selectFrom('parts')
      .selectAll()
      .where('post_id', '=', postId)
      .where('position', '=', position)
      .executeTakeFirst();
    if (part === undefined || readPrepared(part)?.unpublishedId !== prepared.unpublishedId) return;
    await updatePart(tx, part, { prepared: null, prepared_fingerprint: null });
  });
}
