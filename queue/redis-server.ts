import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { KawarabanError } from '../src/domain/errors.js';
import type { RedisFolder } from './redis-folder.js';
import { within } from './within.js';

const BINARIES = ['redis-server', 'valkey-server'];
const ANSWER_TIMEOUT_MS = 2000;
/** Time to read a large append-only file. */
const START_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 25;

export interface TakenServer {
  readonly pid: number;
  /** It ran already when we looked. */
  readonly adopted: boolean;
}

/** The server that answers on our socket, left behind by a crash of ours, or else a new one. */
export async function takeServer(folder: RedisFolder, signal: AbortSignal): Promise<TakenServer> {
  if ((await askServer(folder.socketPath)) !== null) {
    return { pid: await untilReady(folder, signal, () => true), adopted: true };
  }
  await killFrozenServer(folder);
  const child = await spawnServer(folder);
  try {
    const alive = (): boolean => child.exitCode === null && child.signalCode === null;
    return { pid: await untilReady(folder, signal, alive), adopted: false };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** False when there is no such process any more. */
export function signalServer(pid: number, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function untilReady(folder: RedisFolder, signal: AbortSignal, alive: () => boolean): Promise<number> {
  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  while (alive() && !signal.aborted && performance.now() < giveUpAt) {
    const answer = await askServer(folder.socketPath);
    if (answer && !answer.loading) return answer.pid;
    await pause(LOOK_EVERY_MS);
  }
  throw new KawarabanError(
    'KWB_QUEUE_UNAVAILABLE',
    `Our Redis server did not start; ${folder.logFile} says why. Or set REDIS_URL to use another one.`,
  );
}

/** Null when nobody answers. A server that still reads its file answers too. */
async function askServer(socketPath: string): Promise<{ readonly pid: number; readonly loading: boolean } | null> {
  const redis = new Redis({
    path: socketPath,
    lazyConnect: true,
    enableReadyCheck: false,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  redis.on('error', () => undefined);
  try {
    const info = await within(
      redis.connect().then(() => redis.info()),
      ANSWER_TIMEOUT_MS,
      'the answer of our Redis server',
    );
    const pid = Number(/^process_id:(\d+)/m.exec(info)?.[1]);
    return Number.isSafeInteger(pid) ? { pid, loading: !/^loading:0/m.test(info) } : null;
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}

/** Two servers on one append-only file would ruin it. A process with our working folder is ours; the number alone may be reused. */
async function killFrozenServer({ path, pidFile }: RedisFolder): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(pid) || pid <= 0) return;
  const runsHere = async (): Promise<boolean> => (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === path;
  if (await runsHere()) signalServer(pid, 'SIGKILL');
  while (await runsHere()) await pause(LOOK_EVERY_MS);
}

async function spawnServer(folder: RedisFolder): Promise<ChildProcess> {
  for (const binary of BINARIES) {
    // Detached: Ctrl-C in a terminal reaches us alone, and the queue is there until we have ended our work.
    const child = spawn(binary, settingsOf(folder), { cwd: folder.path, detached: true, stdio: 'ignore' });
    const failure = await once(child, 'spawn').then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) {
      child.unref();
      return child;
    }
    if (!isMissing(failure)) {
      throw new KawarabanError(
        'KWB_QUEUE_UNAVAILABLE',
        `${binary} cannot be run. Set REDIS_URL to use another Redis.`,
        {
          cause: failure,
        },
      );
    }
  }
  throw new KawarabanError(
    'KWB_QUEUE_UNAVAILABLE',
    `Neither ${BINARIES.join(' nor ')} is installed. Run \`npm run setup\`, or set REDIS_URL.`,
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function settingsOf({ path, socketPath, pidFile, logFile }: RedisFolder): string[] {
  const settings = {
    port: '0',
    unixsocket: socketPath,
    unixsocketperm: '700',
    dir: path,
    pidfile: pidFile,
    logfile: logFile,
    loglevel: 'warning',
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    // BullMQ asks for it: an evicted key is a lost alarm. https://docs.bullmq.io/guide/going-to-production
    'maxmemory-policy': 'noeviction',
    // Redis ends blocking reads on its tick: at the default of 10 a second, alarms ring up to 100 ms late.
    hz: '500',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}
