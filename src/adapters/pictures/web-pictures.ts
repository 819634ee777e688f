import { createHash } from 'node:crypto';
import type { Ledger } from '../../application/ports/ledger.js';
import type { LoadedPicture, Picture, PictureLimits, Pictures } from '../../application/ports/pictures.js';
import type { Media } from '../../domain/post.js';
import type { FetchBytes } from '../http/guarded-fetch.js';
import { fitPicture } from './fit-picture.js';
import { inspectPicture, MAX_PICTURE_BYTES } from './inspect-picture.js';

interface PictureOrigins {
  readonly ledger: Pick<Ledger, 'loadPicture' | 'findFetched' | 'keepFetched'>;
  readonly fetchBytes: FetchBytes;
}

const TIMEOUT_MS = 10_000;

/** Pictures that an editor uploaded, and those that an article names by address: these are fetched once and kept for a day. */
export class StoredOrWebPictures implements Pictures {
  readonly #origins: PictureOrigins;

  constructor(origins: PictureOrigins) {
    this.#origins = origins;
  }

  async load({ pictureId, url }: Media, limits: PictureLimits, signal: AbortSignal): Promise<LoadedPicture> {
    const found = pictureId === null ? await this.#loadFromWeb(url, signal) : await this.#loadStored(pictureId);
    return found.kind === 'loaded' ? loadedOr(await fitPicture(found.picture, limits)) : found;
  }

  async #loadStored(pictureId: string): Promise<LoadedPicture> {
    const bytes = await this.#origins.ledger.loadPicture(pictureId);
    return loadedOr(bytes === null ? 'the stored picture is gone' : inspectPicture(bytes));
  }

  async #loadFromWeb(url: string | null, signal: AbortSignal): Promise<LoadedPicture> {
    if (url === null) return loadedOr('the post names no picture');
    const knownId = await this.#origins.ledger.findFetched(url);
    const known = knownId === null ? null : await this.#loadStored(knownId);
    if (known?.kind === 'loaded') return known;
    const fetched = await this.#fetch(url, signal);
    if (fetched.kind === 'loaded') await this.#keep(url, fetched.picture);
    return fetched;
  }

  async #fetch(url: string, signal: AbortSignal): Promise<LoadedPicture> {
    const limits = { maxBytes: MAX_PICTURE_BYTES, timeoutMs: TIMEOUT_MS };
    const fetched = await this.#origins.fetchBytes(url, limits, signal);
    if (fetched.kind === 'unreachable') return { kind: 'unreachable', message: `${url}: ${fetched.message}` };
    if (fetched.kind === 'refused') return loadedOr(fetched.message);
    const { status, bytes } = fetched;
    if (status === 200) return loadedOr(inspectPicture(bytes));
    const message = `${url} answers ${status}`;
    return status >= 500 || WORTH_ANOTHER_TRY.has(status) ? { kind: 'unreachable', message } : loadedOr(message);
  }

  #keep(url: string, { bytes }: Picture): Promise<void> {
    const pictureId = createHash('sha256').update(bytes).digest('hex');
    return this.#origins.ledger.keepFetched(url, pictureId, bytes);
  }
}

/** Request timeout, too early, too many requests. */
const WORTH_ANOTHER_TRY: ReadonlySet<number> = new Set([408, 425, 429]);

/** A text says why there is no picture, and never will be. */
function loadedOr(result: Picture | string): LoadedPicture {
  return typeof result === 'string' ? { kind: 'unusable', message: result } : { kind: 'loaded', picture: result };
}
