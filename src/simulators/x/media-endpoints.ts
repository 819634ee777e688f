import { imageSize } from 'image-size';
import { z } from 'zod';
import { json } from '../simulator-server.js';
import type { SimulatedAnswer } from '../simulator.js';
import { parseMultipart } from './multipart.js';
import { parseFields, parseJsonBody, type Parsed } from './parse-body.js';
import { invalidRequest } from './problem.js';
import { mediaKey } from './wire-post.js';
import type { XCall } from './x-call.js';
import { MEDIA_LIFE_MS, type StoredMedia } from './x-state.js';

/** https://docs.x.com/x-api/media/quickstart/best-practices */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
const MAX_GIF_BYTES = 15 * 1024 * 1024;
const PROCESSING_MS = 1000;

const id = z.string().regex(/^[0-9]{1,19}$/);
const category = z.enum([
  'amplify_video',
  'tweet_gif',
  'tweet_image',
  'tweet_video',
  'dm_gif',
  'dm_image',
  'dm_video',
  'subtitles',
]);

const MEDIA_TYPES = [
  'video/mp4',
  'video/webm',
  'video/mp2t',
  'video/quicktime',
  'text/srt',
  'text/vtt',
  'image/jpeg',
  'image/gif',
  'image/bmp',
  'image/png',
  'image/webp',
  'image/pjpeg',
  'image/tiff',
  'model/gltf-binary',
  'model/vnd.usdz+zip',
] as const;

const initializeRequest = z.strictObject({
  media_type: z.enum(MEDIA_TYPES),
  total_bytes: z.number().int().min(0).max(17_179_869_184),
  media_category: category,
  additional_owners: z.array(id).optional(),
  shared: z.boolean().optional(),
});
const fileBytes = z.instanceof(Buffer);
// Multipart makes every field text.
const appendRequest = z.strictObject({ media: fileBytes, segment_index: z.coerce.number().int().min(0).max(999) });
const uploadRequest = z.strictObject({
  media: fileBytes,
  media_category: category.exclude(['amplify_video']),
  additional_owners: z.string().optional(),
});
const metadataRequest = z.object({
  id,
  metadata: z.object({ alt_text: z.object({ text: z.string().max(1000) }).optional() }).optional(),
});

export function initializeUpload(call: XCall): SimulatedAnswer {
  const { account, now, settings, state } = call;
  const body = parseJsonBody(initializeRequest, call.request, settings.dialect, (key) => call.refuse(key));
  if (body.kind === 'refused') return body.answer;
  const { media_type: type, total_bytes: totalBytes, media_category } = body.value;
  if (isTooLarge(totalBytes, media_category)) return call.refuse('media-too-large');
  const media = newMedia(state.nextId(now), account.id, media_category, type, totalBytes, now);
  state.addMedia(media);
  return json(200, { data: { id: media.id, media_key: mediaKey(media), expires_after_secs: MEDIA_LIFE_MS / 1000 } });
}

export function appendSegment(call: XCall): SimulatedAnswer {
  const media = ownMedia(call.id, call);
  const body = readFileFields(appendRequest, call);
  if (body.kind === 'refused') return body.answer;
  if (media?.finalizedAt !== null) return unknownMedia(call.id, call);
  media.segments[String(body.value.segment_index)] = body.value.media.toString('base64');
  return json(200, { data: { expires_at: Math.floor((media.createdAt + MEDIA_LIFE_MS) / 1000) } });
}

export function finalizeUpload(call: XCall): SimulatedAnswer {
  const media = ownMedia(call.id, call);
  if (media === null) return unknownMedia(call.id, call);
  if (media.finalizedAt !== null) return describeMedia(media, call);
  const bytes = Buffer.concat(
    Object.entries(media.segments)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, segment]) => Buffer.from(segment, 'base64')),
  );
  if (bytes.length !== media.totalBytes)
    return invalidMedia('Segments do not add up to provided total file size.', call);
  return complete(media, bytes, call);
}

/** One shot: the whole file in one request. */
export function uploadMedia(call: XCall): SimulatedAnswer {
  const { account, now, state } = call;
  const body = readFileFields(uploadRequest, call);
  if (body.kind === 'refused') return body.answer;
  const { media: bytes, media_category } = body.value;
  if (isTooLarge(bytes.length, media_category)) return call.refuse('media-too-large');
  const media = newMedia(state.nextId(now), account.id, media_category, 'application/octet-stream', bytes.length, now);
  const answer = complete(media, bytes, call);
  if (answer.status === 200) state.addMedia(media);
  return answer;
}

export function readUploadStatus(call: XCall): SimulatedAnswer {
  const wanted = call.request.query.get('media_id') ?? '';
  if (call.request.query.get('command') !== 'STATUS') return invalidMedia('$.command: must be STATUS', call);
  const media = ownMedia(wanted, call);
  return media === null ? unknownMedia(wanted, call) : describeMedia(media, call);
}

