import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspectPicture } from '../adapters/pictures/inspect-picture.js';
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

/** Keeps the bytes in the ledger: the service that sends them may run in another folder, or on another machine. */
export async function readPictureFile(ledger: Pick<Ledger, 'storePicture'>, file: string, alt: string): Promise<Media> {
  const bytes = readBytes(file, 'KWB_PICTURE_INVALID');
  const picture = inspectPicture(bytes);
  if (typeof picture === 'string') throw new KawarabanError('KWB_PICTURE_INVALID', `${file}: ${picture}`);
  const pictureId = createHash('sha256').update(bytes).digest('hex');
  await ledger.storePicture(pictureId, bytes);
  return { pictureId, url: null, alt };
}

export function readBytes(file: string, code: ErrorCode): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new KawarabanError(code, `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
