import type { Discard } from '../../application/ports/ledger.js';
import type { LedgerContext } from './ledger-context.js';
import { toAccount } from './rows.js';

const AT_ONCE = 20;
const TRY_AGAIN_MS = 60_000;

/** An account that is paused or retired has no credentials that would do. */
export async function takeDiscards({ engine: { db }, clock }: LedgerContext): Promise<readonly Discard[]> {
  const now = clock.now().getTime();
  const taken = await db
    .updateTable('discards')
    .set({ try_at: now + TRY_AGAIN_MS })
    // Once more than below: a worker that waited for another one's lock finds them taken.
    .where('try_at', '<=', now)
    .where((eb) =>
      eb(
        eb.refTuple('account_id', 'unpublished_id'),
        'in',
        eb
          .selectFrom('discards as due')
          .innerJoin('accounts', 'accounts.id', 'due.account_id')
          .select(['due.account_id', 'due.unpublished_id'])
          .where('due.try_at', '<=', now)
          .where('accounts.state', '=', 'active')
          .limit(AT_ONCE)
          .$asTuple('account_id', 'unpublished_id'),
      ),
    )
    .returningAll()
    .execute();
  if (taken.length === 0) return [];
  const accounts = new Map((await db.selectFrom('accounts').selectAll().execute()).map((row) => [row.id, row]));
  return taken.flatMap(({ account_id, unpublished_id }) => {
    const account = accounts.get(account_id);
    return account === undefined ? [] : [{ account: toAccount(account), unpublishedId: unpublished_id }];
  });
}

export async function forgetDiscard({ engine }: LedgerContext, { account, unpublishedId }: Discard): Promise<void> {
  await engine.db
    .deleteFrom('discards')
    .where('account_id', '=', account.id)
    .where('unpublished_id', '=', unpublishedId)
    .execute();
}
