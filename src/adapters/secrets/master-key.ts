import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KawarabanError } from '../../domain/errors.js';

const FORM = /^[0-9a-f]{64}$/;

/** The key in the data folder, made at the first need: of two processes that make one, both get the first. */
export function readMasterKey(dataFolder: string): string {
  const file = join(dataFolder, 'master.key');
  const key = readIfThere(file) ?? make(dataFolder, file);
  if (FORM.test(key)) return key;
  throw new KawarabanError(
    'KWB_CONFIG_INVALID',
    `${file} does not hold a key: bring it back from your backup, or delete it and give every webhook its new secret`,
  );
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written whole under another name and then linked: a link to a name that is there fails, and nobody reads half a key. */
function make(dataFolder: string, file: string): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(descriptor);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(descriptor);
    rmSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}
