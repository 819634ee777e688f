import { FormData } from 'undici';
import type { Picture, Pictures } from '../../../application/ports/pictures.js';
import type { Media } from '../../../domain/post.js';
import type { PrepareFailure } from '../../../domain/publish-outcome.js';
import { classifyAnswer, RETRY_SOON_MS } from './classify-answer.js';
import type { GraphCall } from './call-graph.js';
import type { GraphReply } from './graph-reply.js';

type Uploaded =
  | { readonly kind: 'uploaded'; readonly photoId: string }
  | { readonly kind: 'failed'; readonly outcome: PrepareFailure };

/** A house rule below Facebook's own 10 MB, which older pages give as 4 MB: https://developers.facebook.com/docs/graph-api/reference/page/photos/ */
const LARGEST_MB = 4;
const FILE_NAMES: Readonly<Record<string, string>> = {
  'image/jpeg': 'photo.jpg',
  'image/png': 'photo.png',
  'image/gif': 'photo.gif',
};

/** Uploads one picture that no reader sees, and gives its id. The bytes go along: Meta's own fetch of an address is unreliable. */
export async function uploadPicture(
  media: Media,
  { pictures, call, pageId, now }: UploadTools,
  signal: AbortSignal,
): Promise<Uploaded> {
  const loaded = await pictures.load(media, signal);
  if (loaded.kind === 'unusable') return refused(loaded.message);
  if (loaded.kind === 'unreachable') return failed(retryLater('picture-unreachable', loaded.message, now(), 60_000));
  const { picture } = loaded;
  const fileName = FILE_NAMES[picture.type];
  if (fileName === undefined) return refused(`Facebook takes JPEG, PNG and GIF pictures; this one is ${picture.type}.`);
  const size = picture.bytes.length / (1024 * 1024);
  if (size > LARGEST_MB)
    return refused(`The picture has ${size.toFixed(1)} MB; at most ${LARGEST_MB} MB may go to Facebook.`);
  const reply = await call(
    { method: 'POST', path: `${pageId}/photos`, body: formOf(picture, fileName, media.alt) },
    signal,
  );
  return readUpload(reply, now());
}

interface UploadTools {
  readonly pictures: Pictures;
  readonly call: (call: GraphCall, signal: AbortSignal) => Promise<GraphReply>;
  readonly pageId: string;
  readonly now: () => Date;
}

function formOf(picture: Picture, fileName: string, alt: string): FormData {
  const form = new FormData();
  form.set('published', 'false');
  if (alt !== '') form.set('alt_text_custom', alt);
  form.set('source', new Blob([Uint8Array.from(picture.bytes)], { type: picture.type }), fileName);
  return form;
}

/** Readers see nothing of an upload, so what is unclear about it may be done again. */
function readUpload(reply: GraphReply, now: Date): Uploaded {
  const outcome = classifyAnswer(reply, now);
  switch (outcome.kind) {
    case 'published':
      return { kind: 'uploaded', photoId: outcome.remoteId };
    case 'rejected':
    case 'unauthorized':
    case 'deferred':
      return failed(outcome);
    case 'unknown':
      return failed({ kind: 'deferred', retryAt: new Date(now.getTime() + RETRY_SOON_MS), answer: outcome.answer });
    case 'duplicate':
      return failed({ kind: 'rejected', scope: 'content', answer: outcome.answer });
  }
}

function refused(message: string): Uploaded {
  return failed({ kind: 'rejected', scope: 'content', answer: { status: null, code: 'picture-unusable', message } });
}

function retryLater(code: string, message: string, now: Date, inMs: number): PrepareFailure {
  return { kind: 'deferred', retryAt: new Date(now.getTime() + inMs), answer: { status: null, code, message } };
}

function failed(outcome: PrepareFailure): Uploaded {
  return { kind: 'failed', outcome };
}
