import type { Post } from '../domain/post.js';
import type { WallTime } from '../domain/wall-time.js';
import { enqueuePosts } from './enqueue-posts.js';
import { nullIfRefused } from './null-if-refused.js';
import { isWallTime, resolveWallTime } from './parse-time.js';
import type { Events } from './ports/events.js';
import type { Ports } from './ports/ports.js';

type WallTimePorts = Pick<Ports, 'clock' | 'ledger' | 'postQueue'> & {
  readonly events: Pick<Events, 'wallTimeUnkept'>;
};

/**
 * Half past six stays half past six: posts at a wall time follow when the rules of their zone have changed. One that
 * cannot be read keeps its time, and nothing from starting.
 */
export async function keepWallTimes(ports: WallTimePorts): Promise<void> {
  for (const post of await ports.ledger.listPosts({ state: 'scheduled' })) {
    if (post.wallTime === null || post.dueAt <= ports.clock.now()) continue;
    await keepWallTime(ports, post, post.wallTime).catch((error: unknown) => ports.events.wallTimeUnkept(post, error));
  }
}

async function keepWallTime(ports: WallTimePorts, post: Post, wallTime: WallTime): Promise<void> {
  if (isWallTime(wallTime, post.dueAt)) return;
  // Not before the end of an embargo, for one: what cannot be moved keeps its time.
  const at = resolveWallTime(wallTime);
  const moved = await ports.ledger
    .reschedulePost(post.id, { at, wallTime, keepsTime: post.keepsTime })
    .catch(nullIfRefused);
  if (moved !== null) await enqueuePosts(ports, [moved]);
}
