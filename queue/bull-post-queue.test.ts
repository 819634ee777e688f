import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ThrowAwayRedis } from '../tests/support/redis.js';
import { silentLog, startThrowAwayRedis } from '../tests/support/redis.js';
import { BullPostQueue } from './bull-post-queue.js';

const clock = { now: () => new Date('2027-03-01T09:00:00Z') };
const tomorrow = new Date('2027-03-02T09:00:00Z');

describe('the queue of posts', () => {
  let redis: ThrowAwayRedis;
  beforeAll(async () => {
    redis = await startThrowAwayRedis();
  });
  afterAll(() => redis.stop());

  const queueAt = (prefix: string): BullPostQueue =>
    new BullPostQueue({ connection: redis.connection, prefix, clock, log: silentLog });
  const waiting = (prefix: string): Promise<unknown> => redis.run('ZCARD', `${prefix}:posts:delayed`);

  it('a whole season of posts is set again at once, and once more without harm', async () => {
    const queue = queueAt('season');
    const alarms = Array.from({ length: 1100 }, (_, n) => ({
      alarm: { postId: `post${n}`, revision: 1 },
      at: tomorrow,
    }));
    await queue.enqueueAll(alarms);
    await queue.enqueueAll(alarms);
    expect(await waiting('season')).toBe(1100);
    await queue.close();
  });

  it('Redis learns the post and its revision, and nothing else', async () => {
    const queue = queueAt('discreet');
    const alarm = { postId: 'leak', revision: 2, text: 'not yet public' };
    await queue.enqueue(alarm, tomorrow);
    expect(await redis.run('HGET', 'discreet:posts:leak-2', 'data')).toBe('{"postId":"leak","revision":2}');
    await queue.close();
  });

  it('newsrooms that share a Redis do not see each other', async () => {
    const [ours, theirs] = [queueAt('ours'), queueAt('theirs')];
    await ours.enqueue({ postId: 'same', revision: 1 }, tomorrow);
    expect(await waiting('ours')).toBe(1);
    expect(await waiting('theirs')).toBe(0);
    await ours.close();
    await theirs.close();
  });

  it('an alarm is refused, not waited for, while Redis is away', async () => {
    const lost = await startThrowAwayRedis();
    const queue = new BullPostQueue({ connection: lost.connection, prefix: 'lost', clock, log: silentLog });
    await queue.enqueue({ postId: 'first', revision: 1 }, tomorrow);
    await lost.stop();
    const began = performance.now();
    await expect(queue.enqueue({ postId: 'second', revision: 1 }, tomorrow)).rejects.toMatchObject({
      code: 'KWB_QUEUE_UNAVAILABLE',
    });
    await queue.close();
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('a queue that never saw its Redis refuses too', async () => {
    const connection = { kind: 'socket', path: join(tmpdir(), 'kawaraban-nobody.sock') } as const;
    const queue = new BullPostQueue({ connection, prefix: 'never', clock, log: silentLog });
    await expect(queue.enqueue({ postId: 'first', revision: 1 }, tomorrow)).rejects.toMatchObject({
      code: 'KWB_QUEUE_UNAVAILABLE',
    });
    await queue.close();
  });
});
