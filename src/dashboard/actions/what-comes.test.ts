import { describe, expect, it } from 'vitest';
import type { PostState } from '../server/contract.js';
import { whatComes } from './what-comes.js';

const NOW = Date.parse('2026-11-27T09:30:00Z');
const LATER = '2026-11-27T09:45:00.000Z';
const AT_ONCE = '2026-11-27T09:30:00.000Z';

describe('what is said of a post that was let go', () => {
  it.each<readonly [PostState, string, string]>([
    ['scheduled', AT_ONCE, 'It goes out now'],
    ['publishing', AT_ONCE, 'It goes out now'],
    ['published', AT_ONCE, 'It goes out now'],
    ['scheduled', LATER, 'It goes out at its time'],
    ['awaiting-approval', AT_ONCE, 'It waits for approval'],
    ['held', AT_ONCE, 'It is held: see why'],
    ['rejected', AT_ONCE, 'It stays refused: it says the same as before'],
  ])('%s, next at %s: %s', (state, nextAt, said) => {
    expect(whatComes({ state, nextAt, needsApproval: false }, NOW)).toBe(said);
  });

  it('a held one that needs approval waits for it', () => {
    expect(whatComes({ state: 'held', nextAt: AT_ONCE, needsApproval: true }, NOW)).toBe('It waits for approval');
  });
});
