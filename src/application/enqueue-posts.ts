import type { Post } from '../domain/post.js';
import type { Ports } from './ports/ports.js';

/** Sets the alarms of scheduled posts. With the queue away the ledger's sweep sends them, late by at most its interval. */
export async function enqueuePosts({ postQueue }: Pick<Ports, 'postQueue'>, posts: readonly Post[]): Promise<void> {
  const scheduled = posts.filter(({ state }) => state === 'scheduled');
  await Promise.all(
    scheduled.map(({ id, revision, nextAt }) =>
      postQueue.enqueue({ postId: id, revision }, nextAt).catch(() => undefined),
    ),
  );
}
