import type { Post } from '../server/contract.js';
import { isAtOnce } from '../time/newsroom-time.js';

/** A second person says what becomes of it. */
export function waitsForApproval({ state, needsApproval }: Pick<Post, 'state' | 'needsApproval'>): boolean {
  return state === 'awaiting-approval' || (state === 'held' && needsApproval);
}

/** What a post does next, now that a person has let it go. */
export function whatComes(post: Pick<Post, 'state' | 'nextAt' | 'needsApproval'>, now: number): string {
  const { state, nextAt } = post;
  if (waitsForApproval(post)) return 'It waits for approval';
  if (state === 'held') return 'It is held: see why';
  if (state === 'rejected') return 'It stays refused: it says the same as before';
  return state === 'scheduled' && !isAtOnce(nextAt, now) ? 'It goes out at its time' : 'It goes out now';
}
