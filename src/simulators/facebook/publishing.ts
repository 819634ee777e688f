import { z } from 'zod';
import type { SimulatedAnswer } from '../simulator.js';
import { json } from '../simulator-server.js';
import { attachedMedia, checkParameters, flag, wholeNumber } from './call-parameters.js';
import { refuse } from './error-catalogue.js';
import type { GraphCall } from './graph-call.js';
import { selectFields } from './graph-fields.js';
import { rememberLinkCard } from './link-cards.js';
import type { PageState, StoredPost } from './page-state.js';
import { postNode } from './post-node.js';
import type { SimulatorSettings } from './simulator-settings.js';

/** A convention of publishers; Meta documents no length. */
const LONGEST_MESSAGE = 63_206;

/** At least ten minutes and at most thirty days ahead: https://developers.facebook.com/documentation/pages-api/posts */
const SCHEDULE_FROM_MS = 10 * 60 * 1000;
const SCHEDULE_UNTIL_MS = 30 * 24 * 60 * 60 * 1000;

const message = z.string().max(LONGEST_MESSAGE);
const newPost = z.strictObject({
  message: message.default(''),
  link: z.string().optional(),
  published: flag.default(true),
  scheduled_publish_time: wholeNumber.optional(),
  unpublished_content_type: z
    .enum(['SCHEDULED', 'DRAFT', 'ADS_POST', 'INLINE_CREATED', 'PUBLISHED', 'REVIEWABLE_BRANDED_CONTENT'])
    .optional(),
  attached_media: attachedMedia.default([]),
  /** Accepted and of no effect: nothing promises that it prevents a second post. */
  client_mutation_id: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  picture: z.string().optional(),
  thumbnail: z.string().optional(),
  fields: z.string().optional(),
});
type NewPost = z.infer<typeof newPost>;

