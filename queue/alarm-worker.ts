import type { Job } from 'bullmq';
import { DelayedError, Worker } from 'bullmq';
import type { Logger } from 'pino';
import type { Clock } from '../src/application/ports/clock.js';
import type { Alarm } from '../src/application/ports/post-queue.js';
import { alarmSchema, QUEUE_NAME } from './alarm-job.js';
import { connectionComplaints } from './connection-complaints.js';
import type { RedisConnection } from './connections.js';
import { connectionSettings } from './connections.js';
import { within } from './within.js';

const CLOSE_TIMEOUT_MS = 5_000;
/** Alarms mostly wait for the turn of their account: those of a busy one must not keep the others from ringing. */
const MOST_AT_ONCE = 1_000;
/** Keeps an alarm that comes back for "now" from spinning. */
const SHORTEST_PAUSE_MS = 10;

/** What became of an alarm that rang: it has done its work, or it came early and waits until `at` (ledger time). */
export type Rung = { readonly kind: 'done' } | { readonly kind: 'ring-again'; readonly at: Date };

/** The signal fires when the worker closes and the work does not end in time. */
export type Ring = (alarm: Alarm, signal: AbortSignal) => Promise<Rung>;

export interface AlarmWorkerOptions {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly clock: Clock;
  readonly ring: Ring;
  readonly log: Logger;
  readonly concurrency?: number;
}

export interface AlarmWorker {
  /** Lets the alarms that ring now finish, for 5 s at most. */
  close(): Promise<void>;
}

/** Rings alarms at their time. One that fails is logged and not repeated: the ledger's sweep is the net below it. */
export function startAlarmWorker({
  connection,
  prefix,
  clock,
  ring,
  log,
  concurrency = MOST_AT_ONCE,
}: AlarmWorkerOptions): AlarmWorker {
  // BullMQ hands out a signal only to a function that names three parameters.
  const answer = async (job: Job, token: string | undefined, signal: AbortSignal | undefined): Promise<void> => {
    const alarm = alarmSchema.parse(job.data);
    const rung = await ring(alarm, signal ?? new AbortController().signal);
    if (rung.kind === 'done') return;
    const pauseMs = Math.max(rung.at.getTime() - clock.now().getTime(), SHORTEST_PAUSE_MS);
    // BullMQ takes an instant of this machine's clock.
    await job.moveToDelayed(Date.now() + pauseMs, token);
    throw new DelayedError();
  };
  const worker = new Worker(QUEUE_NAME, answer, {
    prefix,
    connection: connectionSettings(connection),
    concurrency,
    lockDuration: 10_000,
    stalledInterval: 5000,
    // An alarm whose worker dies rings as often as it must: only the ledger's claim lets anything leave.
    maxStalledCount: 100,
  });
  worker.on('error', connectionComplaints(log, 'the worker of posts'));
  worker.on('failed', (job, error) =>
    log.error({ err: error, alarm: job?.id }, 'an alarm failed; the sweep sees to its post'),
  );
  return {
    close: () =>
      within(worker.close(), CLOSE_TIMEOUT_MS, 'closing the worker').catch((error: unknown) => {
        log.warn({ err: error }, 'the worker did not end in time; what it was doing is cut short');
        worker.cancelAllJobs('closing');
        void worker.disconnect().catch(() => undefined);
      }),
  };
}
