import type { PlannedPart } from '../../application/ports/ledger.js';
import type { Post, PostId, PostState, Problem } from '../../domain/post.js';
import { APPROVAL_ENDED } from './approval-ended.js';
import { dropPrepared } from './drop-prepared.js';
import { findIdenticalText } from './find-identical-text.js';
import { inTransaction, lockAccount, readPostOrThrow, writeEvent, type LedgerContext } from './ledger-context.js';
import { newPartRow, saidBy } from './part-rows.js';
import { rememberText } from './post-texts.js';
import { findTooLate, reserve, wishOf } from './reserve-time.js';
import type { Tx } from './rows.js';
import { findOverBudget } from './spending-queries.js';
import type { Verdict } from './verdict.js';

const EDITABLE: readonly PostState[] = ['draft', 'awaiting-approval', 'held', 'scheduled', 'rejected'];
const WRITTEN_ANEW = 'it says something else now than what was refused: let it go out';

export function replaceParts(
  context: LedgerContext,
  id: PostId,
  revision: number,
  parts: readonly PlannedPart[],
  problems: readonly Problem[],
  demandsApproval = false,
): Promise<Post | null> {
  return inTransaction(context, async (tx) => {
    const found = await readPostOrThrow(tx, id);
    await lockAccount(tx, found.account.id);
    const before = await readPostOrThrow(tx, id);
    const post = { ...before, needsApproval: before.needsApproval || demandsApproval };
    if (post.revision !== revision || !EDITABLE.includes(post.state) || (await hasOpenDelivery(tx, id))) return null;
    const unsent = parts
      .map((part, position) => ({ ...part, position }))
      .filter(({ position }) => (post.parts[position]?.remoteId ?? null) === null);
    if (unsent.length === 0) return null;
    const changes = [...(await writeParts(tx, post, unsent)), ...(await removeParts(tx, post, parts.length))];
    const verdict = await judgeEdit(context, tx, post, { unsent, isChanged: changes.length > 0, found: problems });
    await tx
      .updateTable('posts')
      .set((eb) => ({
        state: verdict.state,
        next_at: verdict.nextAt.getTime(),
        problems: JSON.stringify(verdict.problems),
        reason: verdict.reason,
        needs_approval: post.needsApproval ? 1 : 0,
        revision: eb('revision', '+', 1),
        ...(changes.length === 0 ? {} : { changed_by: context.doer?.id ?? null, approved_by: null }),
      }))
      .where('id', '=', id)
      .execute();
    const edited = await readPostOrThrow(tx, id);
    if (changes.length > 0) await rememberText(context, tx, edited);
    await writeEvent(context, tx, {
      kind: 'post-changed',
      post_id: id,
      account_id: post.account.id,
      detail: describe(before, edited, changes),
    });
    return edited;
  });
}

/** What readers would see otherwise, and what that means for who let it go out. */
function describe(before: Post, after: Post, changes: readonly string[]): string {
  const said = changes.length === 0 ? 'nothing that readers see' : changes.join(', ');
  const wasApproved = before.needsApproval && (before.state === 'scheduled' || before.approvedBy !== null);
  if (wasApproved && changes.length > 0) return `${said}${APPROVAL_ENDED}`;
  const waitsNow = after.state === 'awaiting-approval' && before.state !== 'awaiting-approval';
  return waitsNow ? `${said}; it waits for approval now` : said;
}

/** Is a part on its way, or does nobody know whether it went out? */
async function hasOpenDelivery(tx: Tx, postId: PostId): Promise<boolean> {
  const open = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('post_id', '=', postId)
    .where('state', 'in', ['intent', 'unknown'])
    .executeTakeFirst();
  return open !== undefined;
}

type UnsentPart = PlannedPart & { readonly position: number };

interface Edit {
  readonly unsent: readonly UnsentPart[];
  /** Readers would see another text, link or picture. */
  readonly isChanged: boolean;
  readonly found: readonly Problem[];
}

