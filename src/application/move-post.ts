import { KawarabanError } from '../domain/errors.js';
import { latest } from '../domain/latest.js';
import type { Post, PostId } from '../domain/post.js';
import { timesOf, type TimeChoice } from './compose-posts.js';
import { demandPost, refuseUnseen } from './demand-post.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { NewTime } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';

type MovePorts = Pick<Ports, 'clock' | 'ledger' | 'postQueue'>;

export type MoveWish = TimeChoice & Pick<NewTime, 'keepsTime'>;

/** Another time for a post as it was seen. */
export async function movePost(ports: MovePorts, id: PostId, seen: number, wish: MoveWish): Promise<Post> {
  const { dueAt, wallTime, inSlot } = timesOf(ports, wish);
  const { keepsTime = false } = wish;
  // Who moves a post to a time gone by means now: it is not late, as what an outage held up.
  const at = inSlot ? await findSlot(ports, id, dueAt) : latest(dueAt, ports.clock.now());
  const moved = await ports.ledger.reschedulePost(id, { at, wallTime, keepsTime }, seen);
  await enqueuePosts(ports, [moved]);
  return moved;
}

async function findSlot(ports: MovePorts, id: PostId, from: Date): Promise<Date> {
  const { account, lane } = await demandPost(ports, id);
  const free = await ports.ledger.findFreeTime(account, { postId: id, lane, dueAt: from, inSlot: true });
  if (free !== null) return free;
  throw new KawarabanError(
    'KWB_TRANSITION_REFUSED',
    `the limits of ${account.name} leave no free slot within a year: choose a time`,
  );
}

/** From now on a scheduled post waits for a person. */
export async function holdBack(ports: Pick<Ports, 'ledger'>, id: PostId, seen: number, reason: string): Promise<Post> {
  const held = await ports.ledger.holdPost(id, seen, reason);
  if (held !== null) return held;
  const post = await demandPost(ports, id);
  refuseUnseen(post, seen);
  throw new KawarabanError('KWB_TRANSITION_REFUSED', `post ${id} is ${post.state}: only a scheduled one is held`);
}
