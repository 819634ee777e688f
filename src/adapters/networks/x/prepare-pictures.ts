import type { Prepared, PrepareResult } from '../../../application/ports/network.js';
import type { LoadedPicture, Picture, Pictures } from '../../../application/ports/pictures.js';
import type { Part } from '../../../domain/post.js';
import { ownAnswer } from './network-answer.js';
import { uploadPicture } from './upload-picture.js';
import type { XClient } from './x-client.js';

const RETRY_MS = 30_000;
const MEGABYTE = 1024 * 1024;
/** https://docs.x.com/x-api/media/quickstart/best-practices */
const IMAGE_MEGABYTES = 5;
const GIF_MEGABYTES = 15;

/** Loads, checks and uploads the pictures of a part, in their order; all or none. */
export async function preparePictures(
  client: XClient,
  pictures: Pictures,
  part: Part,
  now: Date,
): Promise<PrepareResult> {
  const loaded: Picture[] = [];
  for (const media of part.media) {
    const result = await pictures.load(media, client.signal);
    if (result.kind !== 'loaded') return notLoaded(result, now);
    loaded.push(result.picture);
  }
  const problem = findPictureProblem(loaded);
  if (problem !== null) return rejected(problem);
  const mediaIds: string[] = [];
  let usableUntil: Prepared['usableUntil'] = null;
  for (const [index, picture] of loaded.entries()) {
    const uploaded = await uploadPicture(client, picture, part.media[index]?.alt ?? '', now);
    if (uploaded.kind === 'failed') return uploaded;
    mediaIds.push(uploaded.id);
    if (usableUntil === null || uploaded.usableUntil < usableUntil) usableUntil = uploaded.usableUntil;
  }
  return { kind: 'prepared', prepared: { mediaIds, usableUntil } };
}

function findPictureProblem(pictures: readonly Picture[]): string | null {
  if (pictures.length > 1 && pictures.some(({ type }) => type === 'image/gif'))
    return 'X takes a GIF alone, not together with other pictures';
  for (const { bytes, type } of pictures) {
    const limit = type === 'image/gif' ? GIF_MEGABYTES : IMAGE_MEGABYTES;
    if (bytes.length === 0) return 'The picture is empty';
    if (bytes.length > limit * MEGABYTE)
      return `The picture has ${(bytes.length / MEGABYTE).toFixed(1)} MB; X takes ${limit} MB`;
  }
  return null;
}

function notLoaded(result: Exclude<LoadedPicture, { kind: 'loaded' }>, now: Date): PrepareResult {
  if (result.kind === 'unusable') return rejected(result.message);
  const retryAt = new Date(now.getTime() + RETRY_MS);
  return {
    kind: 'failed',
    outcome: { kind: 'deferred', retryAt, answer: ownAnswer('picture-unreachable', result.message) },
  };
}

function rejected(message: string): PrepareResult {
  return {
    kind: 'failed',
    outcome: { kind: 'rejected', scope: 'content', answer: ownAnswer('picture-unusable', message) },
  };
}
