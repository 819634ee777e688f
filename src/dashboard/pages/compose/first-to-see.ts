import type { Post } from '../../server/contract.js';

/** Of posts that were made together: one that is held, since it waits for a person; else the first. */
export function firstToSee(posts: readonly Post[]): Post | undefined {
  return posts.find(({ state }) => state === 'held') ?? posts[0];
}
