import type { Ledger } from '../../application/ports/ledger.js';
import type { Alarm } from '../../application/ports/post-queue.js';
import { outOfTime } from '../../domain/page-check.js';
import { findUnsentPart, type HeldClaim } from './held-claim.js';
import { inTransaction, lockAccount, writeEvent, type LedgerContext } from './ledger-context.js';
import { movePost } from './move-post.js';
import { rememberHold } from './page-checks.js';
import type { Tx } from './rows.js';
import type { PostRow } from './schema.js';
import { hasSentPart } from './sendable-queries.js';
import { abandonClaim } from './settle-queries.js';
import { findSilence, readSilence } from './silence-queries.js';

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
  await holdForSilence(context);
  return abandonDeadClaims(context);
}

/** What nobody wants to read any more is not sent; a thread that has begun goes on. */
async function expireLate(context: LedgerContext): Promise<void> {
  const late = (db: LedgerContext['engine']['db']) =>
    db
      .selectFrom('posts')
      .selectAll('posts')
      .where('posts.state', 'in', ['scheduled', 'awaiting-approval'])
      .where('posts.expires_at', '<=', context.clock.now().getTime())
      .where((eb) => eb.not(hasSentPart(eb)));
  for (const { id, account_id } of await late(context.engine.db).execute())
    await inTransaction(context, async (tx) => {
      const account = await lockAccount(tx, account_id);
      const post = await late(tx).where('posts.id', '=', id).executeTakeFirst();
      if (post === undefined) return;
      if (post.state === 'scheduled' && post.reason !== null)
        return holdUnanswered(context, tx, { account, post }, post.reason);
      await movePost(
        tx,
        { account, post },
        { state: 'expired', reason: 'its time had passed before it could be sent' },
      );
      await writeEvent(context, tx, { kind: 'post-expired', post_id: id, account_id, detail: '' });
    });
}

/** Only a post whose page did not answer has a reason while it waits: a person decides about it. */
async function holdUnanswered(
  context: LedgerContext,
  tx: Tx,
  { account, post }: Pick<HeldClaim, 'account' | 'post'>,
  why: string,
): Promise<void> {
  const reason = outOfTime(why);
  await movePost(tx, { account, post }, { state: 'held', reason });
  await rememberHold(tx, post.id);
  await writeEvent(context, tx, { kind: 'post-held', post_id: post.id, account_id: post.account_id, detail: reason });
}

/** What comes due while the newsroom is silent waits for a person; a thread that has begun waits for the end. */
async function holdForSilence(context: LedgerContext): Promise<void> {
  if ((await findSilence(context)) === null) return;
  const due = (db: LedgerContext['engine']['db']) =>
    db
      .selectFrom('posts')
      .selectAll('posts')
      .where('posts.state', '=', 'scheduled')
      .where('posts.next_at', '<=', context.clock.now().getTime())
      .where((eb) => eb.not(hasSentPart(eb)));
  for (const { id, account_id } of await due(context.engine.db).execute())
    await inTransaction(context, async (tx) => {
      const account = await lockAccount(tx, account_id);
      const silence = await readSilence(tx, context.clock.now());
      const post = await due(tx).where('posts.id', '=', id).executeTakeFirst();
      if (silence === null || post === undefined) return;
      const reason = `newsroom silence: ${silence.reason}`;
      await movePost(tx, { account, post }, { state: 'held', reason });
      await writeEvent(context, tx, { kind: 'post-held', post_id: id, account_id, detail: reason });
    });
}

async function abandonDeadClaims(context: LedgerContext): ReturnType<Ledger['sweepLate']> {
  const dead = (db: LedgerContext['engine']['db']) =>
    db
      .selectFrom('posts')
      .selectAll()
      .where('state', '=', 'publishing')
      .where('claim_lease_until', '<=', context.clock.now().getTime());
  const alarms: { alarm: Alarm; at: Date }[] = [];
  for (const { id, account_id } of await dead(context.engine.db).execute()) {
    const after = await inTransaction(context, async (tx) => {
      const account = await lockAccount(tx, account_id);
      const post = await dead(tx).where('id', '=', id).executeTakeFirst();
      if (post === undefined) return null;
      await abandonClaim(context, tx, { account, post, ...(await findUnsentPart(tx, id)) });
      await writeEvent(context, tx, {
        kind: 'claim-abandoned',
        post_id: id,
        account_id,
        detail: '',
      });
      return readRow(tx, id);
    });
    if (after?.state === 'scheduled') alarms.push(toTimedAlarm(after));
  }
  return alarms;
}

function readRow(tx: Tx, id: string): Promise<PostRow> {
  return tx.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
