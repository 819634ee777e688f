import { startAlarmWorker, type Rung } from '../../queue/alarm-worker.js';
import { BullPostQueue } from '../../queue/bull-post-queue.js';
import type { RedisConnection } from '../../queue/connections.js';
import { startLossWatch } from '../../queue/loss-watch.js';
import type { QueueBoard } from '../../queue/queue-board.js';
// X's library, so that the first post does not wait for it.
import '../adapters/networks/x/x-client.js';
import { keepWallTimes } from '../application/keep-wall-times.js';
import type { WorkerSign } from '../application/ports/ledger.js';
import type { Alarm } from '../application/ports/post-queue.js';
import type { Ports } from '../application/ports/ports.js';
import { Sender } from '../application/sender.js';
import { KawarabanError } from '../domain/errors.js';
import { complaints, type Complain } from '../observability/complaints.js';
import { connectToRedis } from './connect-redis.js';
import { lockFolder, removeAddresses, writeAddresses, type SimulatorUrls } from './data-folder.js';
import { InFlight } from './in-flight.js';
import { asLedgerError, type Newsroom } from './open-newsroom.js';
import type { Role } from './role.js';
import { Rounds } from './rounds.js';
import { startSimulators } from './simulators.js';
import { workerSign } from './worker-sign.js';

type Closer = () => Promise<void> | void;

export interface Service {
  readonly ports: Ports;
  /** What runs at this moment; a stop waits for it. */
  readonly inFlight: InFlight;
  readonly simulators: SimulatorUrls;
  /** Alarms in Redis by state; fails when Redis is away. */
  readonly countAlarms: () => Promise<Readonly<Record<string, number>>>;
  /** Begins the sweeps, where there are pages after those are there: a hub that is asked something asks back at once. */
  beginSweeps(): void;
  /** The queue for the eyes of operators; `basePath`: where it is served, with a slash at the end. */
  readonly openBoard: (basePath: string) => Promise<QueueBoard>;
  /** Says where the pages are, for the commands that are called beside the service. */
  announce(url: string | null): void;
  /** Finishes what is in flight, bounded, and ends everything it started, the last first. */
  stop(): Promise<void>;
}

/**
 * Everything that sends: queue, worker and sweep; for `all` also the simulators and the Redis that are needed, and then
 * null when another process does it in this data folder. `takeAccounts`: what becomes of the accounts once it is known
 * that this service lives, and before anything is sent.
 */
export async function startService(
  newsroom: Newsroom,
  port: number,
  role: Role,
  takeAccounts: (newsroom: Newsroom) => Promise<void> = asTheyAre,
): Promise<Service | null> {
  const { config } = newsroom;
  const complain = complaints(newsroom.log);
  const closers: Closer[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse())
      await Promise.resolve(close()).catch((error: unknown) => complain(error, 'something did not stop well'));
  };
  if (role === 'all') {
    const lock = lockFolder(config.dataFolder, 'service');
    if (lock === null) return null;
    closers.push(() => lock.release());
  }
  try {
    const sign = workerSign(config.dataFolder, role);
    await newsroom.ledger.beat(sign);
    closers.push(() => newsroom.ledger.signOff(sign.id));
    await takeAccounts(newsroom);
    const missing = role === 'all' ? newsroom.connections.missingSimulators : [];
    const simulators = await startSimulators(config.dataFolder, missing, port);
    closers.push(() => simulators.close());
    newsroom.connections.useSimulators(simulators.urls);
    const { connection, postQueue, ...queue } = await startQueue(newsroom, sign, complain, closers);
    newsroom.drill?.started(queue.ports);
    const announce = (url: string | null): void => {
      if (role !== 'all') return;
      const redisSocket = connection.kind === 'socket' ? connection.path : null;
      writeAddresses(config.dataFolder, 'service', { service: url, simulators: simulators.urls, redisSocket });
    };
    if (role === 'all') closers.push(() => removeAddresses(config.dataFolder, 'service'));
    announce(null);
    return {
      ...queue,
      ...{ simulators: simulators.urls, announce, stop },
      countAlarms: () => postQueue.count(),
      openBoard: (basePath) => postQueue.openBoard(basePath),
    };
  } catch (error) {
    await stop();
    throw asLedgerError(error, config);
  }
}