export function describeUpload(call: XCall): SimulatedAnswer {
  const body = parseJsonBody(metadataRequest, call.request, call.settings.dialect, (key) => call.refuse(key));
  if (body.kind === 'refused') return body.answer;
  const media = ownMedia(body.value.id, call);
  if (media === null) return unknownMedia(body.value.id, call);
  media.alt = body.value.metadata?.alt_text?.text ?? media.alt;
  return json(200, { data: { id: media.id, associated_metadata: { alt_text: { text: media.alt } } } });
}

/** Raw bytes in a multipart body, base64 in a JSON body. */
function readFileFields<Schema extends z.ZodType>(schema: Schema, call: XCall): Parsed<z.infer<Schema>> {
  const { request, settings } = call;
  const contentType = request.headers['content-type'] ?? '';
  if (/^multipart\/form-data\b/i.test(contentType)) {
    const fields = parseMultipart(request.body, contentType);
    if (fields === null)
      return { kind: 'refused', answer: invalidMedia('The multipart body is not well-formed.', call) };
    const values = [...fields].map(([name, value]) => [name, name === 'media' ? value : value.toString('utf8')]);
    return parseFields(schema, Object.fromEntries(values), settings.dialect);
  }
  const body = parseJsonBody(z.looseObject({ media: z.base64() }), request, settings.dialect, (key) =>
    call.refuse(key),
  );
  if (body.kind === 'refused') return body;
  return parseFields(schema, { ...body.value, media: Buffer.from(body.value.media, 'base64') }, settings.dialect);
}

function newMedia(
  mediaId: string,
  accountId: string,
  mediaCategory: string,
  type: string,
  totalBytes: number,
  now: Date,
): StoredMedia {
  return {
    id: mediaId,
    accountId,
    category: mediaCategory,
    type,
    totalBytes,
    segments: {},
    bytes: null,
    width: null,
    height: null,
    alt: '',
    createdAt: now.getTime(),
    finalizedAt: null,
    readyAt: null,
    failed: false,
  };
}

function complete(media: StoredMedia, bytes: Buffer, call: XCall): SimulatedAnswer {
  const { now, settings } = call;
  if (isPicture(media)) {
    const size = measure(bytes);
    if (size === null) return invalidMedia('media type unrecognized.', call);
    media.width = size.width;
    media.height = size.height;
    media.type = size.type;
  }
  media.bytes = bytes.toString('base64');
  media.segments = {};
  media.finalizedAt = now.getTime();
  media.failed = settings.mediaProcessing === 'fails';
  const processingMs = media.category === 'tweet_image' ? 0 : PROCESSING_MS;
  media.readyAt = settings.mediaProcessing === 'succeeds' ? now.getTime() + processingMs : null;
  return describeMedia(media, call);
}

function describeMedia(media: StoredMedia, { now }: XCall): SimulatedAnswer {
  const leftSecs = Math.floor((media.createdAt + MEDIA_LIFE_MS - now.getTime()) / 1000);
  const processing = processingInfo(media, now);
  return json(200, {
    data: {
      id: media.id,
      media_key: mediaKey(media),
      size: media.totalBytes,
      expires_after_secs: leftSecs,
      ...(media.width === null ? {} : { image: { w: media.width, h: media.height, image_type: media.type } }),
      ...(processing === null ? {} : { processing_info: processing }),
    },
  });
}

/** A photo that is ready has none. */
function processingInfo(media: StoredMedia, now: Date): Readonly<Record<string, unknown>> | null {
  if (media.failed) return { state: 'failed', error: { code: 1, name: 'InvalidMedia', message: 'Unsupported media.' } };
  if (media.finalizedAt === null) return null;
  if (media.readyAt !== null && media.readyAt <= now.getTime())
    return media.category === 'tweet_image' ? null : { state: 'succeeded', progress_percent: 100 };
  const isNew = now.getTime() === media.finalizedAt;
  return { state: isNew ? 'pending' : 'in_progress', check_after_secs: PROCESSING_MS / 1000 };
}

function isPicture({ category: mediaCategory }: StoredMedia): boolean {
  return mediaCategory.endsWith('_image') || mediaCategory.endsWith('_gif');
}

function isTooLarge(bytes: number, mediaCategory: string): boolean {
  if (mediaCategory.endsWith('_image')) return bytes > MAX_IMAGE_BYTES;
  return mediaCategory.endsWith('_gif') && bytes > MAX_GIF_BYTES;
}

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
};

function measure(bytes: Buffer): { readonly width: number; readonly height: number; readonly type: string } | null {
  try {
    const { width, height, type = '' } = imageSize(bytes);
    const mime = IMAGE_TYPES[type];
    return mime === undefined ? null : { width, height, type: mime };
  } catch {
    return null;
  }
}

function ownMedia(mediaId: string, { account, now, state }: XCall): StoredMedia | null {
  const media = state.findMedia(mediaId);
  const lives = media !== null && now.getTime() - media.createdAt < MEDIA_LIFE_MS;
  return lives && media.accountId === account.id ? media : null;
}

function unknownMedia(mediaId: string, { settings }: XCall): SimulatedAnswer {
  return invalidRequest({ parameters: { id: [mediaId] }, message: 'Invalid media id.' }, settings.dialect);
}

function invalidMedia(message: string, { settings }: XCall): SimulatedAnswer {
  return invalidRequest({ message }, settings.dialect);
}
