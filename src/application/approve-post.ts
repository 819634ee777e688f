import { KawarabanError } from '../domain/errors.js';
import type { PersonId } from '../domain/person.js';
import type { Post, PostId } from '../domain/post.js';
import { demandPost, refuseUnseen } from './demand-post.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { Ports } from './ports/ports.js';

type ApprovePorts = Pick<Ports, 'ledger' | 'postQueue'>;

/** Whose words they are: their own yes is none. */
export function isOwnPost({ writtenBy, changedBy }: Post, person: PersonId): boolean {
  return writtenBy === person || changedBy === person;
}

/**
 * Approves what was seen: the revision stands for text, links, pictures and account, and the ledger compares it once more
 * when it writes.
 */
export async function approvePost(ports: ApprovePorts, id: PostId, seen: number, approver: PersonId): Promise<Post> {
  const post = await demandPost(ports, id);
  refuseUnseen(post, seen);
  if (!post.needsApproval)
    throw new KawarabanError('KWB_TRANSITION_REFUSED', `post ${id} is ${post.state}, and needs no approval`);
  if (isOwnPost(post, approver))
    throw new KawarabanError(
      'KWB_OWN_POST',
      'you wrote this post, or changed it last: a second person approves it, also where a newsroom has one person only',
    );
  return letGo(ports, id, seen);
}

/** A held post that needs nobody's approval goes out. */
export async function releaseHeld(ports: ApprovePorts, id: PostId, seen: number): Promise<Post> {
  const post = await demandPost(ports, id);
  refuseUnseen(post, seen);
  if (post.needsApproval)
    throw new KawarabanError('KWB_NOT_ALLOWED', `post ${id} needs approval: an approver lets it go out`);
  return letGo(ports, id, seen);
}

async function letGo(ports: ApprovePorts, id: PostId, seen: number): Promise<Post> {
  const released = await ports.ledger.releasePost(id, seen);
  await enqueuePosts(ports, [released]);
  return released;
}