/** POST /{page}/feed */
export function createPost(call: GraphCall): SimulatedAnswer {
  const checked = checkParameters(newPost, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const asked = checked.value;
  const objection = findObjection(asked, call);
  if (objection !== null) return objection;
  const post = call.state.addPost({
    message: asked.message,
    link: asked.link ?? null,
    photoIds: photoIdsOf(asked),
    published: asked.published,
    scheduledFor: asked.scheduled_publish_time === undefined ? null : asked.scheduled_publish_time * 1000,
    audience: audienceOf(call.settings),
    createdAt: call.now.getTime(),
    publishedAt: asked.published ? call.now.getTime() : null,
  });
  if (post.link !== null) void rememberLinkCard(post.link, call.state.cards);
  const selected = selectFields(postNode(post, call), asked.fields ?? 'id');
  if (selected.kind === 'refused') return selected.answer;
  return json(200, { ...selected.value, post_supports_client_mutation_id: true });
}

/** Who will see what is made now. */
export function audienceOf(settings: SimulatorSettings): StoredPost['audience'] {
  if (settings.neverVisible) return 'nobody';
  return settings.devMode ? 'app-roles' : 'everyone';
}

function photoIdsOf(asked: NewPost): string[] {
  return asked.attached_media.map((media) => media.media_fbid);
}

function findObjection(asked: NewPost, call: GraphCall): SimulatedAnswer | null {
  if ([asked.name, asked.description, asked.picture, asked.thumbnail].some((value) => value !== undefined))
    return refuse('link-owner-only');
  if (asked.message.trim() === '' && asked.link === undefined && asked.attached_media.length === 0)
    return refuse('empty-post');
  if (asked.link !== undefined && !isWebAddress(asked.link)) return refuse('link-invalid');
  if (asked.published && asked.unpublished_content_type !== undefined)
    return refuse('invalid-parameter', {}, 'unpublished_content_type needs published=false');
  return objectToSchedule(asked, call.now) ?? objectToPhotos(asked, call.state) ?? objectToDuplicate(asked, call);
}

function objectToSchedule(asked: NewPost, now: Date): SimulatedAnswer | null {
  if (asked.scheduled_publish_time === undefined) return null;
  if (asked.published) return refuse('schedule-on-published');
  return isSchedulable(asked.scheduled_publish_time, now) ? null : refuse('schedule-time-invalid');
}

function isSchedulable(seconds: number, now: Date): boolean {
  const aheadMs = seconds * 1000 - now.getTime();
  return aheadMs >= SCHEDULE_FROM_MS && aheadMs <= SCHEDULE_UNTIL_MS;
}

/** https://developers.facebook.com/docs/graph-api/reference/page/photos/ */
function objectToPhotos(asked: NewPost, state: PageState): SimulatedAnswer | null {
  const photos = photoIdsOf(asked).map((id) => state.findPhoto(id));
  if (photos.includes(null)) return refuse('invalid-parameter', {}, 'attached_media names a photo that is not there');
  if (asked.scheduled_publish_time === undefined) return null;
  if (photos.some((photo) => photo?.temporary === false))
    return refuse('invalid-parameter', {}, 'a scheduled post takes temporary photos only');
  if (photos.length > 1 && asked.unpublished_content_type !== 'SCHEDULED')
    return refuse(
      'invalid-parameter',
      {},
      'a scheduled post with several photos needs unpublished_content_type=SCHEDULED',
    );
  return null;
}

function objectToDuplicate(asked: NewPost, { settings, state }: GraphCall): SimulatedAnswer | null {
  const newest = state.posts().at(-1);
  if (!settings.duplicateGuard || newest === undefined) return null;
  const isSame =
    newest.message === asked.message &&
    newest.link === (asked.link ?? null) &&
    newest.photoIds.join() === photoIdsOf(asked).join();
  return isSame ? refuse('duplicate-status') : null;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

const change = z.strictObject({
  message: message.optional(),
  is_published: flag.optional(),
  scheduled_publish_time: wholeNumber.optional(),
});

/** POST /{post}: edits it, makes it visible, moves its time. There is no changing of a link. */
export function changePost(call: GraphCall, id: string): SimulatedAnswer {
  const post = call.state.findPost(id);
  if (post === null) return refuse('no-object-post', { id });
  const checked = checkParameters(change, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const asked = checked.value;
  const objection = objectToChange(asked, post, call.now);
  if (objection !== null) return objection;
  if (asked.message !== undefined) post.message = asked.message;
  if (asked.scheduled_publish_time !== undefined) post.scheduledFor = asked.scheduled_publish_time * 1000;
  if (asked.is_published === true && !post.published) {
    post.published = true;
    post.publishedAt = call.now.getTime();
  }
  return json(200, { success: true });
}

function objectToChange(asked: z.infer<typeof change>, post: StoredPost, now: Date): SimulatedAnswer | null {
  if (asked.is_published === false && post.published)
    return refuse('invalid-parameter', {}, 'a published post cannot be unpublished');
  if (asked.message?.trim() === '' && post.link === null && post.photoIds.length === 0) return refuse('empty-post');
  if (asked.scheduled_publish_time === undefined) return null;
  if (post.published || asked.is_published === true) return refuse('schedule-on-published');
  return isSchedulable(asked.scheduled_publish_time, now) ? null : refuse('schedule-time-invalid');
}

const nothing = z.strictObject({});

/** DELETE /{post} and /{photo}. A photo that a post shows goes with the post only. */
export function removeObject(call: GraphCall, id: string): SimulatedAnswer {
  const checked = checkParameters(nothing, call.parameters);
  if (checked.kind === 'refused') return checked.answer;
  const post = call.state.findPost(id);
  const photo = call.state.findPhoto(id);
  if (post !== null) call.state.removePost(post);
  else if (photo !== null && !call.state.isAttached(photo)) call.state.removePhoto(photo);
  else return refuse('no-object-delete', { id });
  return json(200, { success: true });
}
