import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileLook } from './folder-cursor.js';

/** Written under such a name until they are whole. */
const UNFINISHED = /\.(?:tmp|part|partial|crdownload|swp)$|~$/i;

/**
 * The files that somebody has put in, the newest first. No folders, no links that lead elsewhere, nothing hidden or
 * unfinished. One is asked about after the other: on a share that hangs, each question holds a thread.
 */
export async function listFiles(folder: string, signal: AbortSignal): Promise<readonly FileLook[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && !UNFINISHED.test(name));
  const looks: FileLook[] = [];
  for (const name of names) {
    signal.throwIfAborted();
    const look = await lookAt(folder, name);
    if (look !== null) looks.push(look);
  }
  return looks.sort((one, other) => other.mtimeMs - one.mtimeMs || one.name.localeCompare(other.name));
}

/** Null where it is no plain file, or is gone. */
export async function lookAt(folder: string, name: string): Promise<FileLook | null> {
  try {
    const found = await lstat(join(folder, name));
    return found.isFile() ? { name, size: found.size, mtimeMs: found.mtimeMs } : null;
  } catch {
    return null;
  }
}
