import { KawarabanError } from '../domain/errors.js';
import type { Post, PostId } from '../domain/post.js';
import type { Ports } from './ports/ports.js';

/** The post, or the error of somebody who named one that is not there. */
export async function demandPost({ ledger }: Pick<Ports, 'ledger'>, id: PostId): Promise<Post> {
  const post = await ledger.findPost(id);
  if (post === null) throw noSuchPost(id);
  return post;
}

export function noSuchPost(id: PostId): KawarabanError {
  return new KawarabanError('KWB_NOT_FOUND', `there is no post ${id}: kawaraban posts lists them`);
}

/** Somebody changes a post as they saw it: what others did since is not overwritten. */
export function refuseUnseen({ id, revision }: Pick<Post, 'id' | 'revision'>, seen: number | undefined): void {
  if (seen !== undefined && seen !== revision)
    throw new KawarabanError('KWB_CHANGED_MEANWHILE', `post ${id} has changed since you looked at it: look again`);
}
