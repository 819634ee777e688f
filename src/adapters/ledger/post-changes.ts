import { KawarabanError } from '../../domain/errors.js';
import { mayBecome, type Post, type PostId, type PostState } from '../../domain/post.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';

export function cancelPost(context: LedgerContext, id: PostId): Promise<Post> {
  return changePost(context, id, async (tx, post) => {
    if (post.state === 'cancelled') return;
    refuseWhilePublishing(post, 'it is being sent right now: look again in a minute, and retract it if it went out');
    const sent = post.parts.filter((part) => part.remoteId !== null).length;
    const reason = sent > 0 ? `cancelled after ${sent} of ${post.parts.length} parts went out` : 'cancelled by hand';
    await moveTo(tx, post, 'cancelled', { reason });
    await writeEvent(context, tx, { kind: 'post-cancelled', post_id: id, detail: reason });
  });
}

export function reschedulePost(context: LedgerContext, id: PostId, at: Date): Promise<Post> {
  return changePost(context, id, async (tx, post) => {
    refuseWhilePublishing(post, 'it is being sent right now');
    if (post.state === 'unconfirmed')
      refuse(
        post,
        'nobody knows whether it went out: look on the network, then cancel it here and queue it anew if it is not there',
      );
    if (post.parts.some((part) => part.remoteId !== null)) refuse(post, 'parts of it went out already');
    if (post.problems.length > 0)
      refuse(post, `it has a problem that another time does not cure: ${post.problems[0]?.message ?? ''}`);
    const times = { due_at: at.getTime(), next_at: at.getTime(), expires_at: movedExpiry(post, at) };
    if (post.state === 'awaiting-approval' || post.state === 'draft') {
      await tx
        .updateTable('posts')
        .set((eb) => ({ ...times, revision: eb('revision', '+', 1) }))
        .where('id', '=', id)
        .execute();
    } else {
      await moveTo(tx, post, 'scheduled', { ...times, reason: null });
    }
    await writeEvent(context, tx, { kind: 'post-rescheduled', post_id: id, detail: at.toISOString() });
  });
}

export function markRetracted(context: LedgerContext, id: PostId): Promise<Post> {
  return changePost(context, id, async (tx, post) => {
    if (post.state === 'retracted') return;
    await moveTo(tx, post, 'retracted', { reason: 'deleted from the network by hand' });
    await writeEvent(context, tx, { kind: 'post-retracted', post_id: id, detail: '' });
  });
}

/** A person who chooses another time wants it sent then: the post lives as long after it as it did after the old one. */
function movedExpiry(post: Post, at: Date): number | null {
  if (post.expiresAt === null) return null;
  return at.getTime() + Math.max(post.expiresAt.getTime() - post.dueAt.getTime(), 0);
}

function changePost(context: LedgerContext, id: PostId, change: (tx: Tx, post: Post) => Promise<void>): Promise<Post> {
  return inTransaction(context, async (tx) => {
    const found = await readPostOrThrow(tx, id);
    await lockAccount(context, tx, found.account.id);
    await change(tx, await readPostOrThrow(tx, id));
    return readPostOrThrow(tx, id);
  });
}

async function moveTo(
  tx: Tx,
  post: Post,
  state: PostState,
  change: { reason: string | null; due_at?: number; next_at?: number; expires_at?: number | null },
): Promise<void> {
  if (state !== post.state && !mayBecome(post.state, state)) refuse(post, `it cannot become ${state}`);
  await tx
    .updateTable('posts')
    .set((eb) => ({ ...change, state, revision: eb('revision', '+', 1) }))
    .where('id', '=', post.id)
    .execute();
}

function refuseWhilePublishing(post: Post, why: string): void {
  if (post.state === 'publishing') refuse(post, why);
}

function refuse(post: Post, why: string): never {
  throw new KawarabanError('KWB_TRANSITION_REFUSED', `post ${post.id} is ${post.state}: ${why}`);
}
