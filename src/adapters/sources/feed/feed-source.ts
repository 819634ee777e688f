import { createHash } from 'node:crypto';
import type { ArticleSource, GoesOn, SourceBatch } from '../../../application/ports/article-source.js';
import type { Clock } from '../../../application/ports/clock.js';
import type { Source } from '../../../domain/source.js';
import type { Fetched, FetchBytes } from '../../http/guarded-fetch.js';
import { failed, findFailure, readFreshFor } from '../web/read-answer.js';
import { readFeedCursor, type FeedCursor } from './feed-cursor.js';
import { hubOfHeader } from './hub-of-header.js';
import { readFeed, type ReadFeed } from './read-feed.js';
import { readOn } from './read-on.js';

export interface FeedSourceParts {
  readonly fetchBytes: FetchBytes;
  readonly clock: Clock;
  /** Says who asks, and how the newsroom is reached. */
  readonly userAgent: string;
}

const LIMITS = { maxBytes: 10_000_000, timeoutMs: 20_000 };
export const FEED_TYPES =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';
/** So often in a row it has to say that it has moved for good, before it is believed. */
const MOVES_BELIEVED = 3;
/** A cache in between that calls everything unchanged is found out after so long. */
const WHOLE_EVERY_MS = 3_600_000;

/** A feed over HTTP: asked for what has changed, read wholly or not at all. */
export class FeedSource implements ArticleSource {
  readonly #parts: FeedSourceParts;

  constructor(parts: FeedSourceParts) {
    this.#parts = parts;
  }

  async fetchNew(
    { address, primedAt }: Source,
    cursorText: string | null,
    signal: AbortSignal,
    goesOn: GoesOn,
  ): Promise<SourceBatch> {
    const now = this.#parts.clock.now();
    const cursor = readFeedCursor(cursorText, address);
    const condition = validatorsOf(cursor, now);
    const headers = { 'User-Agent': this.#parts.userAgent, Accept: FEED_TYPES, ...condition };
    const fetched = await this.#parts.fetchBytes(address, { ...LIMITS, headers }, signal);
    const failure = findFailure(fetched, now);
    if (failure !== null || fetched.kind !== 'fetched') return failure ?? failed('it does not answer');
    const move = nextMove(fetched, cursor);
    const movedTo = move !== null && move.times >= MOVES_BELIEVED ? move.to : null;
    if (fetched.status === 304) return notModified(fetched, condition === null ? null : cursor, move, movedTo);
    const askedWholeAt = condition === null || cursor === null ? now.getTime() : cursor.askedWholeAt;
    const { batch, nextPage } = readBody(fetched, cursor, { ...keptOf(fetched, address), move, askedWholeAt }, movedTo);
    if (batch.kind !== 'articles') return batch;
    return readOn(batch, nextPage, { goesOn, metAt: primedAt }, (page) => this.#fetchPage(page, signal));
  }

  async #fetchPage(address: string, signal: AbortSignal): Promise<ReadFeed | null> {
    const headers = { 'User-Agent': this.#parts.userAgent, Accept: FEED_TYPES };
    const fetched = await this.#parts.fetchBytes(address, { ...LIMITS, headers }, signal);
    if (fetched.kind !== 'fetched' || fetched.status !== 200) return null;
    const feed = readFeed(fetched.bytes, { url: fetched.url, contentType: fetched.headers['content-type'] ?? null });
    return feed.kind === 'feed' ? feed : null;
  }
}

/** Null where everything is asked for. */
function validatorsOf(cursor: FeedCursor | null, now: Date): Record<string, string> | null {
  if (cursor === null || now.getTime() - cursor.askedWholeAt >= WHOLE_EVERY_MS) return null;
  const { etag, lastModified } = cursor;
  if (etag === null && lastModified === null) return null;
  return {
    ...(etag === null ? {} : { 'If-None-Match': etag }),
    ...(lastModified === null ? {} : { 'If-Modified-Since': lastModified }),
  };
}

type Answer = Extract<Fetched, { kind: 'fetched' }>;

function keptOf({ headers, bytes }: Answer, address: string): Omit<FeedCursor, 'move' | 'askedWholeAt'> {
  return {
    address,
    etag: headers['etag'] ?? null,
    lastModified: headers['last-modified'] ?? null,
    bodyHash: createHash('sha256').update(bytes).digest('base64url'),
  };
}

/** `asked`: what the condition was made of. */
function notModified(
  answer: Answer,
  asked: FeedCursor | null,
  move: FeedCursor['move'],
  movedTo: string | null,
): SourceBatch {
  if (asked === null) return failed('304: it calls unchanged what it was asked for without a condition');
  const cursor = JSON.stringify({ ...asked, move });
  return { kind: 'unchanged', cursor, note: '304, unchanged', askAgainMs: readFreshFor(answer), movedTo };
}

interface ReadBody {
  readonly batch: SourceBatch;
  readonly nextPage: string | null;
}

function readBody(answer: Answer, before: FeedCursor | null, next: FeedCursor, movedTo: string | null): ReadBody {
  const { status, bytes, headers, url } = answer;
  const askAgainMs = readFreshFor(answer);
  const cursor = JSON.stringify(next);
  if (next.bodyHash === before?.bodyHash)
    return onePage({ kind: 'unchanged', cursor, note: `${status}, the same as before`, askAgainMs, movedTo });
  const feed = readFeed(bytes, { url, contentType: headers['content-type'] ?? null });
  if (feed.kind === 'refused') return onePage(failed(`${status}, but it is not read: ${feed.reason}`));
  const { articles, ttlMs, nextPage } = feed;
  // The header counts before the document: https://www.w3.org/TR/websub/#discovery
  const hub = hubOfHeader(headers['link'] ?? '', url) ?? feed.hub;
  const note = `${status}, ${articles.length} articles`;
  const keptMs = Math.max(askAgainMs ?? 0, ttlMs ?? 0);
  return { batch: { kind: 'articles', articles, cursor, note, askAgainMs: keptMs, hub, movedTo }, nextPage };
}

function onePage(batch: SourceBatch): ReadBody {
  return { batch, nextPage: null };
}

function nextMove({ movedTo }: Answer, cursor: FeedCursor | null): FeedCursor['move'] {
  if (movedTo === null) return null;
  const before = cursor?.move ?? null;
  return { to: movedTo, times: before?.to === movedTo ? before.times + 1 : 1 };
}
