import type { Ledger } from '../../application/ports/ledger.js';
import type { Alarm } from '../../application/ports/post-queue.js';
import type { NetworkName } from '../../domain/account.js';
import { inTransaction, lockAccount, writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import { abandonClaim, movePost } from './settle-queries.js';

/** Posts that may be sent now, the breaking ones first, then in order of their time. */
function sendable({ engine, clock }: LedgerContext) {
  const now = clock.now().getTime();
  return engine.db
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.account_id')
    .select(['posts.id', 'posts.revision', 'posts.account_id'])
    .where('posts.state', '=', 'scheduled')
    .where('posts.next_at', '<=', now)
    .where((eb) =>
      eb.or([
        eb('posts.expires_at', 'is', null),
        eb('posts.expires_at', '>', now),
        eb('posts.next_at', '>', eb.ref('posts.due_at')),
      ]),
    )
    .where('accounts.state', '=', 'active')
    .where((eb) => eb.or([eb('accounts.blocked_until', 'is', null), eb('accounts.blocked_until', '<=', now)]))
    .orderBy('posts.lane')
    .orderBy('posts.next_at')
    .orderBy('posts.id');
}

export async function findSendable(context: LedgerContext, accountId: string): Promise<Alarm | null> {
  const row = await sendable(context).where('posts.account_id', '=', accountId).executeTakeFirst();
  return row === undefined ? null : { postId: row.id, revision: row.revision };
}

export async function listSendable(context: LedgerContext): Promise<readonly Alarm[]> {
  const rows = await sendable(context).limit(1_000).execute();
  const first = new Map<string, Alarm>();
  for (const row of rows)
    if (!first.has(row.account_id)) first.set(row.account_id, { postId: row.id, revision: row.revision });
  return [...first.values()];
}

export async function listAlarms({ engine }: LedgerContext): ReturnType<Ledger['listAlarms']> {
  const rows = await engine.db
    .selectFrom('posts')
    .select(['id', 'revision', 'next_at'])
    .where('state', '=', 'scheduled')
    .execute();
  return rows.map(toTimedAlarm);
}

function toTimedAlarm(row: { id: string; revision: number; next_at: number }): { alarm: Alarm; at: Date } {
  return { alarm: { postId: row.id, revision: row.revision }, at: new Date(row.next_at) };
}

export async function sweepLate(context: LedgerContext): ReturnType<Ledger['sweepLate']> {
  await expireLate(context);
  const now = context.clock.now().getTime();
  const abandoned = await context.engine.db
    .selectFrom('posts')
    .select(['id', 'account_id'])
    .where('state', '=', 'publishing')
    .where('claim_lease_until', '<=', now)
    .execute();
  const alarms: { alarm: Alarm; at: Date }[] = [];
  for (const { id, account_id } of abandoned) {
    const alarm = await inTransaction(context, async (tx) => {
      const account = await lockAccount(context, tx, account_id);
      const post = await tx
        .selectFrom('posts')
        .selectAll()
        .where('id', '=', id)
        .where('state', '=', 'publishing')
        .where('claim_lease_until', '<=', now)
        .executeTakeFirst();
      if (post === undefined) return null;
      await abandonClaim(context, tx, post, account.network as NetworkName);
      await writeEvent(context, tx, {
        kind: 'claim-abandoned',
        post_id: id,
        account_id,
        detail: 'the worker that held it is gone',
      });
      const after = await tx
        .selectFrom('posts')
        .select(['id', 'revision', 'next_at', 'state'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return after.state === 'scheduled' ? toTimedAlarm(after) : null;
    });
    if (alarm !== null) alarms.push(alarm);
  }
  return alarms;
}

/** What nobody wants to read any more is not sent; a thread that has begun goes on. */
async function expireLate(context: LedgerContext): Promise<void> {
  const now = context.clock.now().getTime();
  const late = await context.engine.db
    .selectFrom('posts')
    .select(['id', 'account_id'])
    .where('state', 'in', ['scheduled', 'awaiting-approval'])
    .where('expires_at', '<=', now)
    .execute();
  for (const { id, account_id } of late)
    await inTransaction(context, async (tx) => {
      await lockAccount(context, tx, account_id);
      await expirePost(context, tx, id, now);
    });
}

async function expirePost(context: LedgerContext, tx: Tx, id: string, now: number): Promise<void> {
  const post = await tx
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'in', ['scheduled', 'awaiting-approval'])
    .where('expires_at', '<=', now)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('parts').select('post_id').where('post_id', '=', id).where('remote_id', 'is not', null),
        ),
      ),
    )
    .executeTakeFirst();
  if (post === undefined) return;
  await movePost(tx, post, { state: 'expired', reason: 'its time had passed before it could be sent' });
  await writeEvent(context, tx, { kind: 'post-expired', post_id: id, account_id: post.account_id, detail: '' });
}
