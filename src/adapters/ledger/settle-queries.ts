import type { NetworkName } from '../../domain/account.js';
import type { Post } from '../../domain/post.js';
import type { NetworkAnswer } from '../../domain/publish-outcome.js';
import type { Settlement } from '../../domain/settlement.js';
import { findClaimed, type HeldClaim } from './claim-queries.js';
import { inTransaction, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { DeliveryRow, PartRow, PostRow } from './schema.js';

/** Writes down what came of a claim. Only its holder may: an answer that comes after the lease changes nothing. */
export function settlePost(context: LedgerContext, token: string, settlement: Settlement): Promise<Post | null> {
  return inTransaction(context, async (tx) => {
    const claim = await findClaimed(context, tx, token);
    if (claim === null) return null;
    await writeSettlement(context, tx, claim, settlement);
    await writeEvent(context, tx, {
      kind: `delivery-${settlement.kind}`,
      post_id: claim.post.id,
      account_id: claim.account.id,
      detail: describe(settlement),
    });
    return readPostOrThrow(tx, claim.post.id);
  });
}

async function writeSettlement(
  context: LedgerContext,
  tx: Tx,
  claim: HeldClaim,
  settlement: Settlement,
): Promise<void> {
  const { post, part, account } = claim;
  const now = context.clock.now().getTime();
  switch (settlement.kind) {
    case 'part-published':
      await closeDelivery(tx, claim, { state: 'published', settled_at: now, remote_id: settlement.remoteId });
      await publishPart(context, tx, claim, settlement);
      await blockAccount(tx, account.id, settlement.blockAccountUntil);
      return;
    case 'rejected':
      await closeDelivery(tx, claim, { state: 'refused', settled_at: now, answer: JSON.stringify(settlement.answer) });
      await movePost(tx, post, { state: 'rejected', reason: settlement.reason });
      return;
    case 'try-again':
      await closeDelivery(tx, claim, { state: 'deferred', settled_at: now, answer: JSON.stringify(settlement.answer) });
      await updatePart(tx, part, { deferred_once: 1, ...(settlement.discardPrepared ? { prepared: null } : {}) });
      await movePost(tx, post, { state: 'scheduled', next_at: settlement.at.getTime() });
      await blockAccount(tx, account.id, settlement.blockAccountUntil);
      return;
    case 'account-paused':
      await closeDelivery(tx, claim, { state: 'refused', settled_at: now, answer: JSON.stringify(settlement.answer) });
      await movePost(tx, post, { state: 'scheduled' });
      await tx
        .updateTable('accounts')
        .set({ state: 'paused', paused_reason: settlement.reason })
        .where('id', '=', account.id)
        .execute();
      return;
    case 'look-up':
      await closeDelivery(tx, claim, {
        state: 'unknown',
        answer: JSON.stringify(settlement.answer),
        if_absent: settlement.ifAbsent,
        look_at: settlement.at.getTime(),
      });
      // The post stays `publishing` without a claim: it blocks itself, not its account.
      await dropClaim(tx, post.id);
      await countUnknown(tx, account.id);
      return;
  }
}

async function closeDelivery(tx: Tx, { post, part }: HeldClaim, change: Partial<DeliveryRow>): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set(change)
    .where('post_id', '=', post.id)
    .where('position', '=', part.position)
    .where('state', '=', 'intent')
    .execute();
}

/** The part is out: the next one follows under the next revision, or the post is done. */
export async function publishPart(
  context: LedgerContext,
  tx: Tx,
  { post, part, isLastPart, account }: HeldClaim,
  { remoteId, url }: { readonly remoteId: string; readonly url: string | null },
): Promise<void> {
  const now = context.clock.now().getTime();
  await updatePart(tx, part, { remote_id: remoteId, url });
  await movePost(
    tx,
    post,
    isLastPart
      ? { state: 'published', published_at: now, reason: null }
      : { state: 'scheduled', next_at: now + context.settings.betweenPartsMs },
  );
  await tx
    .updateTable('accounts')
    .set({ unknowns_in_row: 0, ...(part.position === 0 ? { last_sent_at: now } : {}) })
    .where('id', '=', account.id)
    .execute();
}

/** Ends the claim and gives the post its next revision, so that every older alarm rings in vain. */
export async function movePost(
  tx: Tx,
  post: PostRow,
  change: Partial<Pick<PostRow, 'next_at' | 'reason' | 'published_at'>> & Pick<PostRow, 'state'>,
): Promise<void> {
  await tx
    .updateTable('posts')
    .set({ ...change, revision: post.revision + 1, claim_token: null, claim_deadline: null, claim_lease_until: null })
    .where('id', '=', post.id)
    .execute();
}

async function dropClaim(tx: Tx, postId: string): Promise<void> {
  await tx
    .updateTable('posts')
    .set({ claim_token: null, claim_deadline: null, claim_lease_until: null })
    .where('id', '=', postId)
    .execute();
}

export async function updatePart(tx: Tx, part: PartRow, change: Partial<PartRow>): Promise<void> {
  await tx
    .updateTable('parts')
    .set(change)
    .where('post_id', '=', part.post_id)
    .where('position', '=', part.position)
    .execute();
}

async function blockAccount(tx: Tx, accountId: string, until: Date | null): Promise<void> {
  if (until === null) return;
  await tx.updateTable('accounts').set({ blocked_until: until.getTime() }).where('id', '=', accountId).execute();
}

export async function countUnknown(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('accounts')
    .set((eb) => ({ unknowns_in_row: eb('unknowns_in_row', '+', 1) }))
    .where('id', '=', accountId)
    .execute();
}

/** A claim whose lease is over: what was sent in it is unknown; if nothing was, the post is scheduled again. */
export async function abandonClaim(context: LedgerContext, tx: Tx, post: PostRow, network: NetworkName): Promise<void> {
  const open = await tx
    .selectFrom('deliveries')
    .select(['id', 'deadline'])
    .where('post_id', '=', post.id)
    .where('state', '=', 'intent')
    .executeTakeFirst();
  if (open === undefined) return movePost(tx, post, { state: 'scheduled' });
  const answer: NetworkAnswer = {
    status: null,
    code: 'worker-lost',
    message: 'the worker died before it wrote down the answer',
  };
  await tx
    .updateTable('deliveries')
    .set({
      state: 'unknown',
      answer: JSON.stringify(answer),
      if_absent: 'send-again',
      look_at: open.deadline + context.settings.lookUpWindowMs[network] / 24,
    })
    .where('id', '=', open.id)
    .execute();
  await dropClaim(tx, post.id);
  await countUnknown(tx, post.account_id);
}

function describe(settlement: Settlement): string {
  switch (settlement.kind) {
    case 'part-published':
      return settlement.url ?? settlement.remoteId;
    case 'rejected':
    case 'account-paused':
      return settlement.reason;
    case 'try-again':
    case 'look-up':
      return `${settlement.answer.message} (again at ${settlement.at.toISOString()})`;
  }
}
