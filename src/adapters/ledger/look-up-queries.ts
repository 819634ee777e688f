import { randomUUID } from 'node:crypto';
import type { ClaimedLookUp } from '../../application/ports/ledger.js';
import type { NetworkName } from '../../domain/account.js';
import type { UnknownDelivery } from '../../domain/settlement.js';
import { findUnsentPart, toHistory } from './held-claim.js';
import { inTransaction, lockAccount, type LedgerContext } from './ledger-context.js';
import { toAccount, toPart, toPrepared, type Tx } from './rows.js';
import type { AccountRow, DeliveryRow, PartRow, PostRow } from './schema.js';

/** The network's ids of so many of the account's last deliveries are known to a look. */
const KNOWN_IDS = 1_000;

/** The next unknown delivery whose look is due, with token and lease like a send. */
export async function claimLookUp(context: LedgerContext): Promise<ClaimedLookUp | null> {
  for (;;) {
    const candidate = await waitingLooks(context.engine.db, context.clock.now().getTime())
      .orderBy('look_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (candidate === undefined) return null;
    const claimed = await inTransaction(context, (tx) => takeLook(context, tx, candidate));
    // Another worker was faster: there may be more to look for.
    if (claimed !== null) return claimed;
  }
}

function waitingLooks(db: LedgerContext['engine']['db'], now: number) {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('state', '=', 'unknown')
    .where('look_at', '<=', now)
    .where((eb) => eb.or([eb('look_lease_until', 'is', null), eb('look_lease_until', '<=', now)]));
}

/** The account's row is locked before the delivery's, as everywhere. */
async function takeLook(context: LedgerContext, tx: Tx, candidate: DeliveryRow): Promise<ClaimedLookUp | null> {
  const account = await lockAccount(tx, candidate.account_id);
  const now = context.clock.now().getTime();
  const delivery = await waitingLooks(tx, now).where('id', '=', candidate.id).executeTakeFirst();
  if (delivery === undefined) return null;
  const token = randomUUID();
  const { lookUpCallMs, leaseGraceMs } = context.timing;
  await tx
    .updateTable('deliveries')
    .set({ look_token: token, look_lease_until: now + lookUpCallMs + leaseGraceMs })
    .where('id', '=', delivery.id)
    .execute();
  return describeLook(context, tx, account, delivery, token);
}

async function describeLook(
  context: LedgerContext,
  tx: Tx,
  account: AccountRow,
  delivery: DeliveryRow,
  token: string,
): Promise<ClaimedLookUp> {
  const post = await tx.selectFrom('posts').selectAll().where('id', '=', delivery.post_id).executeTakeFirstOrThrow();
  const { part } = await findUnsentPart(tx, post.id);
  return {
    token,
    account: toAccount(account),
    part: toPart(part, await findPartBefore(tx, part)),
    prepared: toPrepared(part),
    firstIntentAt: await findFirstIntent(tx, part),
    knownIds: await findKnownIds(tx, account.id),
    delivery: toUnknownDelivery(context, delivery, post, account),
    history: toHistory(part, account),
  };
}

async function findPartBefore(tx: Tx, part: PartRow): Promise<PartRow | null> {
  const before = await tx
    .selectFrom('parts')
    .selectAll()
    .where('post_id', '=', part.post_id)
    .where('position', '=', part.position - 1)
    .executeTakeFirst();
  return before ?? null;
}

async function findFirstIntent(tx: Tx, part: PartRow): Promise<Date> {
  const first = await tx
    .selectFrom('deliveries')
    .select((eb) => eb.fn.min('intent_at').as('at'))
    .where('post_id', '=', part.post_id)
    .where('position', '=', part.position)
    .executeTakeFirstOrThrow();
  return new Date(first.at);
}

async function findKnownIds(tx: Tx, accountId: string): Promise<ReadonlySet<string>> {
  const known = await tx
    .selectFrom('deliveries')
    .select('remote_id')
    .where('account_id', '=', accountId)
    .where('remote_id', 'is not', null)
    .orderBy('intent_at', 'desc')
    .limit(KNOWN_IDS)
    .execute();
  return new Set(known.flatMap((row) => (row.remote_id === null ? [] : [row.remote_id])));
}

function toUnknownDelivery(
  { timing }: LedgerContext,
  row: DeliveryRow,
  post: PostRow,
  account: AccountRow,
): UnknownDelivery {
  return {
    deadline: new Date(row.deadline),
    windowMs: timing.lookUpWindowMs[account.network as NetworkName],
    ifAbsent: row.if_absent === 'reject' ? 'reject' : 'send-again',
    cleanLooks: row.clean_looks,
    failedLooks: row.failed_looks,
    expiresAt: post.expires_at === null ? null : new Date(post.expires_at),
    resend: toAccount(account).settings.resend,
  };
}
