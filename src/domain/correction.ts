import type { NetworkName } from './account.js';
import type { Post } from './post.js';

/** How readers of a network learn that a post was wrong: by an answer below it, or by its words, which change in place. */
export const CORRECTED_BY: Readonly<Record<NetworkName, 'reply' | 'edit'>> = { x: 'reply', facebook: 'edit' };

/** How a correction begins, by hand and by rule. */
export const CORRECTION_BEGINS = 'Correction:';

/** Readers see it, and may be answered below it. */
export function isAnswerable({ state, account, parts }: Pick<Post, 'state' | 'account' | 'parts'>): boolean {
  return state === 'published' && CORRECTED_BY[account.network] === 'reply' && firstRemoteId({ parts }) !== null;
}

/** Below the first part, where it is found; null while that is not out. */
export function firstRemoteId({ parts }: Pick<Post, 'parts'>): string | null {
  return parts[0]?.remoteId ?? null;
}