/** Opening the newsroom has met them. */
const asTheyAre = (): Promise<void> => Promise.resolve();

async function startQueue(
  newsroom: Newsroom,
  sign: WorkerSign,
  complain: Complain,
  closers: Closer[],
): Promise<
  Pick<Service, 'ports' | 'inFlight' | 'beginSweeps'> & { connection: RedisConnection; postQueue: BullPostQueue }
> {
  const { clock, ledger, log, config } = newsroom;
  const { role } = sign;
  let refill = (): Promise<void> => Promise.resolve();
  const redis = await connectToRedis(newsroom, role, () => refill());
  const { connection } = redis;
  closers.push(() => redis.stop());
  const prefix = `{${config.redisPrefix}}`;
  const postQueue = new BullPostQueue({ connection, prefix, clock, log });
  closers.push(() => postQueue.close());
  const ports = {
    ...newsroom,
    sources: sourcesFor(role, newsroom.sources),
    // Hubs deliver to the process that serves pages, and its data folder alone is sure to hold the key.
    hubs: role === 'all' ? newsroom.hubs : null,
    postQueue,
  };

  await resumeMendedAccounts(ports);
  await keepWallTimes(ports);
  refill = async () => postQueue.enqueueAll(await ledger.listAlarms());
  // Also what was planned while nothing ran; with Redis away the sweep sends it.
  await refill().catch((error: unknown) => log.warn({ err: error }, 'the alarms were not set'));
  const inFlight = new InFlight(complain);
  const sender = new Sender(inFlight);
  const send = (alarm: Alarm) => sender.send(ports, alarm);
  const ring = (alarm: Alarm): Promise<Rung> => ringFor(alarm, send, inFlight, complain);
  const worker = startAlarmWorker({ connection, prefix, clock, ring, log });
  closers.push(() => worker.close());
  const watch = startLossWatch({ connection, prefix, log, onLoss: refill });
  closers.push(() => watch.close());
  const rounds = new Rounds({ newsroom, sign, ports, inFlight, send, complain });
  closers.push(() => rounds.stop());
  return { ports, connection, postQueue, inFlight, beginSweeps: () => rounds.beginSweeps() };
}

async function ringFor(
  alarm: Alarm,
  send: (alarm: Alarm) => ReturnType<Sender['send']>,
  inFlight: InFlight,
  complain: Complain,
): Promise<Rung> {
  // The ledger's sweep, here or elsewhere, and the next start see to it.
  if (inFlight.begun.aborted) return { kind: 'done' };
  const result = await inFlight
    .run(() => send(alarm))
    .catch((error: unknown) => {
      complain(error, `sending post ${alarm.postId} failed; the next sweep sees to it`);
      return { kind: 'gone' } as const;
    });
  return result.kind === 'early' ? { kind: 'ring-again', at: result.until } : { kind: 'done' };
}

/** A folder is on one machine: the one that all others are beside. */
function sourcesFor(role: Role, { folder, ...web }: Ports['sources']): Ports['sources'] {
  return role === 'all' && folder !== undefined ? { ...web, folder } : web;
}

/**
 * A person who mends the credentials and starts again wants to go on; an account that is still refused stays paused, and
 * so does one that a person has paused.
 */
async function resumeMendedAccounts({ ledger, networks }: Pick<Ports, 'ledger' | 'networks'>): Promise<void> {
  for (const account of await ledger.listAccounts()) {
    if (account.state !== 'paused' || account.pausedBy !== 'network') continue;
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
