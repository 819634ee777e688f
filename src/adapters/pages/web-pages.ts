import type { PagePicture, PageReach, Pages } from '../../application/ports/pages.js';
import type { PageAnswer } from '../../domain/page-check.js';
import type { FetchBytes } from '../http/guarded-fetch.js';
import { inspectPicture } from '../pictures/inspect-picture.js';
import { readPage } from './read-page.js';

/** The head of a page fits in, and what follows it is not read. */
const PAGE_BYTES = 524_288;
/** X: https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image; Facebook takes 8 MB. */
const CARD_PICTURE_BYTES = 5 * 1_048_576;

/** Pages and their pictures over HTTP, through the guarded fetch. */
export class WebPages implements Pages {
  readonly #fetchBytes: Readonly<Record<PageReach, FetchBytes>>;

  constructor(fetchBytes: Readonly<Record<PageReach, FetchBytes>>) {
    this.#fetchBytes = fetchBytes;
  }

  async ask(address: string, reach: PageReach, limitMs: number, signal: AbortSignal): Promise<PageAnswer> {
    const limits = { maxBytes: PAGE_BYTES, timeoutMs: limitMs, beyond: 'cut' } as const;
    const fetched = await this.#fetchBytes[reach](address, limits, signal);
    if (fetched.kind === 'refused') return { kind: 'not-asked', message: fetched.message };
    if (fetched.kind === 'unreachable') return fetched;
    const { status, headers, bytes, url } = fetched;
    const contentType = headers['content-type'] ?? null;
    const facts = readPage(bytes, { url, contentType, robotsTag: headers['x-robots-tag'] ?? null });
    return { kind: 'answered', status, address: url, facts };
  }

  async readPicture(address: string, reach: PageReach, limitMs: number, signal: AbortSignal): Promise<PagePicture> {
    const limits = { maxBytes: CARD_PICTURE_BYTES + 1, timeoutMs: limitMs, beyond: 'cut' } as const;
    const fetched = await this.#fetchBytes[reach](address, limits, signal);
    if (fetched.kind === 'refused') return { kind: 'not-asked', message: fetched.message };
    if (fetched.kind === 'unreachable') return fetched;
    const { status, bytes } = fetched;
    if (status >= 500 || status === 429) return { kind: 'unreachable', message: `it answers ${status}` };
    if (status !== 200) return { kind: 'none', message: `it answers ${status}` };
    const picture = inspectPicture(bytes);
    if (typeof picture === 'string') return { kind: 'none', message: picture };
    const { type, width, height } = picture;
    return { kind: 'read', type, width, height, bytes, isTooLarge: bytes.length > CARD_PICTURE_BYTES };
  }
}
