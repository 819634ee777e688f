import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileLook } from './folder-cursor.js';

/** Written under such a name until they are whole. */
const UNFINISHED = /\.(?:tmp|part|partial|crdownload|swp)$|~$/i;

/** The files that somebody has put in, the newest first. No folders, no links that lead elsewhere, nothing hidden or unfinished. */
export async function listFiles(folder: string): Promise<readonly FileLook[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && !UNFINISHED.test(name));
  const looks = await Promise.all(names.map((name) => lookAt(folder, name)));
  return looks
    .filter((look) => look !== null)
    .sort((one, other) => other.mtimeMs - one.mtimeMs || one.name.localeCompare(other.name));
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
