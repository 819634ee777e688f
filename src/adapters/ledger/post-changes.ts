import { refuseUnseen } from '../../application/demand-post.js';
import type { NewTime } from '../../application/ports/ledger.js';
import { EMBARGO_UNREADABLE } from '../../domain/embargo.js';
import { KawarabanError } from '../../domain/errors.js';
import { mayBecome, type Post, type PostId, type PostState, type Problem } from '../../domain/post.js';
import { APPROVAL_ENDED } from './approval-ended.js';
import { dropPrepared } from './drop-prepared.js';
import { findIdenticalText } from './find-identical-text.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { ACCOUNT_RETIRED, ENDED } from './move-post.js';
import { pardonFinding } from './page-checks.js';
import { refuseBeforeEmbargo } from './refuse-embargoed.js';
import { findTooLate, reserve, wishOf } from './reserve-time.js';
import type { Tx } from './rows.js';
import type { PostRow } from './schema.js';
import { readSilence } from './silence-queries.js';
import { findOverBudget } from './spending-queries.js';
import { rememberApproval } from './told-revisions.js';
import type { Verdict } from './verdict.js';

/**
 * Problems of time, money, likeness, withdrawal and bare links: a person may overrule them. An embargo is guarded by
 * itself. The others are the text's.
 */
const OVERRULABLE = ['late', 'no-free-slot', 'over-budget', 'alike', 'withdrawn', 'no-words', EMBARGO_UNREADABLE.code];

export function cancelPost(context: LedgerContext, id: PostId, seen?: number): Promise<Post> {
  return changePost(context, id, seen, async (tx, post) => {
    if (post.state === 'cancelled') return;
    if (post.state === 'publishing') await refuseWhilePublishing(tx, post);
    const sent = post.parts.filter((part) => part.remoteId !== null).length;
    const reason = sent > 0 ? `cancelled after ${sent} of ${post.parts.length} parts went out` : 'cancelled by hand';
    await moveTo(tx, post, 'cancelled', { reason });
    await writeEvent(context, tx, { kind: 'post-cancelled', post_id: id, detail: reason });
  });
}

async function refuseWhilePublishing(tx: Tx, post: Post): Promise<never> {
  const { claim_token } = await tx
    .selectFrom('posts')
    .select('claim_token')
    .where('id', '=', post.id)
    .executeTakeFirstOrThrow();
  return refuse(
    post,
    claim_token === null
      ? 'nobody knows yet whether it went out, and it is being looked for: cancel it, or retract it, when that is known'
      : 'too late: it is being sent right now; look again in a minute and retract it if it went out',
  );
}

export function reschedulePost(context: LedgerContext, id: PostId, time: NewTime, seen?: number): Promise<Post> {
  const { at, wallTime } = time;
  return changePost(context, id, seen, async (tx, post) => {
    refuseWhereTimeIsNoMatter(post);
    // A draft has no place among the others yet: the limits are asked when it is queued.
    const keepsTime = time.keepsTime === true && post.state !== 'draft';
    await refuseBeforeEmbargo(tx, post, at);
    if (post.state !== 'draft') await refuseUnfitText(tx, post);
    const expiresAt = movedExpiry(post, at);
    const { state, nextAt, problems, reason } = await judgeTime(context, tx, post, { at, keepsTime }, expiresAt);
    await moveTo(tx, post, state, {
      ...(state === 'awaiting-approval' ? { approved_by: null } : {}),
      due_at: at.getTime(),
      keeps_time: keepsTime ? 1 : 0,
      in_slot: 0,
      wall_time: wallTime?.at ?? null,
      wall_zone: wallTime?.zone ?? null,
      next_at: nextAt.getTime(),
      expires_at: expiresAt?.getTime() ?? null,
      problems: JSON.stringify(problems),
      reason,
    });
    const detail = describeMove(post, state, at, keepsTime);
    await writeEvent(context, tx, { kind: 'post-rescheduled', post_id: id, detail });
  });
}

