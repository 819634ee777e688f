import type { Post } from '../domain/post.js';
import type { WallTime } from '../domain/wall-time.js';

/** When somebody wants it; both null = as the templates say, or now. */
export interface WantedTime {
  readonly at: Date | null;
  /** Where the person wrote a wall time. */
  readonly wallTime: WallTime | null;
}

/** A post with the length of each part in its network's measure. */
export interface PostView {
  readonly post: Post;
  readonly lengths: readonly { readonly used: number; readonly limit: number }[];
}
