import { describe, expect, it } from 'vitest';
import { nextStep } from './next-step.js';

const refused = { state: 'rejected', actions: ['edit', 'move', 'cancel'] } as const;
const draft = { state: 'draft', actions: ['edit', 'move', 'queue', 'cancel'] } as const;
const held = { state: 'held', actions: ['edit', 'release'] } as const;

describe('once the new words of a post are saved', () => {
  it('a post that the network refused is let go', () => {
    expect(nextStep(refused, held, 'queue')).toBe('release');
  });

  it('a post that the network refused waits for an approver where it needs one', () => {
    expect(nextStep(refused, { state: 'held', actions: ['edit'] }, 'queue')).toBe('none');
  });

  it('a post that a person held stays held', () => {
    expect(nextStep(held, held, 'queue')).toBe('none');
  });

  it('a draft is queued, or kept', () => {
    expect(nextStep(draft, draft, 'queue')).toBe('queue');
    expect(nextStep(draft, draft, 'draft')).toBe('keep');
  });
});
