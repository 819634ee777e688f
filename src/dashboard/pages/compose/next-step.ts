import type { Post, PostAction } from '../../server/contract.js';

export type As = 'draft' | 'queue';
type Known = Readonly<{ state: Post['state']; actions: readonly PostAction[] }>;

/** What brings a post where the writer wants it, once its new words are saved. */
export function nextStep(before: Known, saved: Known, as: As): 'queue' | 'keep' | 'release' | 'none' {
  if (saved.state === 'draft') return as === 'queue' ? 'queue' : 'keep';
  // What the network refused is held when it says something else, until somebody lets it go.
  const isLetGo = as === 'queue' && before.state === 'rejected' && saved.actions.includes('release');
  return isLetGo ? 'release' : 'none';
}
