import type { Post } from '../domain/post.js';
import type { Ports } from './ports/ports.js';

/** Sets the alarms of scheduled posts. With the queue away the ledger's sweep sends them, late by at most its interval. */
export async function enqueuePosts({ postQueue }: Pick<Ports, 'postQueue'>, posts: readonly Post[]): Promise<void> {
  for (const post of posts)
    if (post.state === 'scheduled')
      await postQueue.enqueue({ postId: post.id, revision: post.revision }, post.nextAt).catch(() => undefined);
}
