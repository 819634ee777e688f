import type { TryKey } from '../../application/ports/people-ledger.js';
import { FORGIVEN_AFTER_MS, pauseAfter, type Tries } from '../../domain/sign-in-pause.js';
import { inTransaction, lockNames, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';

/** A try is counted before it is made, so that a hundred at once are a hundred. */
export function countTry(context: LedgerContext, keys: readonly TryKey[]): Promise<Date | null> {
  return inTransaction(context, async (tx) => {
    const now = context.clock.now();
    await lockNames(
      context,
      tx,
      keys.map(({ key }) => `sign-in:${key}`),
    );
    await tx
      .deleteFrom('sign_in_tries')
      .where('last_at', '<', now.getTime() - FORGIVEN_AFTER_MS)
      .execute();
    const known = await Promise.all(keys.map(async (each) => ({ ...each, tries: await readTries(tx, each.key) })));
    const pauses = known.map(({ tries, freeTries }) => pauseAfter(tries, freeTries)).filter((until) => until > now);
    if (pauses.length > 0) return new Date(Math.max(...pauses.map((until) => until.getTime())));
    for (const { key, tries } of known) {
      const counted = { tries: tries.count + 1, last_at: now.getTime() };
      await tx
        .insertInto('sign_in_tries')
        .values({ key, ...counted })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(counted))
        .execute();
    }
    return null;
  });
}

async function readTries(tx: Tx, key: string): Promise<Tries> {
  const row = await tx.selectFrom('sign_in_tries').selectAll().where('key', '=', key).executeTakeFirst();
  return { count: row?.tries ?? 0, lastAt: new Date(row?.last_at ?? 0) };
}

export async function forgetTries({ engine }: LedgerContext, keys: readonly TryKey[]): Promise<void> {
  await engine.db
    .deleteFrom('sign_in_tries')
    .where(
      'key',
      'in',
      keys.map(({ key }) => key),
    )
    .execute();
}
