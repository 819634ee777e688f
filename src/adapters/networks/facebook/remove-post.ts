import { z } from 'zod';
import { readSuccess } from './classify-answer.js';
import type { GraphReply } from './graph-reply.js';
import type { PageAccess } from './page-access.js';
import { NO_SUCH_OBJECT } from './read-post.js';

/** Deletes a post. One that is gone already counts as removed; null = it is, else what was answered. */
export async function removePost(postId: string, page: PageAccess, signal: AbortSignal): Promise<GraphReply | null> {
  const reply = await page.call({ method: 'DELETE', path: encodeURIComponent(postId) }, signal);
  const isGone = reply.answer.code === NO_SUCH_OBJECT;
  return isGone || readSuccess(reply, z.object({ success: z.literal(true) })) !== null ? null : reply;
}
