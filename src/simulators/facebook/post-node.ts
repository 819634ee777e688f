import type { GraphCall } from './graph-call.js';
import type { GraphNode } from './graph-fields.js';
import { photoId, postId, postNumber, type StoredPhoto, type StoredPost } from './page-state.js';
import { PAGE_NAME, PROFILE_ID, SIMULATED_FACEBOOK_CREDENTIALS } from './simulated-page.js';

type Surroundings = Pick<GraphCall, 'origin' | 'settings' | 'state'>;

export function postNode(post: StoredPost, { origin, settings, state }: Surroundings): GraphNode {
  return {
    type: 'PagePost',
    defaults: ['id', 'created_time', 'message'],
    values: {
      id: postId(post),
      message: post.message === '' ? undefined : post.message,
      story: undefined,
      created_time: graphTime(post.createdAt),
      permalink_url: settings.noPermalink ? undefined : `${origin}${permalinkPath(post)}`,
      is_published: post.published,
      scheduled_publish_time:
        post.published || post.scheduledFor === null ? undefined : Math.floor(post.scheduledFor / 1000),
      from: { id: SIMULATED_FACEBOOK_CREDENTIALS.pageId, name: PAGE_NAME },
      attachments: attachmentsOf(post, state.cards.get(post.link ?? '')?.title ?? ''),
    },
  };
}

export function photoNode(photo: StoredPhoto): GraphNode {
  return {
    type: 'Photo',
    defaults: ['id', 'created_time', 'name'],
    values: {
      id: photoId(photo),
      created_time: graphTime(photo.createdAt),
      name: photo.caption === '' ? undefined : photo.caption,
      alt_text: undefined,
      alt_text_custom: photo.alt === '' ? undefined : photo.alt,
    },
  };
}

export function permalinkPath(post: StoredPost): string {
  return `/${PROFILE_ID}/posts/${postNumber(post)}`;
}

/** `2026-04-06T17:50:09+0000`: no colon in the offset, no fractions. */
function graphTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');
}

/** Photos take the card's place: with both, readers see no card. */
function attachmentsOf(post: StoredPost, title: string): { readonly data: readonly unknown[] } | undefined {
  if (post.photoIds.length > 0) return { data: [photoAttachment(post.photoIds)] };
  if (post.link === null) return undefined;
  const shim = shimOf(post.link);
  return {
    data: [
      {
        media_type: 'link',
        type: 'share',
        title: title === '' ? post.link : title,
        description: undefined,
        url: shim,
        unshimmed_url: post.link,
        target: { id: undefined, url: shim },
        subattachments: undefined,
      },
    ],
  };
}

function photoAttachment(photoIds: readonly string[]): unknown {
  const isAlbum = photoIds.length > 1;
  return {
    media_type: isAlbum ? 'album' : 'photo',
    type: isAlbum ? 'album' : 'photo',
    title: undefined,
    description: undefined,
    url: undefined,
    unshimmed_url: undefined,
    target: isAlbum ? undefined : { id: photoIds[0], url: undefined },
    subattachments: isAlbum
      ? { data: photoIds.map((id) => ({ media_type: 'photo', type: 'photo', target: { id } })) }
      : undefined,
  };
}

/** Links leave Facebook through a redirect that adds a click id. */
function shimOf(link: string): string {
  const target = new URL(link);
  target.searchParams.set('fbclid', 'SIMULATED');
  return `https://l.facebook.com/l.php?u=${encodeURIComponent(target.href)}&h=SIMULATED`;
}
