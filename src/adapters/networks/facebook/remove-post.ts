import type { GraphReply } from './graph-reply.js';
import { deletePost } from './delete-post.js';
import type { PageAccess } from './page-access.js';
import { NO_SUCH_OBJECT } from './read-post.js';

/** Removes a post that no reader sees. One that is gone already counts as removed; null = it is, else what was answered. */
export async function removePost(postId: string, page: PageAccess, signal: AbortSignal): Promise<GraphReply | null> {
  const objection = await deletePost(postId, page, signal);
  return objection?.answer.code === NO_SUCH_OBJECT ? null : objection;
}