function describeMove({ approvedBy }: Post, state: PostState, at: Date, keepsTime: boolean): string {
  const kept = keepsTime ? ', whatever the limits of the account say' : '';
  const ended = state === 'awaiting-approval' && approvedBy !== null ? APPROVAL_ENDED : '';
  return `${at.toISOString()}${kept}${ended}`;
}

async function judgeTime(
  context: LedgerContext,
  tx: Tx,
  post: Post,
  { at, keepsTime }: { readonly at: Date; readonly keepsTime: boolean },
  expiresAt: Date | null,
): Promise<Verdict> {
  const { id: postId, lane, account } = post;
  const reserved = await reserve(context, tx, account, { postId, lane, dueAt: at, inSlot: false, keepsTime });
  const nextAt = reserved ?? at;
  const price = { postId, parts: post.parts, at: nextAt };
  const problems = [findTooLate(reserved, expiresAt), await findOverBudget(tx, account, price)].filter(
    (problem) => problem !== null,
  );
  const [worst] = problems;
  if (post.state === 'draft') return { state: 'draft', nextAt: at, problems: post.problems, reason: null };
  if (worst !== undefined) return { state: 'held', nextAt, problems, reason: worst.message };
  return { state: stateAtNewTime(post), nextAt, problems, reason: null };
}

/** Another time is no approval. What was held or has expired may not have had it: it is asked for again. */
function stateAtNewTime({ state, needsApproval }: Post): PostState {
  const isApproved = state === 'scheduled' || state === 'rejected';
  return needsApproval && !isApproved ? 'awaiting-approval' : 'scheduled';
}

function refuseWhereTimeIsNoMatter(post: Post): void {
  if (post.state === 'publishing') refuse(post, 'it is being sent right now, or nobody knows yet whether it went out');
  if (post.state === 'unconfirmed')
    refuse(post, 'nobody knows whether it went out: look on the network, then confirm or resend it');
  if (post.parts.some((part) => part.remoteId !== null)) refuse(post, 'parts of it went out already');
}

export function releasePost(context: LedgerContext, id: PostId, seen?: number): Promise<Post> {
  return changePost(context, id, seen, async (tx, post) => {
    if (post.state === 'scheduled') return;
    if (post.state !== 'held' && post.state !== 'awaiting-approval')
      refuse(post, 'only what is held or waits for approval can be released');
    const now = context.clock.now();
    const silence = await readSilence(tx, now);
    if (silence !== null) refuse(post, `the newsroom is silent (${silence.reason}): end the silence first`);
    await refuseUnfitText(tx, post);
    const nextAt = await findReleaseTime(context, tx, post);
    await refuseBeforeEmbargo(tx, post, nextAt);
    await moveTo(tx, post, 'scheduled', {
      next_at: nextAt.getTime(),
      expires_at: expiryFor(post, nextAt, now)?.getTime() ?? null,
      problems: '[]',
      reason: null,
      ...approvalOf(context, post),
    });
    await pardonFinding(tx, id);
    await rememberApproval(tx, id, now);
    await writeEvent(context, tx, {
      kind: 'post-released',
      post_id: id,
      detail: post.problems.length === 0 ? post.state : `${post.state}, although ${wordsOf(post.problems)}`,
    });
  });
}

function approvalOf({ doer }: LedgerContext, { needsApproval }: Post): Partial<Pick<PostRow, 'approved_by'>> {
  return needsApproval ? { approved_by: doer?.id ?? null } : {};
}

function expiryFor(post: Post, nextAt: Date, now: Date): Date | null {
  const isTooLate = post.expiresAt !== null && (post.expiresAt <= now || post.expiresAt < nextAt);
  return isTooLate ? movedExpiry(post, nextAt) : post.expiresAt;
}

/** A thread that has begun is finished whatever the limits. */
async function findReleaseTime(context: LedgerContext, tx: Tx, post: Post): Promise<Date> {
  const now = context.clock.now();
  if (post.parts.some((part) => part.remoteId !== null)) return post.nextAt > now ? post.nextAt : now;
  const reserved = await reserve(context, tx, post.account, wishOf(post, now));
  return reserved ?? refuse(post, 'the limits of the account leave no free time within a year');
}

