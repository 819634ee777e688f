import type { LoadedPicture, Pictures } from '../../application/ports/pictures.js';
import type { Media } from '../../domain/post.js';
import type { FetchBytes } from '../http/guarded-fetch.js';
import { inspectPicture, MAX_PICTURE_BYTES } from './inspect-picture.js';

interface PictureOrigins {
  readonly stored: (pictureId: string) => Promise<Uint8Array | null>;
  readonly fetchBytes: FetchBytes;
}

const TIMEOUT_MS = 10_000;

/** Pictures that an editor uploaded, and those that an article names by address. */
export class StoredOrWebPictures implements Pictures {
  readonly #origins: PictureOrigins;

  constructor(origins: PictureOrigins) {
    this.#origins = origins;
  }

  async load(media: Media, signal: AbortSignal): Promise<LoadedPicture> {
    if (media.pictureId !== null) {
      const bytes = await this.#origins.stored(media.pictureId);
      return bytes === null ? unusable('the stored picture is gone') : inspected(bytes);
    }
    return media.url === null ? unusable('the post names no picture') : this.#fetch(media.url, signal);
  }

  async #fetch(url: string, signal: AbortSignal): Promise<LoadedPicture> {
    const limits = { maxBytes: MAX_PICTURE_BYTES, timeoutMs: TIMEOUT_MS };
    const fetched = await this.#origins.fetchBytes(url, limits, signal);
    if (fetched.kind === 'unreachable') return { kind: 'unreachable', message: `${url}: ${fetched.message}` };
    if (fetched.kind === 'refused') return unusable(fetched.message);
    const { status, bytes } = fetched;
    if (status === 200) return inspected(bytes);
    const message = `${url} answers ${status}`;
    return status >= 500 || WORTH_ANOTHER_TRY.has(status) ? { kind: 'unreachable', message } : unusable(message);
  }
}

/** Request timeout, too early, too many requests. */
const WORTH_ANOTHER_TRY: ReadonlySet<number> = new Set([408, 425, 429]);

function inspected(bytes: Uint8Array): LoadedPicture {
  const picture = inspectPicture(bytes);
  return typeof picture === 'string' ? unusable(picture) : { kind: 'loaded', picture };
}

function unusable(message: string): LoadedPicture {
  return { kind: 'unusable', message };
}
