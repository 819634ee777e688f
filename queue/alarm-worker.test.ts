import { Queue } from 'bullmq';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alarm } from '../src/application/ports/post-queue.js';
import type { ThrowAwayRedis } from '../tests/support/redis.js';
import { redisPid, runRedis, silentLog, startKillableProcess, startThrowAwayRedis } from '../tests/support/redis.js';
import type { Rung } from './alarm-worker.js';
import { startAlarmWorker } from './alarm-worker.js';
import { BullPostQueue } from './bull-post-queue.js';
import { connectionSettings } from './connections.js';
import { startEmbeddedRedis } from './embedded-redis.js';

const SOON = { timeout: 20_000 };

const clock = { now: () => new Date() };
const DONE: Rung = { kind: 'done' };

describe.concurrent('the worker of posts', () => {
  let redis: ThrowAwayRedis;
  beforeAll(async () => {
    redis = await startThrowAwayRedis();
  });
  afterAll(() => redis.stop());

  const common = (prefix: string) => ({ connection: redis.connection, prefix, clock, log: silentLog });

  it('a job that is no alarm reaches nobody and does not stay', async () => {
    const rung: Alarm[] = [];
    const ring = (alarm: Alarm): Promise<Rung> => {
      rung.push(alarm);
      return Promise.resolve(DONE);
    };
    const foreign = new Queue('posts', { prefix: 'foreign', connection: connectionSettings(redis.connection) });
    const options = { removeOnComplete: true, removeOnFail: true };
    await foreign.add('ring', { postId: 'x', revision: 'one' }, options);
    await foreign.add('ring', { postId: 'x', revision: 1, text: 'smuggled' }, options);
    await foreign.add('ring', { postId: 'good', revision: 1 }, options);
    const worker = startAlarmWorker({ ...common('foreign'), ring, concurrency: 1 });
    await vi.waitFor(async () => {
      expect(rung).toEqual([{ postId: 'good', revision: 1 }]);
      expect(await foreign.getJobCounts()).toMatchObject({ waiting: 0, active: 0, failed: 0, completed: 0 });
    }, SOON);
    await worker.close();
    await foreign.close();
  });

  it('what is being sent when the worker closes is finished first', async () => {
    const queue = new BullPostQueue(common('close'));
    const began = makeGate();
    const finish = makeGate();
    let finished = false;
    const ring = async (): Promise<Rung> => {
      began.open();
      await finish.opened;
      finished = true;
      return DONE;
    };
    const worker = startAlarmWorker({ ...common('close'), ring });
    await queue.enqueue({ postId: 'last', revision: 1 }, clock.now());
    await began.opened;
    const closing = worker.close();
    finish.open();
    await closing;
    expect(finished).toBe(true);
    await queue.close();
  });

  it('what does not finish within ten seconds of closing is told to stop', async () => {
    const queue = new BullPostQueue(common('stuck'));
    const began = makeGate();
    let told: AbortSignal | null = null;
    const ring = (_alarm: Alarm, signal: AbortSignal): Promise<Rung> => {
      told = signal;
      began.open();
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(DONE));
      });
    };
    const worker = startAlarmWorker({ ...common('stuck'), ring });
    await queue.enqueue({ postId: 'stuck', revision: 1 }, clock.now());
    await began.opened;
    await worker.close();
    expect(told).toMatchObject({ aborted: true });
    await queue.close();
  });

  it('closing ends even when Redis is away', async () => {
    const lost = await startThrowAwayRedis();
    const rang = makeGate();
    const options = { ...common('away'), connection: lost.connection };
    const queue = new BullPostQueue(options);
    const worker = startAlarmWorker({
      ...options,
      ring: () => {
        rang.open();
        return Promise.resolve(DONE);
      },
    });
    await queue.enqueue({ postId: 'one', revision: 1 }, clock.now());
    await rang.opened;
    await lost.stop();
    await worker.close();
    await queue.close();
  });

  it('a post that falls due while Redis is replaced rings right after', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'kawaraban-dying-'));
    const dying = await startEmbeddedRedis({ dataFolder, log: silentLog });
    const options = { ...common('dying'), connection: dying.connection };
    const queue = new BullPostQueue(options);
    const rang = makeGate();
    const worker = startAlarmWorker({
      ...options,
      ring: () => {
        rang.open();
        return Promise.resolve(DONE);
      },
    });
    // Else a server that is killed may have kept nothing of its last second.
    await runRedis(dying.connection.path, 'CONFIG', 'SET', 'appendfsync', 'always');
    const at = new Date(Date.now() + 300);
    await queue.enqueue({ postId: 'due', revision: 1 }, at);
    process.kill(await redisPid(dying.connection.path), 'SIGKILL');
    await rang.opened;
    expect(Date.now() - at.getTime()).toBeGreaterThanOrEqual(0);
    expect(Date.now() - at.getTime()).toBeLessThan(SOON.timeout);
    await worker.close();
    await queue.close();
    await dying.stop();
    await rm(dataFolder, { recursive: true });
  }, 60_000);

  it('a post whose worker is killed while its alarm rings, rings again on another machine', async () => {
    const queue = new BullPostQueue(common('killed'));
    const other = startKillableProcess(`
      const { startAlarmWorker } = await load('queue/alarm-worker.ts');
      startAlarmWorker({
        connection: ${JSON.stringify(redis.connection)}, prefix: 'killed', clock: { now: () => new Date() }, log,
        ring: ({ postId }) => { console.log(postId); return new Promise(() => undefined); },
      });
    `);
    await queue.enqueue({ postId: 'twice', revision: 1 }, clock.now());
    expect(await other.readLine()).toBe('twice');
    const rung: Alarm[] = [];
    const worker = startAlarmWorker({
      ...common('killed'),
      ring: (alarm) => {
        rung.push(alarm);
        return Promise.resolve(DONE);
      },
    });
    await other.kill();
    await vi.waitFor(() => expect(rung).toEqual([{ postId: 'twice', revision: 1 }]), { timeout: 50_000, interval: 50 });
    await worker.close();
    await queue.close();
  }, 90_000);
});

function makeGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
