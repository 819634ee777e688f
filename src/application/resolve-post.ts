import { KawarabanError } from '../domain/errors.js';
import type { Post, PostId } from '../domain/post.js';
import { demandPost } from './demand-post.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { Ports } from './ports/ports.js';

type ResolvePorts = Pick<Ports, 'ledger' | 'networks' | 'postQueue'>;

/** A person saw an unconfirmed post on the network, at this address: it is adopted, and a thread goes on. */
export async function confirmPublished(ports: ResolvePorts, id: PostId, address: string, seen?: number): Promise<Post> {
  const post = await demandPost(ports, id);
  const remoteId = ports.networks[post.account.network].remoteIdIn(address);
  if (remoteId === null)
    throw new KawarabanError('KWB_USAGE', `${address} is not the address of a single post on ${post.account.network}`);
  const confirmed = await ports.ledger.confirmPublished(id, remoteId, address, seen);
  await enqueuePosts(ports, [confirmed]);
  return confirmed;
}

/** A person saw that an unconfirmed post is not on the network: it is sent again. */
export async function confirmAbsent(ports: ResolvePorts, id: PostId, seen?: number): Promise<Post> {
  const post = await ports.ledger.confirmAbsent(id, seen);
  await enqueuePosts(ports, [post]);
  return post;
}

/** A person lets a held post, or one that waits for approval, go out. */
export async function releasePost(ports: ResolvePorts, id: PostId): Promise<Post> {
  const post = await ports.ledger.releasePost(id);
  await enqueuePosts(ports, [post]);
  return post;
}
