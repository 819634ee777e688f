import { FormData } from 'undici';
import type { Picture, PictureLimits, Pictures } from '../../../application/ports/pictures.js';
import type { Media } from '../../../domain/post.js';
import type { PrepareFailure } from '../../../domain/publish-outcome.js';
import { classifyAnswer } from './classify-answer.js';
import type { GraphReply } from './graph-reply.js';
import type { PageAccess } from './page-access.js';

type Uploaded =
  | { readonly kind: 'uploaded'; readonly photoId: string }
  | { readonly kind: 'failed'; readonly outcome: PrepareFailure };

/**
 * 4 MB is a house rule below Facebook's own 10 MB, which older pages give as 4 MB:
 * https://developers.facebook.com/docs/graph-api/reference/page/photos/
 */
const LIMITS: PictureLimits = {
  types: ['image/jpeg', 'image/png', 'image/gif'],
  maxBytes: 4 * 1024 * 1024,
  maxGifBytes: 4 * 1024 * 1024,
  maxSide: 8192,
};

/** Uploads one picture that no reader sees, and gives its id. The bytes go along: Meta's own fetch of an address is unreliable. */
export async function uploadPicture(
  media: Media,
  pictures: Pictures,
  page: PageAccess,
  signal: AbortSignal,
): Promise<Uploaded> {
  const loaded = await pictures.load(media, LIMITS, signal);
  switch (loaded.kind) {
    case 'unusable': {
      const answer = { status: null, code: 'picture-unusable', message: loaded.message };
      return failed({ kind: 'rejected', scope: 'content', answer });
    }
    case 'unreachable': {
      const answer = { status: null, code: 'picture-unreachable', message: loaded.message };
      return failed({ kind: 'deferred', retryAt: later(page, 4 * page.timing.retrySoonMs), answer });
    }
    case 'loaded': {
      const body = formOf(loaded.picture, media.alt);
      return readUpload(await page.call({ method: 'POST', path: `${page.pageId}/photos`, body }, signal), page);
    }
  }
}

function formOf(picture: Picture, alt: string): FormData {
  const form = new FormData();
  form.set('published', 'false');
  if (alt !== '') form.set('alt_text_custom', alt);
  form.set(
    'source',
    new Blob([Uint8Array.from(picture.bytes)], { type: picture.type }),
    `photo.${extensionOf(picture)}`,
  );
  return form;
}

function extensionOf({ type }: Picture): string {
  return type === 'image/jpeg' ? 'jpg' : type.slice('image/'.length);
}

/** Readers see nothing of an upload, so what is unclear about it may be done again. */
function readUpload(reply: GraphReply, page: PageAccess): Uploaded {
  const outcome = classifyAnswer(reply, page.now(), page.timing);
  switch (outcome.kind) {
    case 'published':
      return { kind: 'uploaded', photoId: outcome.remoteId };
    case 'rejected':
    case 'unauthorized':
    case 'deferred':
      return failed(outcome);
    case 'unknown':
      return failed({ kind: 'deferred', retryAt: later(page, page.timing.retrySoonMs), answer: outcome.answer });
    case 'duplicate':
      return failed({ kind: 'rejected', scope: 'content', answer: outcome.answer });
  }
}

function later(page: PageAccess, byMs: number): Date {
  return new Date(page.now().getTime() + byMs);
}

function failed(outcome: PrepareFailure): Uploaded {
  return { kind: 'failed', outcome };
}
