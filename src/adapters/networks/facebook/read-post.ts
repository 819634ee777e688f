import { z } from 'zod';
import { readSuccess } from './classify-answer.js';
import type { GraphReply } from './graph-reply.js';
import { webAddressOrNull } from './listed-post.js';
import type { PageAccess } from './page-access.js';

type PostSeen =
  | { readonly kind: 'published'; readonly url: string | null }
  | { readonly kind: 'hidden' }
  /** Deleted, or made some seconds ago and not readable yet. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly reply: GraphReply };

const post = z.object({ is_published: z.boolean(), permalink_url: z.string().optional() });

/** The address is read and never built: it may name a profile id that differs from the Page id. */
export async function readPost(postId: string, page: PageAccess, signal: AbortSignal): Promise<PostSeen> {
  const query = { fields: 'id,is_published,permalink_url' };
  const reply = await page.call({ method: 'GET', path: encodeURIComponent(postId), query }, signal);
  if (reply.answer.code === NO_SUCH_OBJECT) return { kind: 'gone' };
  const seen = readSuccess(reply, post);
  if (seen === null) return { kind: 'unreadable', reply };
  return seen.is_published ? { kind: 'published', url: webAddressOrNull(seen.permalink_url) } : { kind: 'hidden' };
}

/** Source: https://developers.facebook.com/docs/graph-api/guides/error-handling ("Unsupported … request"). */
export const NO_SUCH_OBJECT = '100/33';
