import type { Prepared, PrepareResult } from '../../../application/ports/network.js';
import type { LoadedPicture, Picture, PictureLimits, Pictures } from '../../../application/ports/pictures.js';
import type { Part } from '../../../domain/post.js';
import { soon, type Moment } from './classify-answer.js';
import { ownAnswer } from './network-answer.js';
import { uploadPicture } from './upload-picture.js';
import type { XClient } from './x-client.js';

/** What X takes: https://docs.x.com/x-api/media/quickstart/best-practices */
const LIMITS: PictureLimits = {
  types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
  maxBytes: 5 * 1024 * 1024,
  maxGifBytes: 15 * 1024 * 1024,
  maxSide: 8192,
};

/** Loads, checks and uploads the pictures of a part, in their order; all or none. */
export async function preparePictures(
  client: XClient,
  pictures: Pictures,
  part: Part,
  moment: Moment,
): Promise<PrepareResult> {
  const loaded: Picture[] = [];
  for (const media of part.media) {
    const result = await pictures.load(media, LIMITS, client.signal);
    if (result.kind !== 'loaded') return notLoaded(result, moment);
    loaded.push(result.picture);
  }
  if (loaded.length > 1 && loaded.some(({ type }) => type === 'image/gif'))
    return rejected('X takes a GIF alone, not together with other pictures');
  const mediaIds: string[] = [];
  let usableUntil: Prepared['usableUntil'] = null;
  for (const [index, picture] of loaded.entries()) {
    const uploaded = await uploadPicture(client, picture, part.media[index]?.alt ?? '', moment);
    if (uploaded.kind === 'failed') return uploaded;
    mediaIds.push(uploaded.id);
    if (usableUntil === null || uploaded.usableUntil < usableUntil) usableUntil = uploaded.usableUntil;
  }
  return { kind: 'prepared', prepared: { mediaIds, usableUntil, unpublishedId: null } };
}

function notLoaded(result: Exclude<LoadedPicture, { kind: 'loaded' }>, moment: Moment): PrepareResult {
  if (result.kind === 'unusable') return rejected(result.message);
  return {
    kind: 'failed',
    outcome: { kind: 'deferred', retryAt: soon(moment), answer: ownAnswer('picture-unreachable', result.message) },
  };
}

function rejected(message: string): PrepareResult {
  return {
    kind: 'failed',
    outcome: { kind: 'rejected', scope: 'content', answer: ownAnswer('picture-unusable', message) },
  };
}
