import type { PostState } from '../../../src/domain/post.js';
import type { Random } from '../../chaos/random.js';

type Shares = readonly (readonly [PostState, number])[];

/** Out of a thousand posts whose time has come; the others are published. */
export const PAST: Shares = [
  ['cancelled', 40],
  ['expired', 25],
  ['rejected', 10],
  ['retracted', 10],
  ['draft', 5],
  ['held', 2],
  ['unconfirmed', 1],
];

/** Out of a thousand whose time is to come; the others are scheduled. */
export const TO_COME: Shares = [
  ['awaiting-approval', 60],
  ['draft', 40],
  ['held', 20],
  ['cancelled', 20],
];

export function pickState(random: Random, shares: Shares, otherwise: PostState): PostState {
  let left = random.below(1_000);
  for (const [state, share] of shares) {
    left -= share;
    if (left < 0) return state;
  }
  return otherwise;
}
