import type { RetractOutcome } from '../../../domain/publish-outcome.js';
import { deletePost } from './delete-post.js';
import type { GraphReply } from './graph-reply.js';
import type { PageAccess } from './page-access.js';
import { readPage } from './read-page.js';
import { NO_SUCH_OBJECT, readPost } from './read-post.js';

const NOT_SHOWN =
  'Facebook does not show us this post: it was deleted there, or we may not see or delete it any more. Please look at the Page';

/**
 * Deletes a post that readers may see. Of a post that is gone Facebook says what it says of one that we have lost our
 * access to: that it is gone counts only where we saw it right before, do not now, and still see its Page.
 */
export async function retractPost(postId: string, page: PageAccess, signal: AbortSignal): Promise<RetractOutcome> {
  const before = await readPost(postId, page, signal);
  const objection = await deletePost(postId, page, signal);
  if (objection === null) return { kind: 'retracted' };
  const wasSeen = before.kind === 'published' || before.kind === 'hidden';
  if (wasSeen && maySayThatItIsGone(objection) && (await isGoneNow(postId, page, signal))) return { kind: 'retracted' };
  const { answer } = objection;
  return { kind: 'failed', answer: answer.code === NO_SUCH_OBJECT ? { ...answer, message: NOT_SHOWN } : answer };
}

/** A call whose answer is lost may have done its work. */
function maySayThatItIsGone(reply: GraphReply): boolean {
  return reply.kind === 'unanswered' || reply.status >= 500 || reply.answer.code === NO_SUCH_OBJECT;
}

async function isGoneNow(postId: string, page: PageAccess, signal: AbortSignal): Promise<boolean> {
  const after = await readPost(postId, page, signal);
  return after.kind === 'gone' && (await readPage(page, signal)).kind === 'healthy';
}
