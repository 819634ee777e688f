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

/** What a network takes. */
export interface PictureLimits {
  readonly types: readonly PictureType[];
  readonly maxBytes: number;
  /** A GIF may move, and cannot be made smaller then. */
  readonly maxGifBytes: number;
  /** Pixels, each way. */
  readonly maxSide: number;
}

/** Gives the bytes behind a Media, from the store or, once, from the web. Repeatable. */
export interface Pictures {
  /** The picture as it is; made smaller, and never of a worse kind, only where the limits demand it. */
  load(media: Media, limits: PictureLimits, signal: AbortSignal): Promise<LoadedPicture>;
}
