import type { Part } from '../../../domain/post.js';
import type { PrepareFailure, PublishOutcome } from '../../../domain/publish-outcome.js';
import { createPost } from './create-post.js';
import { cardLinkOf, comparableMessage, countPhotos, photoIdsOf, showsLink, type ListedPost } from './listed-post.js';
import type { PageAccess } from './page-access.js';
import { readNewestPosts } from './read-newest-posts.js';

type Unpublished =
  { readonly kind: 'made'; readonly postId: string } | { readonly kind: 'failed'; readonly outcome: PrepareFailure };

const CLOCK_SKEW_MS = 2 * 60_000;
/** A worker may have died between making the post and keeping its id, and nobody may have come back to it for long. */
const LOST_FOR_MS = 24 * 60 * 60_000;

/**
 * Makes the post that no reader sees yet. One whose making is unclear, or that Facebook calls a duplicate, is looked
 * for among the unpublished ones and adopted; else the try is put off, since a second one would harm nobody.
 */
export async function makeUnpublished(
  part: Part,
  mediaIds: readonly string[],
  page: PageAccess,
  signal: AbortSignal,
): Promise<Unpublished> {
  const startedAt = page.now().getTime();
  const outcome = await createPost(part, mediaIds, 'unpublished', page, signal);
  switch (outcome.kind) {
    case 'published':
      return { kind: 'made', postId: outcome.remoteId };
    case 'rejected':
    case 'unauthorized':
    case 'deferred':
      return { kind: 'failed', outcome };
    case 'duplicate':
    case 'unknown': {
      const sinceMs = outcome.kind === 'duplicate' ? LOST_FOR_MS : CLOCK_SKEW_MS;
      const isOurs = (post: ListedPost): boolean => saysSame(post, part) && showsPhotos(post, mediaIds);
      const postId = await findUnpublished(isOurs, new Date(startedAt - sinceMs), page, signal);
      return postId === null ? { kind: 'failed', outcome: putOff(outcome, page) } : { kind: 'made', postId };
    }
  }
}

/**
 * The unpublished post that an earlier try may have made. Its photos had ids that are lost with it: their number must do.
 * When the Page cannot be read there is none: the newsroom wants its post, and readers do not see the other one.
 */
export function findLost(part: Part, page: PageAccess, signal: AbortSignal): Promise<string | null> {
  const isOurs = (post: ListedPost): boolean =>
    saysSame(post, part) && (part.media.length === 0 || countPhotos(post) === part.media.length);
  return findUnpublished(isOurs, new Date(page.now().getTime() - LOST_FOR_MS), page, signal);
}

function putOff(
  { kind, answer }: Extract<PublishOutcome, { kind: 'duplicate' | 'unknown' }>,
  page: PageAccess,
): PrepareFailure {
  const later = (byMs: number): Date => new Date(page.now().getTime() + byMs);
  // The list may lag behind; after a second look the older post that it equals is not ours.
  if (kind === 'duplicate')
    return { kind: 'deferred', retryAt: later(4 * page.timing.retrySoonMs), onceThen: 'rejected', answer };
  return { kind: 'deferred', retryAt: later(page.timing.retrySoonMs), answer };
}

/** The newest, where several tries made one each: readers see none of the others. */
async function findUnpublished(
  isOurs: (post: ListedPost) => boolean,
  notBefore: Date,
  page: PageAccess,
  signal: AbortSignal,
): Promise<string | null> {
  const newest = await readNewestPosts('feed', notBefore, page, signal);
  if (newest.kind === 'unread') return null;
  const ours = newest.posts
    .filter((post) => post.created_time >= notBefore && isUnpublished(post) && isOurs(post))
    .toSorted((a, b) => b.created_time.getTime() - a.created_time.getTime());
  return ours[0]?.id ?? null;
}

/** One that has a time goes out by itself: none of ours has. */
function isUnpublished(post: ListedPost): boolean {
  return !post.is_published && post.scheduled_publish_time === undefined;
}

function saysSame(post: ListedPost, part: Part): boolean {
  const link = cardLinkOf(part);
  return comparableMessage(post) === comparableMessage(part) && (link === null || showsLink(post, link));
}

function showsPhotos(post: ListedPost, mediaIds: readonly string[]): boolean {
  const shown = photoIdsOf(post);
  return mediaIds.every((id) => shown.includes(id));
}
