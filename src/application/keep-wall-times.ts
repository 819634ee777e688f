import { enqueuePosts } from './enqueue-posts.js';
import { nullIfRefused } from './null-if-refused.js';
import { resolveWallTime } from './parse-time.js';
import type { Ports } from './ports/ports.js';

/** Half past six stays half past six: posts at a wall time follow when the rules of their zone have changed. */
export async function keepWallTimes(ports: Pick<Ports, 'clock' | 'ledger' | 'postQueue'>): Promise<void> {
  for (const post of await ports.ledger.listPosts({ state: 'scheduled' })) {
    const { wallTime, keepsTime } = post;
    if (wallTime === null || post.dueAt <= ports.clock.now()) continue;
    const at = resolveWallTime(wallTime);
    if (at.getTime() === post.dueAt.getTime()) continue;
    // Not before the end of an embargo, for one: what cannot be moved keeps its time.
    const moved = await ports.ledger.reschedulePost(post.id, { at, wallTime, keepsTime }).catch(nullIfRefused);
    if (moved !== null) await enqueuePosts(ports, [moved]);
  }
}
