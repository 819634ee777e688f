import type Database from 'libsql';
import { chmodSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Copies a whole SQLite ledger to `FILE.before-MIGRATION-TIME` (UTC): under that name it is complete, and on the disk.
 * What earlier tries of the same migration have left goes. Null where another process has migrated meanwhile: it would
 * be a copy of what came after.
 */
export function saveCopy(database: Database.Database, file: string, migration: string, at: Date): string | null {
  const begin = `${file}.before-${migration}`;
  const copy = `${begin}-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  const partial = `${copy}.${process.pid}.partial`;
  for (const left of listCopies(begin)) if (isAbandoned(left)) rmSync(left);
  try {
    database.prepare('vacuum into ?').run(partial);
    if (isApplied(database, migration)) return null;
    chmodSync(partial, 0o600);
    syncToDisk(partial);
    renameSync(partial, copy);
  } finally {
    rmSync(partial, { force: true });
  }
  syncToDisk(dirname(file));
  for (const older of listCopies(begin)) if (older !== copy && partialOf(older) === null) rmSync(older);
  return copy;
}

/** Older versions gave names without the time. */
const AFTER_MIGRATION = /^(?:-\d{8}T\d{6}Z)?(?:\.\d+\.partial)?$/;

function listCopies(begin: string): readonly string[] {
  const folder = dirname(begin);
  const start = basename(begin);
  return readdirSync(folder)
    .filter((name) => name.startsWith(start) && AFTER_MIGRATION.test(name.slice(start.length)))
    .map((name) => join(folder, name));
}

/** The process that writes it, or wrote it; null for a copy that is complete. */
function partialOf(path: string): number | null {
  const written = /\.(\d+)\.partial$/.exec(path);
  return written === null ? null : Number(written[1]);
}

/** One in the making by a process that lives is not ours to take away. */
function isAbandoned(path: string): boolean {
  const writer = partialOf(path);
  if (writer === null) return false;
  if (writer === process.pid) return true;
  try {
    process.kill(writer, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function isApplied(database: Database.Database, migration: string): boolean {
  return database.prepare('select 1 from kysely_migration where name = ?').get(migration) !== undefined;
}

/** The file, or the names in a folder. */
function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
