import type { Post } from '../server/contract.js';

/** By the time that it is read it is over. */
const AT_ONCE_MS = 30_000;

/** What a post does next, now that a person has let it go. */
export function whatComes(
  { state, nextAt, needsApproval }: Pick<Post, 'state' | 'nextAt' | 'needsApproval'>,
  now: number,
): string {
  if (state === 'awaiting-approval' || (state === 'held' && needsApproval)) return 'It waits for approval';
  if (state === 'held') return 'It is held: see why';
  if (state === 'rejected') return 'It stays refused: it says the same as before';
  const isLater = state === 'scheduled' && Date.parse(nextAt) > now + AT_ONCE_MS;
  return isLater ? 'It goes out at its time' : 'It goes out now';
}
