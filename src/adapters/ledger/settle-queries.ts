import type { NetworkName } from '../../domain/account.js';
import type { Post } from '../../domain/post.js';
import type { NetworkAnswer } from '../../domain/publish-outcome.js';
import { settle, type Settlement } from '../../domain/settlement.js';
import { dropPrepared } from './drop-prepared.js';
import { findClaimed, readTriedOnce, toHistory, type HeldClaim } from './held-claim.js';
import { compiledOnce, updateRows } from './compiled-once.js';
import { inLightTransaction, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { endInVain, movePost, publishPart, updatePart } from './move-post.js';
import { rememberFinding } from './page-checks.js';
import type { Tx } from './rows.js';
import type { AccountRow, DeliveryRow } from './schema.js';
import { readSilence } from './silence-queries.js';
import { thenAt } from './then-at.js';

/** Writes down what came of a claim. Only its holder may: an answer that comes after the lease changes nothing. */
export function settlePost(context: LedgerContext, token: string, settlement: Settlement): Promise<Post | null> {
  return inLightTransaction(context, async (tx) => {
    const claim = await findClaimed(context, tx, token);
    if (claim === null) return null;
    const intent = await findIntent(tx, claim.post.id);
    await writeSettlement(context, tx, claim, intent, settlement);
    await writeEvent(context, tx, {
      kind: `delivery-${settlement.kind}`,
      post_id: claim.post.id,
      account_id: claim.account.id,
      detail: describe(settlement),
    });
    return readPostOrThrow(tx, claim.post.id);
  });
}

/** Null where the claim ended before its intent: preparing failed, or the worker died. */
async function findIntent(tx: Tx, postId: string): Promise<DeliveryRow | null> {
  const [row] = await intentsOf(tx, postId);
  return row ?? null;
}

const intentsOf = compiledOnce((db, postId: string) =>
  db.selectFrom('deliveries').selectAll().where('post_id', '=', postId).where('state', '=', 'intent'),
);

async function writeSettlement(
  context: LedgerContext,
  tx: Tx,
  claim: HeldClaim,
  intent: DeliveryRow | null,
  settlement: Settlement,
): Promise<void> {
  const { post, account } = claim;
  switch (settlement.kind) {
    case 'part-published':
      if (intent === null) throw new Error('a part cannot be published without an intent');
      await publishPart(context, tx, claim, intent, settlement);
      return blockAccount(tx, account, settlement.blockAccountUntil);
    case 'rejected':
      await closeInVain(context, tx, intent, 'refused', settlement.answer);
      await movePost(tx, claim, { state: 'rejected', reason: settlement.reason });
      if (settlement.suspectsAccount) await updateRows(tx, 'accounts', { id: account.id }, { suspected_by: post.id });
      return;
    case 'try-again':
      await closeInVain(context, tx, intent, 'deferred', settlement.answer);
      await rememberTry(tx, claim, settlement);
      await movePost(tx, claim, { state: 'scheduled', next_at: settlement.at.getTime(), reason: null });
      return blockAccount(tx, account, settlement.blockAccountUntil);
    case 'account-paused':
      await closeInVain(context, tx, intent, 'refused', settlement.answer);
      await movePost(tx, claim, { state: 'scheduled', reason: null });
      return pauseAccount(tx, account, settlement.reason);
    case 'look-up':
      return leaveUnknown(tx, claim, intent, settlement);
    case 'held':
      await rememberFinding(context, tx, post.id, settlement);
      return movePost(tx, claim, { state: 'held', reason: settlement.reason });
    case 'ask-again':
      await rememberFinding(context, tx, post.id, settlement);
      return movePost(tx, claim, {
        state: 'scheduled',
        next_at: settlement.at.getTime(),
        reason: settlement.reason,
      });
  }
}

async function closeInVain(
  { clock }: LedgerContext,
  tx: Tx,
  intent: DeliveryRow | null,
  state: 'refused' | 'deferred',
  answer: NetworkAnswer,
): Promise<void> {
  if (intent === null) return;
  await endInVain(tx, intent, { state, settled_at: clock.now().getTime(), answer: JSON.stringify(answer) });
}

async function rememberTry(
  tx: Tx,
  { post, part }: HeldClaim,
  { triedOnce, discardPrepared }: Extract<Settlement, { kind: 'try-again' }>,
): Promise<void> {
  if (triedOnce !== null) {
    const answers = new Set([...readTriedOnce(part), triedOnce]);
    await updatePart(tx, part, { tried_once: JSON.stringify([...answers]) });
  }
  if (discardPrepared) await dropPrepared(tx, post);
}

/** A block never ends earlier than an older answer said. */
async function blockAccount(tx: Tx, account: AccountRow, until: Date | null): Promise<void> {
  if (until === null || until.getTime() <= (account.blocked_until ?? 0)) return;
  await updateRows(tx, 'accounts', { id: account.id }, { blocked_until: until.getTime() });
}

async function pauseAccount(tx: Tx, account: AccountRow, reason: string): Promise<void> {
  const change = { state: 'paused', paused_reason: reason, paused_by: 'network' };
  await updateRows(tx, 'accounts', { id: account.id, state: 'active' }, change);
}

/** The post stays `publishing` without a claim: it blocks itself, not its account. */
async function leaveUnknown(
  tx: Tx,
  { post, account }: HeldClaim,
  intent: DeliveryRow | null,
  { answer, ifAbsent, at }: Extract<Settlement, { kind: 'look-up' }>,
): Promise<void> {
  if (intent === null) throw new Error('nothing can be unknown about a part without an intent');
  await updateRows(
    tx,
    'deliveries',
    { id: intent.id },
    { state: 'unknown', answer: JSON.stringify(answer), if_absent: ifAbsent, look_at: at.getTime() },
  );
  await updateRows(tx, 'posts', { id: post.id }, { claim_token: null, claim_deadline: null, claim_lease_until: null });
  await updateRows(tx, 'accounts', { id: account.id }, { unknowns_in_row: account.unknowns_in_row + 1 });
}

const WORKER_LOST: NetworkAnswer = {
  status: null,
  code: 'worker-lost',
  message: 'the program stopped before it wrote down the answer',
};

/** A claim whose lease is over: what was sent in it is unknown; if nothing was, the post is scheduled again, behind others. */
export async function abandonClaim(context: LedgerContext, tx: Tx, claim: HeldClaim): Promise<void> {
  const { post, part, account } = claim;
  const intent = await findIntent(tx, post.id);
  if (intent === null) return movePost(tx, claim, { state: 'scheduled', next_at: await nextTry(context, tx, claim) });
  const settlement = settle({ kind: 'unknown', answer: WORKER_LOST }, toHistory(part, account), {
    deadline: new Date(intent.deadline),
    windowMs: context.timing.lookUpWindowMs[account.network as NetworkName],
  });
  await writeSettlement(context, tx, claim, intent, settlement);
}

/**
 * It may be what its worker died of: the others go first. One that would expire meanwhile is tried while it can be, and
 * one that a silence has stopped is due as it was: a person decides about it.
 */
async function nextTry({ clock, timing }: LedgerContext, tx: Tx, { post, part }: HeldClaim): Promise<number> {
  const now = clock.now();
  const soon = now.getTime() + timing.retrySoonMs;
  const expiresMeanwhile = part.position === 0 && post.expires_at !== null && post.expires_at <= soon;
  return expiresMeanwhile || (await readSilence(tx, now)) !== null ? post.next_at : soon;
}

function describe(settlement: Settlement): string {
  switch (settlement.kind) {
    case 'part-published':
      return settlement.url ?? settlement.remoteId;
    case 'rejected':
    case 'account-paused':
    case 'held':
      return settlement.reason;
    case 'ask-again':
      return thenAt(settlement.reason, 'asked again', settlement.at);
    case 'try-again':
      return thenAt(settlement.answer.message, 'tried again', settlement.at);
    case 'look-up':
      return thenAt(settlement.answer.message, 'we look', settlement.at);
  }
}
