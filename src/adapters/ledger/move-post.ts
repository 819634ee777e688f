import { updateRows } from './compiled-once.js';
import { dropPrepared } from './drop-prepared.js';
import type { LedgerContext } from './ledger-context.js';
import type { HeldClaim } from './held-claim.js';
import type { Tx } from './rows.js';
import { OUT_OR_MAYBE, type DeliveryRow, type PartRow, type PostRow } from './schema.js';

export const ACCOUNT_RETIRED = 'its account was retired';

/** A post that a person brings back from here is prepared anew. */
export const ENDED: readonly string[] = ['cancelled', 'expired', 'rejected', 'retracted'];

type PostMove = Partial<Pick<PostRow, 'next_at' | 'expires_at' | 'reason' | 'published_at'>> & Pick<PostRow, 'state'>;

/** Ends the claim and gives the post its next revision, so that every older alarm rings in vain. */
export async function movePost(
  tx: Tx,
  { account, post }: Pick<HeldClaim, 'account' | 'post'>,
  wanted: PostMove,
): Promise<void> {
  // It may have been in somebody's hands when its account was retired: there it would wait for ever.
  const change: PostMove =
    wanted.state === 'scheduled' && account.state === 'retired'
      ? { state: 'cancelled', reason: ACCOUNT_RETIRED }
      : wanted;
  const unclaimed = { revision: post.revision + 1, claim_token: null, claim_deadline: null, claim_lease_until: null };
  await updateRows(tx, 'posts', { id: post.id }, { ...change, ...unclaimed });
  if (ENDED.includes(change.state)) await dropPrepared(tx, post);
}

export async function updatePart(tx: Tx, part: PartRow, change: Partial<PartRow>): Promise<void> {
  await updateRows(tx, 'parts', { post_id: part.post_id, position: part.position }, change);
}

/** The part is out, by this delivery: the next one follows under the next revision, or the post is done. */
export async function publishPart(
  context: LedgerContext,
  tx: Tx,
  claim: HeldClaim,
  delivery: DeliveryRow,
  { remoteId, url }: { readonly remoteId: string; readonly url: string | null },
): Promise<void> {
  const { part, isLastPart, account } = claim;
  const now = context.clock.now().getTime();
  await updateRows(
    tx,
    'deliveries',
    { id: delivery.id },
    { state: 'published', settled_at: now, remote_id: remoteId, look_token: null, look_lease_until: null },
  );
  await updatePart(tx, part, { remote_id: remoteId, url, prepared: null });
  await movePost(
    tx,
    claim,
    isLastPart
      ? { state: 'published', published_at: now, reason: null }
      : { state: 'scheduled', next_at: now + context.timing.betweenPartsMs, reason: null },
  );
  if (account.unknowns_in_row > 0 || account.suspected_by !== null)
    await updateRows(tx, 'accounts', { id: account.id }, { unknowns_in_row: 0, suspected_by: null });
}

/** Nothing visible came of the delivery: the account's last start is the last one that is out or may be. */
export async function endInVain(
  tx: Tx,
  delivery: DeliveryRow,
  change: Partial<DeliveryRow> & { state: 'refused' | 'deferred' | 'absent'; settled_at: number },
): Promise<void> {
  await updateRows(tx, 'deliveries', { id: delivery.id }, change);
  const last = await tx
    .selectFrom('deliveries')
    .select('intent_at')
    .where('account_id', '=', delivery.account_id)
    .where('position', '=', 0)
    .where('state', 'in', OUT_OR_MAYBE)
    .orderBy('intent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  await updateRows(tx, 'accounts', { id: delivery.account_id }, { last_sent_at: last?.intent_at ?? null });
}
