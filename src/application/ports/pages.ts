import type { PageAnswer } from '../../domain/page-check.js';
import type { PictureType } from './pictures.js';

/** Whom a question may reach: what concerns simulated accounts alone stays on this machine. */
export type PageReach = 'web' | 'this-machine';

export type PagePicture =
  | {
      readonly kind: 'read';
      /** By content, never by file name. */
      readonly type: PictureType;
      readonly width: number;
      readonly height: number;
      readonly bytes: Uint8Array;
      /** Larger than a network takes for a card: not all bytes are there. */
      readonly isTooLarge: boolean;
    }
  /** There is none behind the address. */
  | { readonly kind: 'none'; readonly message: string }
  | { readonly kind: 'not-asked' | 'unreachable'; readonly message: string };

/** Pages of the web, asked for once at a time. Repeatable; every answer is a value. */
export interface Pages {
  ask(address: string, reach: PageReach, limitMs: number, signal: AbortSignal): Promise<PageAnswer>;
  /** The picture that networks show beside a link to a page. */
  readPicture(address: string, reach: PageReach, limitMs: number, signal: AbortSignal): Promise<PagePicture>;
}
