import Database from 'libsql';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { NetworkName } from '../domain/account.js';

/** What the data folder can be locked for: at most one service, and one set of simulators, work in it at a time. */
export type Role = 'service' | 'simulators';

export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder for a role; null when another process has it. The kernel holds the lock (a SQLite file that is open
 * for writing), so that it ends with the process, however that ends.
 */
export function lockFolder(dataFolder: string, role: Role): FolderLock | null {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const database = new Database(join(dataFolder, `${role}.lock`));
  try {
    database.exec('pragma busy_timeout = 0');
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (/locked|busy/i.test(String(error))) return null;
    throw error;
  }
  return { release: () => database.close() };
}

const addresses = z.object({
  /** Null for a service that serves no pages. */
  service: z.string().nullable(),
  simulators: z.object({ x: z.string().nullable(), facebook: z.string().nullable() }),
  /** Unix socket of the embedded Redis; null where there is none. */
  redisSocket: z.string().nullable(),
});

/** Where a running process listens, for the commands that are called beside it. */
export type Addresses = z.infer<typeof addresses>;
export type SimulatorUrls = Readonly<Record<NetworkName, string | null>>;

export function writeAddresses(dataFolder: string, role: Role, listening: Addresses): void {
  writeFileSync(join(dataFolder, `${role}.json`), JSON.stringify(listening));
}

export function readAddresses(dataFolder: string, role: Role): Addresses | null {
  try {
    return addresses.parse(JSON.parse(readFileSync(join(dataFolder, `${role}.json`), 'utf8')));
  } catch {
    return null;
  }
}

export function removeAddresses(dataFolder: string, role: Role): void {
  rmSync(join(dataFolder, `${role}.json`), { force: true });
}
