import type { Post, PostId } from '../domain/post.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { DraftWish } from './ports/desk-ledger.js';
import type { Ports } from './ports/ports.js';

/** A draft, as it was seen, goes out: at its time, in a slot, or once somebody has approved it. */
export async function queueDraft(
  ports: Pick<Ports, 'ledger' | 'postQueue'>,
  id: PostId,
  seen: number,
  wish: DraftWish,
): Promise<Post> {
  const queued = await ports.ledger.queueDraft(id, seen, wish);
  await enqueuePosts(ports, [queued]);
  return queued;
}
