import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { connectionComplaints } from './connection-complaints.js';
import type { RedisConnection } from './connections.js';
import { connectRedis } from './connections.js';
import { within } from './within.js';

const CHECK_EVERY_MS = 1000;
/** After it, somebody else takes over the filling of a process that died over it. */
const FILLING_MS = 60_000;
const CLOSE_TIMEOUT_MS = 2000;
const WHOLE = 'whole';

/** Ends our filling, unless Redis lost everything again meanwhile: then the key is no longer ours, and nothing happens. */
const END_FILLING = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then return redis.call('del', KEYS[1]) end
redis.call('set', KEYS[1], ARGV[2])
return 1`;

export interface LossWatchOptions {
  readonly connection: RedisConnection;
  readonly prefix: string;
  /** Adds every waiting alarm again. Harmless to repeat; when it fails it is called again. */
  readonly onLoss: () => Promise<void>;
  readonly log: Logger;
}

export interface LossWatch {
  close(): Promise<void>;
}

/** Looks every second whether Redis still has our epoch key. Without it (FLUSHALL, an empty restart, the first start) the alarms are gone too. */
export function startLossWatch({ connection, prefix, onLoss, log }: LossWatchOptions): LossWatch {
  const redis = connectRedis(connection);
  const complain = connectionComplaints(log, 'the watch over the queue');
  redis.on('error', complain);

  const check = (): Promise<void> =>
    refillIfLost(redis, `${prefix}:epoch`, onLoss, log).catch((error: unknown) => {
      complain(error instanceof Error ? error : new Error(String(error)));
    });

  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let checking = Promise.resolve();
  const checkAndGoOn = (): void => {
    checking = check().then(() => {
      if (!closed) timer = setTimeout(checkAndGoOn, CHECK_EVERY_MS);
    });
  };
  redis.once('ready', checkAndGoOn);

  return {
    close: async () => {
      closed = true;
      redis.off('ready', checkAndGoOn);
      if (timer) clearTimeout(timer);
      await within(checking, CLOSE_TIMEOUT_MS, 'the last look at the queue').catch(complain);
      redis.disconnect();
    },
  };
}

async function refillIfLost(redis: Redis, key: string, onLoss: () => Promise<void>, log: Logger): Promise<void> {
  const ours = randomUUID();
  if ((await redis.set(key, ours, 'PX', FILLING_MS, 'NX')) === null) return;
  log.info('the queue is empty; every waiting alarm is set again from the ledger');
  let outcome = '';
  try {
    await onLoss();
    outcome = WHOLE;
  } finally {
    await redis.eval(END_FILLING, 1, key, ours, outcome);
  }
}
