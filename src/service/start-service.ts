import { BullPostQueue } from '../../queue/bull-post-queue.js';
import { startAlarmWorker, type Rung } from '../../queue/alarm-worker.js';
import type { RedisConnection } from '../../queue/connections.js';
import { startEmbeddedRedis } from '../../queue/embedded-redis.js';
import { startLossWatch } from '../../queue/loss-watch.js';
import type { Alarm } from '../application/ports/post-queue.js';
import type { Ports } from '../application/ports/ports.js';
import { publishAndContinue } from '../application/publish-post.js';
import { sweep } from '../application/sweep.js';
import { KawarabanError } from '../domain/errors.js';
import { lockFolder, removeAddresses, writeAddresses, type SimulatorUrls } from './data-folder.js';
import type { Newsroom } from './open-newsroom.js';
import { startSimulators } from './simulators.js';
import { startSweepTimer } from './sweep-timer.js';

const SWEEP_INTERVAL_MS = 2_000;
const CLOCK_SYNC_MS = 30_000;

type Closer = () => Promise<void> | void;

export interface Service {
  readonly ports: Ports;
  readonly simulators: SimulatorUrls;
  /** Unix socket of the embedded Redis; null with a Redis of the newsroom's own. */
  readonly redisSocket: string | null;
  /** Says where the pages are, for the commands that are called beside the service. */
  announce(url: string | null): void;
  /** Finishes what is in flight, bounded, and ends everything it started, the last first. */
  stop(): Promise<void>;
}

/** Everything that sends: simulators where they are needed, Redis, queue, worker and sweep. Null when another process does it. */
export async function startService(newsroom: Newsroom, port: number): Promise<Service | null> {
  const { config, log } = newsroom;
  const lock = lockFolder(config.dataFolder, 'service');
  if (lock === null) return null;
  const closers: Closer[] = [() => lock.release()];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse())
      await Promise.resolve(close()).catch((error: unknown) =>
        log.error({ err: error }, 'something did not stop well'),
      );
  };
  try {
    const simulators = await startSimulators(config.dataFolder, newsroom.connections.missingSimulators, port);
    closers.push(() => simulators.close());
    newsroom.connections.useSimulators(simulators.urls);
    const { ports, connection } = await startQueue(newsroom, closers);
    await resumeHealthyAccounts(ports);
    const redisSocket = connection.kind === 'socket' ? connection.path : null;
    const announce = (url: string | null): void => {
      writeAddresses(config.dataFolder, 'service', { service: url, simulators: simulators.urls, redisSocket });
    };
    closers.push(() => removeAddresses(config.dataFolder, 'service'));
    announce(null);
    return { ports, simulators: simulators.urls, redisSocket, announce, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startQueue(
  newsroom: Newsroom,
  closers: Closer[],
): Promise<{ ports: Ports; connection: RedisConnection }> {
  const { clock, ledger, log, config, ledgerSettings } = newsroom;
  const stopping = new AbortController();
  let refill = (): Promise<void> => Promise.resolve();
  const connection = await connectRedis(newsroom, () => refill(), closers);
  const prefix = `{${config.redisPrefix}}`;
  const postQueue = new BullPostQueue({ connection, prefix, clock, log });
  closers.push(() => postQueue.close());
  const ports = { ...newsroom, postQueue, lookUpWindowMs: ledgerSettings.lookUpWindowMs };

  refill = async () => postQueue.enqueueAll(await ledger.listAlarms());
  // Also what was planned while nothing ran; with Redis away the sweep sends it.
  await refill().catch((error: unknown) => log.warn({ err: error }, 'the alarms were not set'));
  const ring = async (alarm: Alarm, signal: AbortSignal): Promise<Rung> => {
    const result = await publishAndContinue(ports, alarm.postId, alarm.revision, signal);
    return result.kind === 'early' ? { kind: 'ring-again', at: result.until } : { kind: 'done' };
  };
  const worker = startAlarmWorker({ connection, prefix, clock, ring, log });
  closers.push(() => worker.close());
  const watch = startLossWatch({ connection, prefix, log, onLoss: refill });
  closers.push(() => watch.close());
  const timer = startSweepTimer(() => sweep(ports, stopping.signal), SWEEP_INTERVAL_MS, log);
  closers.push(() => {
    stopping.abort();
    return timer.stop();
  });
  const sync = setInterval(
    () =>
      void newsroom.syncClock().catch((error: unknown) => log.warn({ err: error }, 'the ledger did not tell the time')),
    CLOCK_SYNC_MS,
  );
  closers.push(() => clearInterval(sync));
  return { ports, connection };
}

async function connectRedis(
  { config, log }: Newsroom,
  onRestart: () => Promise<void>,
  closers: Closer[],
): Promise<RedisConnection> {
  if (config.redisUrl !== null) return { kind: 'url', url: config.redisUrl };
  const redis = await startEmbeddedRedis({ dataFolder: config.dataFolder, log, onRestart });
  closers.push(() => redis.stop());
  return redis.connection;
}

/** A person who mends the credentials and starts again wants to go on; an account that is still refused stays paused. */
async function resumeHealthyAccounts({ ledger, networks }: Pick<Ports, 'ledger' | 'networks'>): Promise<void> {
  for (const account of await ledger.listAccounts()) {
    if (account.state !== 'paused') continue;
    const health = await networks[account.network].checkAccount(account, AbortSignal.timeout(5_000));
    if (health.kind === 'healthy') await ledger.resumeAccount(account.id);
  }
}

export function alreadyRunning(dataFolder: string): KawarabanError {
  return new KawarabanError(
    'KWB_ALREADY_RUNNING',
    `Kawaraban runs already in ${dataFolder}: stop it first, or name another data folder (KAWARABAN_DATA)`,
  );
}
