import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KawarabanError } from '../src/domain/errors.js';

/** `sun_path` holds 108 bytes with its closing zero: https://man7.org/linux/man-pages/man7/unix.7.html */
const LONGEST_SOCKET_PATH = 107;

export interface RedisFolder {
  /** What Redis keeps; also its working folder, by which we know a server of ours. */
  readonly path: string;
  readonly socketPath: string;
  readonly pidFile: string;
  readonly logFile: string;
  /** A folder made for the socket alone, because the data folder's path is too long for one. */
  readonly socketFolder: string | null;
}

export async function prepareRedisFolder(dataFolder: string): Promise<RedisFolder> {
  const wanted = join(dataFolder, 'redis');
  await mkdir(wanted, { recursive: true });
  await chmod(wanted, 0o700);
  const path = await realpath(wanted);
  const files = { path, pidFile: join(path, 'redis.pid'), logFile: join(path, 'redis.log') };

  const beside = join(path, 'redis.sock');
  if (fits(beside)) return { ...files, socketPath: beside, socketFolder: null };

  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const socketFolder = join(tmpdir(), `kawaraban-${name}`);
  const socketPath = join(socketFolder, 'redis.sock');
  if (!fits(socketPath)) {
    throw new KawarabanError(
      'KWB_QUEUE_UNAVAILABLE',
      `No room for a socket: ${beside} and ${socketPath} are both longer than ${LONGEST_SOCKET_PATH} bytes. Move the data folder, or set REDIS_URL.`,
    );
  }
  await makePrivate(socketFolder);
  return { ...files, socketPath, socketFolder };
}

/** After the server's end: what it leaves behind when it is killed. */
export async function clearRedisFolder({ socketPath, pidFile, socketFolder }: RedisFolder): Promise<void> {
  await rm(socketPath, { force: true });
  await rm(pidFile, { force: true });
  if (socketFolder !== null) await rm(socketFolder, { recursive: true, force: true });
}

function fits(socketPath: string): boolean {
  return Buffer.byteLength(socketPath) <= LONGEST_SOCKET_PATH;
}

/** The temp folder is everybody's: a folder somebody else made there would let them read and write our queue. */
async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  const ours = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  if (!ours) {
    throw new KawarabanError(
      'KWB_QUEUE_UNAVAILABLE',
      `${folder} belongs to somebody else or is open to others. Remove it, move the data folder, or set REDIS_URL.`,
    );
  }
}
