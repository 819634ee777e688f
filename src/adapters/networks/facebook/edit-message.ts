import { z } from 'zod';
import type { DraftPart } from '../../../domain/post.js';
import type { EditOutcome } from '../../../domain/publish-outcome.js';
import { classifyFailure, readSuccess } from './classify-answer.js';
import { messageOf } from './message-of.js';
import type { PageAccess } from './page-access.js';
import { NO_SUCH_OBJECT } from './read-post.js';
import { wholePostId } from './remote-id-in.js';

/** Gives a post another message; link and photos stay what they were: https://developers.facebook.com/docs/graph-api/reference/post */
export async function editMessage(
  remoteId: string,
  part: DraftPart,
  page: PageAccess,
  signal: AbortSignal,
): Promise<EditOutcome> {
  const path = encodeURIComponent(wholePostId(remoteId, page.pageId));
  const reply = await page.call({ method: 'POST', path, body: { message: messageOf(part) } }, signal);
  if (readSuccess(reply, z.object({ success: z.literal(true) })) !== null) return { kind: 'edited' };
  const { answer } = reply;
  if (answer.code === NO_SUCH_OBJECT) return { kind: 'refused', answer };
  const failure = classifyFailure(reply, page.now(), page.timing);
  switch (failure.kind) {
    case 'rejected':
    case 'duplicate':
      return { kind: 'refused', answer };
    case 'deferred':
      return { kind: 'unclear', retryAt: failure.retryAt, answer };
    case 'unauthorized':
    case 'unknown':
      return { kind: 'unclear', retryAt: null, answer };
  }
}