/** Neither another time nor a person's word makes it sendable. */
async function refuseUnfitText(tx: Tx, post: Post): Promise<void> {
  const unsent = post.parts.filter((part) => part.remoteId === null);
  const identical = await findIdenticalText(tx, post.account.id, unsent, post.id);
  const known = post.problems.filter(({ code }) => !OVERRULABLE.includes(code));
  const problems = known.length > 0 || identical === null ? known : [identical];
  if (problems.length > 0) refuse(post, `edit it first: ${wordsOf(problems)}`);
}

function wordsOf(problems: readonly Problem[]): string {
  return problems.map((problem) => problem.message).join('; ');
}

/** It is given back to be written anew. */
export function returnPost(context: LedgerContext, id: PostId, seen: number, note: string): Promise<Post> {
  return changePost(context, id, seen, async (tx, post) => {
    await moveTo(tx, post, 'draft', { reason: note, keeps_time: 0 });
    await writeEvent(context, tx, { kind: 'post-returned', post_id: id, detail: note });
  });
}

export function markRetracted(context: LedgerContext, id: PostId): Promise<Post> {
  return changePost(context, id, undefined, async (tx, post) => {
    if (post.state === 'retracted') return;
    await moveTo(tx, post, 'retracted', { reason: 'deleted from the network by hand' });
    await writeEvent(context, tx, { kind: 'post-retracted', post_id: id, detail: '' });
  });
}

/**
 * A person who chooses another time wants it sent then: the post lives as long after it as it did after the old one,
 * or, if it was never to be sent by its time, as it did after it was planned.
 */
function movedExpiry({ expiresAt, dueAt, createdAt }: Post, at: Date): Date | null {
  if (expiresAt === null) return null;
  const lifeMs = [dueAt, createdAt].map((from) => expiresAt.getTime() - from.getTime()).find((ms) => ms > 0);
  return lifeMs === undefined ? null : new Date(at.getTime() + lifeMs);
}

/** `seen`: the revision that the person looked at. */
export function changePost(
  context: LedgerContext,
  id: PostId,
  seen: number | undefined,
  change: (tx: Tx, post: Post) => Promise<void>,
): Promise<Post> {
  return inTransaction(context, async (tx) => {
    const found = await readPostOrThrow(tx, id);
    await lockAccount(tx, found.account.id);
    const post = await readPostOrThrow(tx, id);
    refuseUnseen(post, seen);
    await change(tx, post);
    return readPostOrThrow(tx, id);
  });
}

type PostChange = Pick<PostRow, 'reason'> &
  Partial<
    Pick<
      PostRow,
      | 'approved_by'
      | 'needs_approval'
      | 'due_at'
      | 'keeps_time'
      | 'in_slot'
      | 'wall_time'
      | 'wall_zone'
      | 'next_at'
      | 'expires_at'
      | 'problems'
    >
  >;

export async function moveTo(tx: Tx, post: Post, state: PostState, change: PostChange): Promise<void> {
  if (state !== post.state && !mayBecome(post.state, state))
    refuse(post, `it cannot become ${state}${change.reason === null ? '' : `: ${change.reason}`}`);
  if (post.account.state === 'retired' && !ENDED.includes(state)) refuse(post, `${ACCOUNT_RETIRED}: queue it anew`);
  await tx
    .updateTable('posts')
    .set((eb) => ({ ...change, state, revision: eb('revision', '+', 1) }))
    .where('id', '=', post.id)
    .execute();
  if (ENDED.includes(state)) await dropPrepared(tx, { id: post.id, account_id: post.account.id });
}

function refuse(post: Post, why: string): never {
  throw new KawarabanError('KWB_TRANSITION_REFUSED', `post ${post.id} is ${post.state}: ${why}`);
}