/** What was tried with another text says nothing about the new one, and what was prepared for it is worthless. */
async function writeParts(tx: Tx, post: Post, unsent: readonly UnsentPart[]): Promise<readonly string[]> {
  const changes: string[] = [];
  for (const part of unsent) {
    const before = post.parts[part.position];
    if (before === undefined) {
      await tx
        .insertInto('parts')
        .values(newPartRow(post.id, part.position, part))
        .execute();
      changes.push(`part ${part.position + 1} added`);
      continue;
    }
    const changed = listChanged(before, part);
    const isChanged = changed.length > 0;
    await tx
      .updateTable('parts')
      .set({ ...saidBy(part), ...(isChanged ? { tried_once: '[]', sent_again: 0, prepare_begun: 0 } : {}) })
      .where('post_id', '=', post.id)
      .where('position', '=', part.position)
      .execute();
    if (!isChanged) continue;
    await dropPrepared(tx, { id: post.id, account_id: post.account.id }, part.position);
    const where = post.parts.length === 1 ? '' : ` of part ${part.position + 1}`;
    changes.push(`${changed.join(' and ')}${where} changed`);
  }
  return changes;
}

type Said = Pick<PlannedPart, 'text' | 'link' | 'media'>;

function listChanged(before: Said, now: Said): readonly string[] {
  const pictures = ({ media }: Said): string =>
    JSON.stringify(media.map(({ pictureId, url, alt }) => [pictureId, url, alt]));
  return [
    ...(before.text === now.text ? [] : ['words']),
    ...(before.link === now.link ? [] : ['link']),
    ...(pictures(before) === pictures(now) ? [] : ['pictures']),
  ];
}

async function removeParts(tx: Tx, post: Post, from: number): Promise<readonly string[]> {
  const surplus = post.parts.filter(({ position, remoteId }) => position >= from && remoteId === null);
  if (surplus.length === 0) return [];
  const positions = surplus.map(({ position }) => position);
  for (const table of ['deliveries', 'parts'] as const)
    await tx.deleteFrom(table).where('post_id', '=', post.id).where('position', 'in', positions).execute();
  return positions.map((position) => `part ${position + 1} removed`);
}

function judgeEdit(context: LedgerContext, tx: Tx, post: Post, edit: Edit): Verdict | Promise<Verdict> {
  const { state, nextAt, problems, reason } = post;
  // What was refused is refused as long as it says the same.
  if (state === 'rejected' && !edit.isChanged) return { state, nextAt, problems, reason };
  return judgeWords(context, tx, post, edit);
}

async function judgeWords(context: LedgerContext, tx: Tx, post: Post, edit: Edit): Promise<Verdict> {
  const { account } = post;
  const { unsent, found } = edit;
  const identical = await findIdenticalText(tx, account.id, unsent, post.id);
  // Other words do not make an expired time good again.
  const late = post.problems.filter((problem) => problem.code === 'late');
  const standing = [...found, identical, ...late].filter((problem) => problem !== null);
  const isFreed = isHeldForProblems(post) && standing.length === 0;
  const { nextAt, tooLate } = isFreed ? await findTime(context, tx, post) : { nextAt: post.nextAt, tooLate: null };
  const price = { postId: post.id, parts: unsent, at: nextAt };
  const problems = [...standing, tooLate, await findOverBudget(tx, account, price)].filter((each) => each !== null);
  if (post.state === 'draft') return { state: 'draft', nextAt, problems, reason: null };
  const [worst] = problems;
  if (worst !== undefined) {
    const isHeldOtherwise = post.state === 'held' && !isHeldForProblems(post);
    return { state: 'held', nextAt, problems, reason: isHeldOtherwise ? post.reason : worst.message };
  }
  // Its time is over, and what was approved are the words that were refused.
  if (post.state === 'rejected') return { state: 'held', nextAt, problems, reason: WRITTEN_ANEW };
  if (post.state !== 'scheduled' && !isFreed) return { state: post.state, nextAt, problems, reason: post.reason };
  return { state: isApproved(post, edit) ? 'scheduled' : 'awaiting-approval', nextAt, problems, reason: null };
}

/** What a person approved is the words that were there. */
function isApproved({ state, needsApproval }: Post, { isChanged }: Edit): boolean {
  return !needsApproval || (state === 'scheduled' && !isChanged);
}

/** A silence, too, holds posts: those wait for a person whatever their words are. */
function isHeldForProblems(post: Post): boolean {
  return post.state === 'held' && post.problems.length > 0 && post.reason === post.problems[0]?.message;
}

async function findTime(
  context: LedgerContext,
  tx: Tx,
  post: Post,
): Promise<{ readonly nextAt: Date; readonly tooLate: Problem | null }> {
  // A thread that has begun is finished whatever the limits.
  if (post.parts.some((part) => part.remoteId !== null)) return { nextAt: post.nextAt, tooLate: null };
  const reserved = await reserve(context, tx, post.account, wishOf(post, context.clock.now()));
  return { nextAt: reserved ?? post.dueAt, tooLate: findTooLate(reserved, post.expiresAt) };
}
