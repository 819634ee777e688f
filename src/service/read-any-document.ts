import type { DocumentOrigin } from '../adapters/sources/read-document.js';
import type { DocumentView, ReadRequest } from '../cli/program.js';
import type { Config } from '../config/read-config.js';
import { KawarabanError } from '../domain/errors.js';
import { readBytes } from './read-files.js';
import { systemClock } from './system-clock.js';

const LIMITS = { maxBytes: 10_000_000, timeoutMs: 20_000 };

/** What is understood of a file or an address. The readers are loaded here: no other command needs them all. */
export async function readAnyDocument(
  config: Config,
  target: string,
  { type, contentType }: ReadRequest,
  signal: AbortSignal,
): Promise<DocumentView> {
  const file = { fileName: target, zone: config.zone, firstSeenAt: systemClock.now(), url: null, contentType };
  const { bytes, origin } = /^https?:\/\//i.test(target)
    ? await fetchDocument(config, file, signal)
    : { bytes: readBytes(target, 'KWB_ARTICLE_UNREADABLE'), origin: file };
  const { readDocument } = await import('../adapters/sources/read-document.js');
  const read = readDocument(bytes, origin, type);
  if (read.kind === 'refused') throw unreadable(target, read.reason);
  if (read.kind === 'article') return { feed: null, encoding: read.encoding, articles: [read.article] };
  const { title, hub, ttlMs, encoding, articles } = read;
  return { feed: { title, hub, ttlMs }, encoding, articles };
}

async function fetchDocument(
  config: Config,
  origin: DocumentOrigin,
  signal: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly origin: DocumentOrigin }> {
  const { askingOf } = await import('./create-sources.js');
  const { fetchBytes, userAgent } = askingOf(config);
  const fetched = await fetchBytes(origin.fileName, { ...LIMITS, headers: { 'User-Agent': userAgent } }, signal);
  if (fetched.kind !== 'fetched') throw unreadable(origin.fileName, fetched.message);
  const { status, bytes, headers, url } = fetched;
  if (status !== 200) throw unreadable(origin.fileName, `it answers ${status}`);
  return { bytes, origin: { ...origin, url, contentType: origin.contentType ?? headers['content-type'] ?? null } };
}

function unreadable(target: string, reason: string): KawarabanError {
  return new KawarabanError('KWB_ARTICLE_UNREADABLE', `${target}: ${reason}`);
}
