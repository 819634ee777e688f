import { z } from 'zod';
import type { SimulatedAnswer } from '../simulator.js';
import { json } from '../simulator-server.js';
import { checkParameters, flag } from './call-parameters.js';
import { refuse } from './error-catalogue.js';
import type { GraphCall } from './graph-call.js';
import { photoId, postId } from './page-state.js';
import { audienceOf } from './publishing.js';

/** https://developers.facebook.com/docs/graph-api/reference/page/photos/ */
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;

const newPhoto = z.strictObject({
  caption: z.string().default(''),
  published: flag.default(true),
  alt_text_custom: z.string().default(''),
  temporary: flag.default(false),
});

/** POST /{page}/photos with the bytes in a multipart body. A published one is a post at once. */
export function uploadPhoto(call: GraphCall): SimulatedAnswer {
  const checked = checkParameters(newPhoto, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const { caption, published, alt_text_custom: alt, temporary } = checked.value;
  if (temporary && published) return refuse('invalid-parameter', {}, 'temporary needs published=false');
  const bytes = call.file ?? new Uint8Array();
  const type = typeOf(bytes);
  if (type === null) return refuse('bad-image');
  if (bytes.length > MAX_PHOTO_BYTES) return refuse('upload-too-large');
  const createdAt = call.now.getTime();
  const base64 = Buffer.from(bytes).toString('base64');
  const id = photoId(call.state.addPhoto({ type, base64, caption, alt, temporary, createdAt }));
  if (!published) return json(200, { id });
  const post = call.state.addPost({
    message: caption,
    link: null,
    photoIds: [id],
    published,
    scheduledFor: null,
    audience: audienceOf(call.settings),
    createdAt,
    publishedAt: createdAt,
  });
  return json(200, { id, post_id: postId(post) });
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['ffd8ff', 'image/jpeg'],
  ['89504e470d0a1a0a', 'image/png'],
  ['47494638', 'image/gif'],
  ['424d', 'image/bmp'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
];

/** By the first bytes; null for what Facebook takes for no picture, WebP included. */
function typeOf(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1] ?? null;
}
