import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ring, Rung } from '../../queue/alarm-worker.js';
import { startAlarmWorker } from '../../queue/alarm-worker.js';
import { BullPostQueue } from '../../queue/bull-post-queue.js';
import type { Clock } from '../../src/application/ports/clock.js';
import type { Alarm, PostQueue } from '../../src/application/ports/post-queue.js';
import { MemoryPostQueue } from '../support/memory-post-queue.js';
import type { ThrowAwayRedis } from '../support/redis.js';
import { silentLog, startThrowAwayRedis } from '../support/redis.js';

interface PostQueueHarness {
  readonly queue: PostQueue;
  readonly clock: Clock;
  /** Lets ledger time go by until the condition holds. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

const DONE: Rung = { kind: 'done' };

/** What every adapter of the PostQueue port keeps. */
function describePostQueue(name: string, make: (ring: Ring) => PostQueueHarness): void {
  describe(`${name} keeps the contract of the queue`, () => {
    let harness: PostQueueHarness;
    let answer: (alarm: Alarm) => Promise<Rung>;
    let rung: { readonly alarm: Alarm; readonly at: Date }[];

    beforeEach(() => {
      answer = () => Promise.resolve(DONE);
      rung = [];
      harness = make((alarm) => {
        rung.push({ alarm, at: harness.clock.now() });
        return answer(alarm);
      });
    });
    afterEach(() => harness.close());

    const inMs = (ms: number): Date => new Date(harness.clock.now().getTime() + ms);
    const timesRung = (postId: string): number => rung.filter(({ alarm }) => alarm.postId === postId).length;
    const untilRung = (postId: string, times = 1): Promise<void> => harness.until(() => timesRung(postId) >= times);

    it('an alarm rings at its time and not before, with the post and its revision', async () => {
      const at = inMs(400);
      await harness.queue.enqueue({ postId: 'harbour', revision: 3 }, at);
      await untilRung('harbour');
      expect(rung[0]?.alarm).toEqual({ postId: 'harbour', revision: 3 });
      const lateMs = (rung[0]?.at.getTime() ?? 0) - at.getTime();
      expect(lateMs).toBeGreaterThanOrEqual(0);
      expect(lateMs).toBeLessThan(9_000);
    });

    it('an alarm for a time gone by rings at once', async () => {
      const before = harness.clock.now().getTime();
      await harness.queue.enqueue({ postId: 'overdue', revision: 1 }, inMs(-60_000));
      await untilRung('overdue');
      expect((rung[0]?.at.getTime() ?? 0) - before).toBeLessThan(9_000);
    });

    it('alarms ring in the order of their times, not in the order they were set', async () => {
      await harness.queue.enqueue({ postId: 'evening', revision: 1 }, inMs(60_000));
      await harness.queue.enqueue({ postId: 'noon', revision: 1 }, inMs(200));
      await untilRung('noon');
      expect(rung.map(({ alarm }) => alarm.postId)).toEqual(['noon']);
    });

    it('an alarm that is set twice rings once', async () => {
      const at = inMs(200);
      const setTwice = async (): Promise<void> => {
        await harness.queue.enqueue({ postId: 'council', revision: 1 }, at);
        await harness.queue.enqueue({ postId: 'council', revision: 1 }, at);
      };
      const isSet = setTwice();
      // On a slow machine its time comes meanwhile; once it has rung, it may be set again.
      answer = () => isSet.then(() => DONE);
      await isSet;
      await harness.queue.enqueue({ postId: 'after', revision: 1 }, inMs(600));
      await untilRung('after');
      expect(timesRung('council')).toBe(1);
    });

    it('a replanned post has an alarm for each of its revisions', async () => {
      await harness.queue.enqueue({ postId: 'bridge', revision: 1 }, inMs(200));
      await harness.queue.enqueue({ postId: 'bridge', revision: 2 }, inMs(200));
      await untilRung('bridge', 2);
      expect(rung.map(({ alarm }) => alarm.revision).sort()).toEqual([1, 2]);
    });

    it('an alarm that came early rings again when it said', async () => {
      const again = inMs(500);
      answer = () => Promise.resolve(rung.length === 1 ? { kind: 'ring-again', at: again } : DONE);
      await harness.queue.enqueue({ postId: 'gap', revision: 1 }, inMs(0));
      await untilRung('gap', 2);
      expect(rung[1]?.at.getTime()).toBeGreaterThanOrEqual(again.getTime());
      expect(rung[1]?.alarm).toEqual({ postId: 'gap', revision: 1 });
    });

    it('a post whose next part follows sets its next alarm while the last one still rings', async () => {
      answer = async ({ postId, revision }) => {
        if (revision < 3) await harness.queue.enqueue({ postId, revision: revision + 1 }, inMs(50));
        return DONE;
      };
      await harness.queue.enqueue({ postId: 'thread', revision: 1 }, inMs(0));
      await untilRung('thread', 3);
      expect(rung.map(({ alarm }) => alarm.revision)).toEqual([1, 2, 3]);
    });

    it('an alarm that rang can be set again', async () => {
      await harness.queue.enqueue({ postId: 'swept', revision: 1 }, inMs(0));
      await untilRung('swept');
      await setUntilRung('swept', 2);
    });

    it('an alarm that failed is not repeated, and can be set again', async () => {
      answer = ({ postId }) =>
        postId === 'broken' && timesRung('broken') === 1 ? Promise.reject(new Error('a bug')) : Promise.resolve(DONE);
      await harness.queue.enqueue({ postId: 'broken', revision: 1 }, inMs(0));
      await untilRung('broken');
      await harness.queue.enqueue({ postId: 'after', revision: 1 }, inMs(300));
      await untilRung('after');
      expect(timesRung('broken')).toBe(1);
      await setUntilRung('broken', 2);
    });

    /** As the sweep does: again and again, since an add while the last ring still ends is swallowed. */
    async function setUntilRung(postId: string, times: number): Promise<void> {
      await vi.waitFor(
        async () => {
          await harness.queue.enqueue({ postId, revision: 1 }, inMs(0));
          await harness.until(() => true);
          expect(timesRung(postId)).toBeGreaterThanOrEqual(times);
        },
        { timeout: 10_000, interval: 100 },
      );
    }
  });
}

describePostQueue('the queue in memory', (ring) => {
  let now = new Date('2027-03-01T09:00:00Z');
  const clock: Clock = { now: () => now };
  const queue = new MemoryPostQueue({ clock, ring });
  return {
    queue,
    clock,
    until: async (condition) => {
      do {
        now = new Date(now.getTime() + 10);
        await queue.ringDue();
      } while (!condition());
    },
    close: () => Promise.resolve(),
  };
});

describe('on a real server', () => {
  let redis: ThrowAwayRedis;
  beforeAll(async () => {
    redis = await startThrowAwayRedis();
  });
  afterAll(() => redis.stop());

  let tests = 0;
  describePostQueue('the queue on BullMQ', (ring) => {
    // An hour behind this machine's clock, by which BullMQ goes: delays are relative, so nothing may change.
    const clock: Clock = { now: () => new Date(Date.now() - 3_600_000) };
    const common = { connection: redis.connection, prefix: `contract-${++tests}`, clock, log: silentLog };
    const queue = new BullPostQueue(common);
    const worker = startAlarmWorker({ ...common, ring });
    return {
      queue,
      clock,
      until: (condition) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 10 }),
      close: async () => {
        await worker.close();
        await queue.close();
      },
    };
  });
});
