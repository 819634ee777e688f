import type { Media } from '../../domain/post.js';

export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

export interface Picture {
  readonly bytes: Uint8Array;
  /** By content, never by file name. */
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
}

export type LoadedPicture =
  | { readonly kind: 'loaded'; readonly picture: Picture }
  /** It will never do: not a picture, too large, gone (404). */
  | { readonly kind: 'unusable'; readonly message: string }
  /** It may do later: the site is down, a timeout. */
  | { readonly kind: 'unreachable'; readonly message: string };

/** Gives the bytes behind a Media, from the store or from the web. Repeatable. */
export interface Pictures {
  load(media: Media, signal: AbortSignal): Promise<LoadedPicture>;
}
