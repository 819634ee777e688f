import type { PostId } from '../../domain/post.js';

/** All that Redis ever knows about a post. */
export interface Alarm {
  readonly postId: PostId;
  readonly revision: number;
}

/** Rings an alarm at its time. It may ring twice or, after a loss, never: the ledger's sweep is the net below it. */
export interface PostQueue {
  /** Harmless to repeat. `at` is ledger time; a time gone by rings at once. Rejects when the queue is away. */
  enqueue(alarm: Alarm, at: Date): Promise<void>;
}
