import { describe, expect, it } from 'vitest';
import { ALLOWED_TRANSITIONS, isSettled, mayBecome, POST_STATES } from './post.js';

describe('the states of a post', () => {
  it('what readers saw is never scheduled again', () => {
    expect(mayBecome('published', 'scheduled')).toBe(false);
    expect(mayBecome('retracted', 'scheduled')).toBe(false);
    expect(mayBecome('scheduled', 'published')).toBe(false);
  });

  it('a thread that waits in the middle can be retracted as far as it is out', () => {
    for (const state of ['scheduled', 'held', 'awaiting-approval'] as const)
      expect(mayBecome(state, 'retracted')).toBe(true);
  });

  it('every state can be reached and left, but for the last', () => {
    const reached = new Set(POST_STATES.flatMap((state) => ALLOWED_TRANSITIONS[state]));
    expect(POST_STATES.filter((state) => !reached.has(state))).toEqual([]);
    expect(POST_STATES.filter((state) => ALLOWED_TRANSITIONS[state].length === 0)).toEqual(['retracted']);
  });

  it('a post that waits for its time is not settled', () => {
    expect(POST_STATES.filter((state) => !isSettled(state))).toEqual([
      'draft',
      'awaiting-approval',
      'scheduled',
      'publishing',
    ]);
  });
});
