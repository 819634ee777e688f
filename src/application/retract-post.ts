import { KawarabanError } from '../domain/errors.js';
import type { Post, PostId } from '../domain/post.js';
import { demandPost } from './demand-post.js';
import type { Ports } from './ports/ports.js';

/** Deletes from the network whatever of the post is there, the last part first. Harmless to repeat. */
export async function retractPost(
  { ledger, networks }: Pick<Ports, 'ledger' | 'networks'>,
  id: PostId,
  signal: AbortSignal,
): Promise<Post> {
  const post = await demandPost({ ledger }, id);
  if (post.state === 'retracted') return post;
  const published = post.parts.filter((part) => part.remoteId !== null).reverse();
  if (published.length === 0)
    throw new KawarabanError(
      'KWB_TRANSITION_REFUSED',
      `post ${id} is ${post.state} and nothing of it is on the network: cancel it instead`,
    );
  if (post.state === 'publishing' || post.state === 'scheduled')
    throw new KawarabanError(
      'KWB_TRANSITION_REFUSED',
      `post ${id} is ${post.state}: cancel the rest of it first, then retract it`,
    );
  for (const part of published) {
    const outcome = await networks[post.account.network].retract(part.remoteId ?? '', post.account, signal);
    if (outcome.kind === 'failed')
      throw new KawarabanError(
        'KWB_NETWORK_REFUSED',
        `${post.account.name} did not delete part ${part.position + 1}: ${outcome.answer.message}`,
      );
  }
  return ledger.markRetracted(id);
}
