import { Queue } from 'bullmq';
import type { JobsOptions } from 'bullmq';
import type { Logger } from 'pino';
import type { Clock } from '../src/application/ports/clock.js';
import type { Alarm, PostQueue } from '../src/application/ports/post-queue.js';
import { KawarabanError } from '../src/domain/errors.js';
import { alarmJobId, JOB_NAME, QUEUE_NAME } from './alarm-job.js';
import { connectionComplaints } from './connection-complaints.js';
import type { RedisConnection } from './connections.js';
import { FAIL_FAST, connectionSettings } from './connections.js';
import type { QueueBoard } from './queue-board.js';
import { within } from './within.js';

const ADD_TIMEOUT_MS = 5000;
const CLOSE_TIMEOUT_MS = 2000;
const COUNT_TIMEOUT_MS = 2000;
const BATCH_SIZE = 1000;

export interface BullPostQueueOptions {
  readonly connection: RedisConnection;
  /** Begins every key; queue and worker must agree on it. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Alarms as delayed BullMQ jobs. An alarm that waits already keeps its time: a new time is a new revision. */
export class BullPostQueue implements PostQueue {
  readonly #queue: Queue<Alarm>;
  readonly #clock: Clock;

  constructor({ connection, prefix, clock, log }: BullPostQueueOptions) {
    this.#clock = clock;
    this.#queue = new Queue<Alarm>(QUEUE_NAME, {
      prefix,
      connection: { ...connectionSettings(connection), ...FAIL_FAST },
      streams: { events: { maxLen: 1000 } },
      // A finished job that stays would swallow every later add under its id. Retries belong to the ledger.
      defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    });
    this.#queue.on('error', connectionComplaints(log, 'the queue of posts'));
  }

  async enqueue(alarm: Alarm, at: Date): Promise<void> {
    await this.#add(() => this.#queue.add(JOB_NAME, dataOf(alarm), this.#optionsOf(alarm, at)));
  }

  /** Everything that waits, after a loss. Harmless to repeat. */
  async enqueueAll(alarms: readonly { readonly alarm: Alarm; readonly at: Date }[]): Promise<void> {
    for (let start = 0; start < alarms.length; start += BATCH_SIZE) {
      const batch = alarms.slice(start, start + BATCH_SIZE);
      await this.#add(() =>
        this.#queue.addBulk(
          batch.map(({ alarm, at }) => ({ name: JOB_NAME, data: dataOf(alarm), opts: this.#optionsOf(alarm, at) })),
        ),
      );
    }
  }

  /** Alarms by state. Fails when Redis is away. */
  count(): Promise<Readonly<Record<string, number>>> {
    return within(this.#queue.getJobCounts('delayed', 'waiting', 'active'), COUNT_TIMEOUT_MS, 'counting the alarms');
  }

  /** For the eyes of operators. What it is made of is loaded when it is asked for. */
  async openBoard(basePath: string): Promise<QueueBoard> {
    const { QueueBoard: Board } = await import('./queue-board.js');
    return new Board(this.#queue, basePath);
  }

  async close(): Promise<void> {
    // BullMQ's close never ends while Redis is away: https://github.com/taskforcesh/bullmq/issues/4656
    await within(this.#queue.close(), CLOSE_TIMEOUT_MS, 'closing the queue').catch(() => this.#disconnect());
  }

  async #add(add: () => Promise<unknown>): Promise<void> {
    try {
      // A queue built while Redis is away leaves `add` pending, whatever the connection's options say.
      await within(add(), ADD_TIMEOUT_MS, 'adding to the queue');
    } catch (error) {
      if (error instanceof KawarabanError) throw error;
      throw new KawarabanError('KWB_QUEUE_UNAVAILABLE', 'The alarm was not set: Redis does not take it.', {
        cause: error,
      });
    }
  }

  /** BullMQ goes by this machine's clock; a delay in ledger time is right even when the two differ. */
  #optionsOf(alarm: Alarm, at: Date): JobsOptions {
    const delay = at.getTime() - this.#clock.now().getTime();
    return delay > 0 ? { jobId: alarmJobId(alarm), delay } : { jobId: alarmJobId(alarm) };
  }

  #disconnect(): void {
    void this.#queue.disconnect().catch(() => undefined);
  }
}

/** Callers may hold more than an alarm under this type; Redis gets two fields. */
function dataOf({ postId, revision }: Alarm): Alarm {
  return { postId, revision };
}
