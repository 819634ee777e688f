import { isOwnPost } from '../../application/approve-post.js';
import type { CalendarEntry } from '../../application/ports/desk-ledger.js';
import { isAnswerable } from '../../domain/correction.js';
import { isAtLeast } from '../../domain/person.js';
import { mayBecome, type Post, type PostState } from '../../domain/post.js';
import type { ACTIONS } from '../contract/posts.js';
import type { Asker } from './asked.js';

export type Action = (typeof ACTIONS)[number];
type Rule = (post: Post, asker: Asker) => boolean;

const EDITABLE: readonly PostState[] = ['draft', 'awaiting-approval', 'held', 'scheduled', 'rejected'];
const MOVABLE: readonly PostState[] = [...EDITABLE, 'expired'];

const hasSent = ({ parts }: Post): boolean => parts.some(({ remoteId }) => remoteId !== null);
const canEdit: Rule = ({ state, parts }) => EDITABLE.includes(state) && parts.some(({ remoteId }) => remoteId === null);

/** What each action asks of the post; the ledger has the last word. */
const RULES: Readonly<Record<Action, { readonly from: 'editor' | 'approver'; readonly fits: Rule }>> = {
  edit: { from: 'editor', fits: canEdit },
  move: { from: 'editor', fits: (post) => isMovable(post.state, hasSent(post)) },
  queue: { from: 'editor', fits: ({ state }) => state === 'draft' },
  approve: { from: 'approver', fits: (post, { person }) => waitsForApproval(post) && !isOwnPost(post, person.id) },
  return: { from: 'approver', fits: ({ state }) => state === 'awaiting-approval' },
  release: { from: 'editor', fits: ({ state, needsApproval }) => state === 'held' && !needsApproval },
  hold: { from: 'editor', fits: ({ state }) => state === 'scheduled' },
  cancel: { from: 'editor', fits: ({ state }) => state !== 'publishing' && mayBecome(state, 'cancelled') },
  confirm: { from: 'editor', fits: ({ state }) => state === 'unconfirmed' },
  resend: { from: 'editor', fits: ({ state }) => state === 'unconfirmed' },
  correct: { from: 'editor', fits: isAnswerable },
  retract: {
    from: 'approver',
    fits: (post) => hasSent(post) && post.state !== 'scheduled' && mayBecome(post.state, 'retracted'),
  },
};

function isMovable(state: PostState, hasBegun: boolean): boolean {
  return MOVABLE.includes(state) && !hasBegun;
}

/** As `move` among the actions of a whole post. */
export function mayMove({ state, hasBegun }: Pick<CalendarEntry, 'state' | 'hasBegun'>, { role }: Asker): boolean {
  return isAtLeast(role, RULES.move.from) && isMovable(state, hasBegun);
}

function waitsForApproval({ state, needsApproval }: Post): boolean {
  return state === 'awaiting-approval' || (state === 'held' && needsApproval);
}

export function actionsFor(post: Post, asker: Asker): Action[] {
  return (Object.keys(RULES) as Action[]).filter(
    (action) => isAtLeast(asker.role, RULES[action].from) && RULES[action].fits(post, asker),
  );
}
