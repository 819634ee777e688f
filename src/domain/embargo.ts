import type { Problem } from './post.js';

/** Stands for one that nobody could read: no permission, and it ends by no time. */
export const UNREADABLE_EMBARGO = new Date(Date.UTC(9999, 11, 31));

export function isUnreadable(until: Date): boolean {
  return until >= UNREADABLE_EMBARGO;
}

/** The instant that a post waits for. Null = there is none: no embargo, or no time of it. */
export function endOf(embargo: Date | null): Date | null {
  return embargo === null || isUnreadable(embargo) ? null : embargo;
}

export const EMBARGO_UNREADABLE: Problem = {
  code: 'embargo-unreadable',
  part: null,
  message:
    'the embargo of the article could not be read: release is possible when its source says until when, or two people lift it',
};
