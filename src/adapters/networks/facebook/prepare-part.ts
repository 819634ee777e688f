import type { Prepared, PrepareResult, Saved } from '../../../application/ports/network.js';
import type { Pictures } from '../../../application/ports/pictures.js';
import type { Media, Part } from '../../../domain/post.js';
import type { PrepareFailure } from '../../../domain/publish-outcome.js';
import { cardLinkOf } from './listed-post.js';
import { findLost, makeUnpublished } from './make-unpublished.js';
import type { PageAccess } from './page-access.js';
import { refreshCard } from './refresh-card.js';
import { uploadPicture } from './upload-picture.js';

/** An uploaded photo that no post uses is deleted after about a day: https://developers.facebook.com/docs/graph-api/reference/page/photos/ */
const PHOTO_LIFE_MS = 24 * 60 * 60_000;
/** Photos this close to their end are uploaded anew, so that they outlive the claim. */
const PHOTO_MARGIN_MS = 15 * 60_000;

/** Uploads the pictures, has the link's card read and, in two phases, makes the unpublished post. What an earlier call made is used again, or looked for. */
export async function preparePart(
  part: Part,
  saved: Saved,
  { pictures, page, twoPhase }: { readonly pictures: Pictures; readonly page: PageAccess; readonly twoPhase: boolean },
  signal: AbortSignal,
): Promise<PrepareResult> {
  if (saved === 'lost') {
    const postId = twoPhase ? await findLost(part, page, signal) : null;
    return postId === null
      ? preparePart(part, null, { pictures, page, twoPhase }, signal)
      : { kind: 'prepared', prepared: { mediaIds: [], usableUntil: null, unpublishedId: postId } };
  }
  // Photos that a post uses live as long as the post.
  if (typeof saved?.unpublishedId === 'string') return { kind: 'prepared', prepared: saved };
  const photos = hasPhotos(saved, part, page.now())
    ? ({ kind: 'prepared', prepared: saved } as const)
    : await uploadPictures(part.media, pictures, page, signal);
  if (photos.kind === 'failed') return photos;
  const carded = await askForCard(part, photos.prepared, page, signal);
  if (!twoPhase) return carded;
  const { mediaIds } = photos.prepared;
  const unpublished = await makeUnpublished(part, mediaIds, page, signal);
  if (unpublished.kind === 'failed') return unpublished;
  return { ...carded, prepared: { ...carded.prepared, usableUntil: null, unpublishedId: unpublished.postId } };
}

/** Once for each part, whatever comes of it: the post goes out with the card that Facebook has. */
async function askForCard(
  part: Part,
  prepared: Prepared,
  page: PageAccess,
  signal: AbortSignal,
): Promise<Extract<PrepareResult, { kind: 'prepared' }>> {
  const link = cardLinkOf(part);
  if (link === null || prepared.isCardAsked === true || page.timing.cardMs === 0) return { kind: 'prepared', prepared };
  const objection = await refreshCard(link, page, signal);
  return {
    kind: 'prepared',
    prepared: { ...prepared, isCardAsked: true },
    ...(objection === null ? {} : { warning: `Facebook did not read the page of the link anew: ${objection}` }),
  };
}

function hasPhotos(saved: Prepared | null, part: Part, now: Date): saved is Prepared {
  if (saved?.mediaIds.length !== part.media.length) return false;
  return saved.usableUntil === null || saved.usableUntil.getTime() - now.getTime() > PHOTO_MARGIN_MS;
}

async function uploadPictures(
  media: readonly Media[],
  pictures: Pictures,
  page: PageAccess,
  signal: AbortSignal,
): Promise<
  | { readonly kind: 'prepared'; readonly prepared: Prepared }
  | { readonly kind: 'failed'; readonly outcome: PrepareFailure }
> {
  const usableUntil = media.length === 0 ? null : new Date(page.now().getTime() + PHOTO_LIFE_MS);
  const mediaIds: string[] = [];
  for (const each of media) {
    const uploaded = await uploadPicture(each, pictures, page, signal);
    if (uploaded.kind === 'failed') return uploaded;
    mediaIds.push(uploaded.photoId);
  }
  return { kind: 'prepared', prepared: { mediaIds, usableUntil, unpublishedId: null } };
}
