import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { inspectPicture, MAX_PICTURE_BYTES } from '../adapters/pictures/inspect-picture.js';
import { readArticle } from '../adapters/sources/files/read-article.js';
import type { Ledger } from '../application/ports/ledger.js';
import type { Config } from '../config/read-config.js';
import type { Article } from '../domain/article.js';
import { KawarabanError, type ErrorCode } from '../domain/errors.js';
import type { Media } from '../domain/post.js';
import { systemClock } from './system-clock.js';

export function readArticleFile(file: string, { zone }: Pick<Config, 'zone'>): Article {
  return readArticle(readBytes(file, 'KWB_ARTICLE_UNREADABLE'), {
    fileName: file,
    zone,
    firstSeenAt: systemClock.now(),
  });
}

/**
 * The pictures of a post that a person names by a file; null = none. The bytes are kept in the ledger: the service that
 * sends them may run in another folder, or on another machine.
 */
export async function readPictures(
  ledger: Pick<Ledger, 'storePicture'>,
  file: string | null,
  alt: string,
): Promise<readonly Media[]> {
  if (file === null) return [];
  const bytes = readBytes(file, 'KWB_PICTURE_INVALID');
  const picture = inspectPicture(bytes);
  if (typeof picture === 'string') throw new KawarabanError('KWB_PICTURE_INVALID', `${file}: ${picture}`);
  const pictureId = createHash('sha256').update(bytes).digest('hex');
  await ledger.storePicture(pictureId, bytes);
  return [{ pictureId, url: null, alt }];
}

/** The most that any reader takes, and one more, so that each says itself what is too much for it. */
const MOST_BYTES = MAX_PICTURE_BYTES + 1;

/** The beginning of a file that is larger than anything we read: a file may be endless. */
export function readBytes(file: string, code: ErrorCode): Uint8Array {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readBeginning(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new KawarabanError(code, `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

function readBeginning(descriptor: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(MOST_BYTES);
  let length = 0;
  for (let read = -1; read !== 0 && length < MOST_BYTES; length += read)
    read = readSync(descriptor, bytes, length, MOST_BYTES - length, null);
  return Buffer.from(bytes.subarray(0, length));
}
