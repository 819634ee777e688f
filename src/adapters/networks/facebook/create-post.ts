import type { Part } from '../../../domain/post.js';
import type { PublishOutcome } from '../../../domain/publish-outcome.js';
import { classifyAnswer } from './classify-answer.js';
import { messageOf } from './message-of.js';
import type { PageAccess } from './page-access.js';
import { refreshCard } from './refresh-card.js';

const SCRAPE_FAILED = '1609005';
/** What a refusal says when a photo is not there any more, among other things: the code does not name the parameter. */
const PERHAPS_PHOTOS: readonly (string | null)[] = ['100', '324', '100/1366046'];

/** One POST to the feed of the Page; `published` in its outcome means made, to whomever it is visible. */
export async function createPost(
  part: Part,
  mediaIds: readonly string[],
  visibility: 'visible' | 'unpublished',
  page: PageAccess,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  const body = { ...feedBody(part, mediaIds), ...(visibility === 'visible' ? {} : { published: false }) };
  // The address is not asked for here (`?fields=…`): a failure to read it would look like a failure to post.
  const reply = await page.call({ method: 'POST', path: `${page.pageId}/feed`, body }, signal);
  const outcome = classifyAnswer(reply, page.now(), page.timing);
  // Before the one more try; whether it helped shows when the post is tried.
  if (reply.answer.code === SCRAPE_FAILED && part.link !== null) await refreshCard(part.link, page, signal);
  if (outcome.kind !== 'rejected' || mediaIds.length === 0 || !PERHAPS_PHOTOS.includes(outcome.answer.code))
    return outcome;
  return {
    kind: 'deferred',
    retryAt: new Date(page.now().getTime() + page.timing.retrySoonMs),
    discardPrepared: true,
    onceThen: 'rejected',
    answer: outcome.answer,
  };
}

function feedBody(part: Part, mediaIds: readonly string[]): Readonly<Record<string, unknown>> {
  const message = messageOf(part);
  return {
    ...(message === '' ? {} : { message }),
    ...(mediaIds.length > 0 ? { attached_media: mediaIds.map((id) => ({ media_fbid: id })) } : {}),
    ...(mediaIds.length === 0 && part.link !== null ? { link: part.link } : {}),
  };
}
