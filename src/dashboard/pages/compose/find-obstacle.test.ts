import { describe, expect, it } from 'vitest';
import { findObstacle } from './find-obstacle.js';

const TOO_LONG = { code: 'too-long', part: 2, message: 'Part 3 of 3 has 409 of 280 characters, 129 too many' };
const EMPTY = { code: 'empty', part: null, message: 'The post has no text, no link and no picture.' };

describe('what keeps a post from being queued', () => {
  it('is nothing where no account has a problem', () => {
    expect(findObstacle([judged('Harbour Post', [])])).toBeNull();
  });

  it('is the first problem of the first account that has one', () => {
    const previews = [judged('Harbour Post', []), judged('@harbour', [TOO_LONG, EMPTY]), judged('@other', [EMPTY])];
    const complaint = '@harbour: Part 3 of 3 has 409 of 280 characters, 129 too many.';
    expect(findObstacle(previews)).toEqual({ account: 'id of @harbour', part: 2, complaint });
  });

  it('is sought in the first part where it is in no part of its own', () => {
    expect(findObstacle([judged('Harbour Post', [EMPTY])])).toMatchObject({ part: 0 });
  });
});

function judged(name: string, problems: (typeof TOO_LONG | typeof EMPTY)[]) {
  return { account: { id: `id of ${name}`, name, network: 'x' as const, simulated: false }, problems };
}
