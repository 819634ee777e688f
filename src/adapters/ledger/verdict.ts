import type { PostState, Problem } from '../../domain/post.js';

/** What becomes of a post among what its account has said, has planned and may spend. */
export interface Verdict {
  readonly state: PostState;
  readonly nextAt: Date;
  readonly problems: readonly Problem[];
  readonly reason: string | null;
}
