import { z } from 'zod';
import type { PublishOutcome } from '../../../domain/publish-outcome.js';
import { blockAfterSuccess, classifyFailure, readSuccess } from './classify-answer.js';
import { briefly, type PageAccess } from './page-access.js';
import { NO_SUCH_OBJECT, readPost } from './read-post.js';

/** Shows an unpublished post to readers. Doing so twice makes no second post, and the Page is asked what came of it. */
export async function makeVisible(postId: string, page: PageAccess, signal: AbortSignal): Promise<PublishOutcome> {
  const path = encodeURIComponent(postId);
  const reply = await page.call({ method: 'POST', path, body: { is_published: true } }, signal);
  const isDone = readSuccess(reply, z.object({ success: z.literal(true) })) !== null;
  const published = {
    kind: 'published',
    remoteId: postId,
    ...blockAfterSuccess(reply, page.now(), page.timing),
  } as const;
  const failure = reply.answer.code === NO_SUCH_OBJECT ? null : classifyFailure(reply, page.now(), page.timing);
  const unclear: PublishOutcome = { kind: 'unknown', answer: reply.answer };
  if (!isDone && failure !== null && failure.kind !== 'unknown' && failure.kind !== 'duplicate') return failure;

  const seen = await readPost(postId, page, briefly(signal));
  switch (seen.kind) {
    case 'published':
      return { ...published, url: seen.url };
    case 'hidden':
      // It equals an older post, and readers see that one: sent again, it would be refused again.
      return failure?.kind === 'duplicate' ? { kind: 'rejected', scope: 'content', answer: failure.answer } : unclear;
    case 'gone':
    case 'unreadable':
      return isDone ? { ...published, url: null } : (failure ?? unclear);
  }
}
