import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KillableProcess } from '../tests/support/redis.js';
import { redisPid, runRedis, silentLog, startKillableProcess } from '../tests/support/redis.js';
import type { EmbeddedRedis } from './embedded-redis.js';
import { startEmbeddedRedis } from './embedded-redis.js';

const SOON = { timeout: 20_000 };

describe('a Redis server of our own', () => {
  let dataFolder: string;
  let started: EmbeddedRedis[];
  let processes: KillableProcess[];

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'kawaraban-embedded-'));
    started = [];
    processes = [];
  });
  afterEach(async () => {
    for (const child of processes) await child.kill();
    // A server that a killed process left behind is adopted here when its test did not come that far.
    if (processes.length > started.length) await start();
    for (const redis of started) await redis.stop();
    await rm(dataFolder, { recursive: true, force: true });
  });

  async function start(
    folder = dataFolder,
    onRestart: () => Promise<void> = () => Promise.resolve(),
  ): Promise<EmbeddedRedis> {
    const redis = await startEmbeddedRedis({ dataFolder: folder, log: silentLog, onRestart });
    started.push(redis);
    return redis;
  }

  /** Starts the server from another process of ours. */
  async function startElsewhere(andThen = ''): Promise<KillableProcess> {
    const child = startKillableProcess(`
      const { startEmbeddedRedis } = await load('queue/embedded-redis.ts');
      await startEmbeddedRedis({ dataFolder: ${JSON.stringify(dataFolder)}, log });
      console.log('started');
      ${andThen}
    `);
    processes.push(child);
    expect(await child.readLine()).toBe('started');
    return child;
  }

  const pidOf = ({ connection }: EmbeddedRedis): Promise<number> => redisPid(connection.path);
  const setting = async ({ connection }: EmbeddedRedis, name: string): Promise<unknown> =>
    Object.values((await runRedis(connection.path, 'CONFIG', 'GET', name)) as Record<string, unknown>).at(-1);

  it('keeps every alarm on disk, evicts none, ticks fast, and listens to this machine alone', async () => {
    const redis = await start();
    expect(await setting(redis, 'appendonly')).toBe('yes');
    expect(await setting(redis, 'appendfsync')).toBe('everysec');
    expect(await setting(redis, 'maxmemory-policy')).toBe('noeviction');
    expect(await setting(redis, 'hz')).toBe('500');
    expect(await setting(redis, 'save')).toBe('');
    expect(await setting(redis, 'port')).toBe('0');
    expect((await stat(dirname(redis.connection.path))).mode & 0o077).toBe(0);
  });

  it('what was set before a stop is there after the next start', async () => {
    const before = await start();
    await runRedis(before.connection.path, 'SET', 'alarm', 'kept');
    await before.stop();
    const after = await start();
    expect(await runRedis(after.connection.path, 'GET', 'alarm')).toBe('kept');
  });

  it('a stop leaves no process and no socket, and may be repeated', async () => {
    const redis = await start();
    const pid = await pidOf(redis);
    await redis.stop();
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), SOON);
    expect(existsSync(redis.connection.path)).toBe(false);
    await redis.stop();
  });

  it('a server that does not listen to the stop is ended all the same', async () => {
    const redis = await start();
    const pid = await pidOf(redis);
    process.kill(pid, 'SIGSTOP');
    await redis.stop();
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), SOON);
    expect(existsSync(redis.connection.path)).toBe(false);
  });

  it('a server left behind by our crash is adopted, and ended by the next stop', async () => {
    const crashed = await startElsewhere();
    const socketPath = join(dataFolder, 'redis', 'redis.sock');
    await runRedis(socketPath, 'SET', 'alarm', 'kept');
    const pid = await redisPid(socketPath);
    await crashed.kill();

    const redis = await start();
    expect(await pidOf(redis)).toBe(pid);
    expect(await runRedis(redis.connection.path, 'GET', 'alarm')).toBe('kept');
    await redis.stop();
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), SOON);
    expect(existsSync(socketPath)).toBe(false);
  });

  it('an ordinary end of ours, even one that forgets the stop, ends the server', async () => {
    await startElsewhere('process.exit(1);');
    await vi.waitFor(() => expect(existsSync(join(dataFolder, 'redis', 'redis.sock'))).toBe(false), SOON);
  });

  it('an adopted server that dies is replaced too', async () => {
    const crashed = await startElsewhere();
    await crashed.kill();
    const redis = await start();
    const pid = await pidOf(redis);
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(await pidOf(redis)).not.toBe(pid), { timeout: 10_000 });
  });

  it('a server left behind that hangs is replaced, never joined by a second one on the same file', async () => {
    const crashed = await startElsewhere();
    const socketPath = join(dataFolder, 'redis', 'redis.sock');
    const pid = await redisPid(socketPath);
    await crashed.kill();
    process.kill(pid, 'SIGSTOP');
    const redis = await start();
    expect(await pidOf(redis)).not.toBe(pid);
    expect(isAlive(pid)).toBe(false);
  });

  it('a death is mended, with what was set before, and told', async () => {
    let restarts = 0;
    const redis = await start(dataFolder, () => {
      restarts += 1;
      return Promise.resolve();
    });
    await runRedis(redis.connection.path, 'SET', 'alarm', 'kept');
    const pid = await pidOf(redis);
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(restarts).toBe(1), { timeout: 10_000 });
    expect(await pidOf(redis)).not.toBe(pid);
    expect(await runRedis(redis.connection.path, 'GET', 'alarm')).toBe('kept');
  });

  it('a data folder with a long path has its socket in the temp folder, and leaves nothing there', async () => {
    const deep = join(dataFolder, 'zeitungsverlag-müller-und-söhne', 'x'.repeat(90));
    await mkdir(deep, { recursive: true });
    const redis = await start(deep);
    expect(Buffer.byteLength(redis.connection.path)).toBeLessThanOrEqual(107);
    const socketFolder = dirname(redis.connection.path);
    expect((await stat(socketFolder)).mode & 0o077).toBe(0);
    await runRedis(redis.connection.path, 'SET', 'alarm', 'kept');
    await redis.stop();
    expect(existsSync(socketFolder)).toBe(false);
    const again = await start(deep);
    expect(await runRedis(again.connection.path, 'GET', 'alarm')).toBe('kept');
  });

  it('a machine without Redis is told the cure', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = dataFolder;
    try {
      await expect(start()).rejects.toMatchObject({
        code: 'KWB_QUEUE_UNAVAILABLE',
        message: expect.stringMatching(/npm run setup.*REDIS_URL/) as unknown,
      });
    } finally {
      process.env['PATH'] = path;
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

/** Ended, but nobody has asked how yet: in a container often nobody ever does. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
