import { z } from 'zod';
import { readSuccess } from './classify-answer.js';
import type { GraphReply } from './graph-reply.js';
import type { PageAccess } from './page-access.js';

/** One call; null = Facebook has deleted it, else what was answered. */
export async function deletePost(postId: string, page: PageAccess, signal: AbortSignal): Promise<GraphReply | null> {
  const reply = await page.call({ method: 'DELETE', path: encodeURIComponent(postId) }, signal);
  return readSuccess(reply, z.object({ success: z.literal(true) })) === null ? reply : null;
}
