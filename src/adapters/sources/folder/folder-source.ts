import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArticleSource, SourceBatch } from '../../../application/ports/article-source.js';
import type { Clock } from '../../../application/ports/clock.js';
import type { Article } from '../../../domain/article.js';
import { KawarabanError } from '../../../domain/errors.js';
import type { Source } from '../../../domain/source.js';
import { readArticle } from '../files/read-article.js';
import { looksTheSame, readFolderCursor, type FileLook, type FolderCursor } from './folder-cursor.js';
import { listFiles, lookAt } from './list-files.js';
import { LooksUnderWay } from './looks-under-way.js';
import { moveFile } from './move-file.js';

export interface FolderParts {
  readonly clock: Clock;
  /** IANA name of the newsroom's time zone. */
  readonly zone: string;
  /** So long nobody has written to a file that is read. */
  readonly stableMs: number;
}

const MAX_BYTES = 1_048_576;

/**
 * A folder into which articles are dropped as files. One is handed over when nobody writes to it any more, and moved to
 * `done/` at the next look, when it is recorded; what cannot be read goes to `failed/` with the reason beside it.
 */
export class FolderSource implements ArticleSource {
  readonly #parts: FolderParts;
  readonly #looks: LooksUnderWay;

  constructor(parts: FolderParts) {
    this.#parts = parts;
    this.#looks = new LooksUnderWay(parts.clock);
  }

  fetchNew({ address: folder }: Source, cursorText: string | null, signal: AbortSignal): Promise<SourceBatch> {
    return this.#looks.at(folder, () => this.#tryToLook(folder, cursorText, signal), signal);
  }

  async #tryToLook(folder: string, cursorText: string | null, signal: AbortSignal): Promise<SourceBatch> {
    try {
      return await this.#look(folder, readFolderCursor(cursorText), signal);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined || signal.aborted) throw error;
      const note = `${folder} cannot be used (${code}): it has to be a folder in which Kawaraban may read and move files`;
      return { kind: 'failed', note, retryAt: null, isGone: false };
    }
  }

  /** Nothing more is done in it once the signal has given it up. */
  async #look(folder: string, cursor: FolderCursor | null, signal: AbortSignal): Promise<SourceBatch> {
    for (const file of cursor?.taken ?? []) {
      signal.throwIfAborted();
      await moveTaken(folder, file);
    }
    const { ready, growing } = this.#sort(await listFiles(folder, signal), cursor);
    const taken: FileLook[] = [];
    const articles: Article[] = [];
    for (const file of ready) {
      signal.throwIfAborted();
      const article = await this.#read(folder, file, signal);
      if (article === null) continue;
      taken.push(file);
      articles.push(article);
    }
    return batchOf(articles, ready.length, { taken, growing });
  }

  /** At the first meeting everything is taken as it lies there: it is old news. */
  #sort(
    files: readonly FileLook[],
    cursor: FolderCursor | null,
  ): { readonly ready: readonly FileLook[]; readonly growing: FolderCursor['growing'] } {
    if (cursor === null) return { ready: files, growing: [] };
    const now = this.#parts.clock.now().getTime();
    const seen = files.map((file) => ({
      ...file,
      since: cursor.growing.find((before) => looksTheSame(before, file))?.since ?? now,
    }));
    const isReady = ({ since }: { since: number }): boolean => now - since >= this.#parts.stableMs;
    return { ready: seen.filter(isReady), growing: seen.filter((file) => !isReady(file)) };
  }

  /** Null where it cannot be read: then it is in `failed/`, unless somebody took it away. */
  async #read(folder: string, { name, size }: FileLook, signal: AbortSignal): Promise<Article | null> {
    const { clock, zone } = this.#parts;
    try {
      if (size > MAX_BYTES)
        throw new KawarabanError(
          'KWB_ARTICLE_UNREADABLE',
          `${name} has ${size} bytes, an article at most ${MAX_BYTES}`,
        );
      return readArticle(await readBytes(join(folder, name)), { fileName: name, zone, firstSeenAt: clock.now() });
    } catch (error) {
      signal.throwIfAborted();
      // Whatever it is, it is about this file: the others beside it do not wait for it.
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') await moveFile(folder, name, 'failed', message);
      return null;
    }
  }
}

/** One that was written anew since it was read is another file: it stays, and is looked at again. */
async function moveTaken(folder: string, file: FileLook): Promise<void> {
  const now = await lookAt(folder, file.name);
  if (now !== null && looksTheSame(now, file)) await moveFile(folder, file.name, 'done', null);
}

/** A link that took the file's place in the meantime is not followed. */
async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function batchOf(articles: readonly Article[], read: number, next: FolderCursor): SourceBatch {
  const common = { cursor: JSON.stringify(next), askAgainMs: null, movedTo: null };
  if (articles.length === 0 && read === 0) return { kind: 'unchanged', note: 'no new files', ...common };
  const failures = read - articles.length;
  const note = `${articles.length} files${failures === 0 ? '' : `, ${failures} more in failed/`}`;
  return { kind: 'articles', articles, note, hub: null, ...common };
}
