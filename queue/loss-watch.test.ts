import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Alarm } from '../src/application/ports/post-queue.js';
import type { ThrowAwayRedis } from '../tests/support/redis.js';
import { silentLog, startThrowAwayRedis } from '../tests/support/redis.js';
import { startAlarmWorker } from './alarm-worker.js';
import { BullPostQueue } from './bull-post-queue.js';
import { startLossWatch } from './loss-watch.js';

const SOON = { timeout: 20_000 };
const clock = { now: () => new Date() };

describe('the watch over the queue', () => {
  let redis: ThrowAwayRedis;
  beforeAll(async () => {
    redis = await startThrowAwayRedis();
  });
  afterAll(() => redis.stop());

  /** Counts its fillings; `fill` may do something in them. */
  function watch(prefix: string, fill: (count: number) => Promise<unknown> = () => Promise.resolve()) {
    const fillings = { count: 0 };
    const onLoss = async (): Promise<void> => {
      fillings.count += 1;
      await fill(fillings.count);
    };
    const started = startLossWatch({ connection: redis.connection, prefix, onLoss, log: silentLog });
    return { fillings, close: () => started.close() };
  }
  const epoch = (prefix: string): Promise<unknown> => redis.run('GET', `${prefix}:epoch`);
  const untilWhole = (prefix: string): Promise<void> =>
    vi.waitFor(async () => expect(await epoch(prefix)).toBe('whole'), SOON);

  it('a queue that is emptied rings its posts all the same', async () => {
    const common = { connection: redis.connection, prefix: 'emptied', clock, log: silentLog };
    const planned = { alarm: { postId: 'kept', revision: 1 }, at: new Date(Date.now() + 3000) };
    const rung: Alarm[] = [];
    const queue = new BullPostQueue(common);
    const worker = startAlarmWorker({
      ...common,
      ring: (alarm) => {
        rung.push(alarm);
        return Promise.resolve({ kind: 'done' });
      },
    });
    const { close } = watch('emptied', () => queue.enqueueAll([planned]));
    await untilWhole('emptied');
    await redis.run('FLUSHALL');
    await vi.waitFor(() => expect(rung).toEqual([planned.alarm]), SOON);
    expect(Date.now()).toBeGreaterThanOrEqual(planned.at.getTime());
    await close();
    await worker.close();
    await queue.close();
  });

  it('a first start fills the queue; the next one finds it whole', async () => {
    const first = watch('start');
    await untilWhole('start');
    await first.close();
    const second = watch('start');
    const third = watch('other');
    await untilWhole('other');
    expect(first.fillings.count).toBe(1);
    expect(second.fillings.count).toBe(0);
    await second.close();
    await third.close();
  });

  it('a filling that fails is done again', async () => {
    const { fillings, close } = watch('fails', (count) =>
      count === 1 ? Promise.reject(new Error('the ledger is busy')) : Promise.resolve(),
    );
    await untilWhole('fails');
    expect(fillings.count).toBe(2);
    await close();
  });

  it('a queue that is emptied again while it is filled is filled again', async () => {
    const { fillings, close } = watch('again', (count) =>
      count === 1 ? redis.run('DEL', 'again:epoch') : Promise.resolve(),
    );
    await untilWhole('again');
    expect(fillings.count).toBe(2);
    await close();
  });

  it('of several workers one fills', async () => {
    const watches = [1, 2, 3].map(() => watch('several'));
    await untilWhole('several');
    expect(watches.reduce((sum, { fillings }) => sum + fillings.count, 0)).toBe(1);
    for (const { close } of watches) await close();
  });
});
