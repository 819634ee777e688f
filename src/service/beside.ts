import { existsSync } from 'node:fs';
import type { RedisConnection } from '../../queue/connections.js';
import type { PostQueue } from '../application/ports/post-queue.js';
import type { Ports } from '../application/ports/ports.js';
import { lockFolder, readAddresses, type Addresses } from './data-folder.js';
import type { Newsroom } from './open-newsroom.js';

/** Without a service there is nobody to ring for: it sets all alarms when it starts. */
const NOBODY_TO_RING: PostQueue = { enqueue: () => Promise.resolve() };

/** Works beside a service that may be running: its queue and its simulators are used where they are, and loaded only then. */
export async function beside<T>(newsroom: Newsroom, work: (ports: Ports) => Promise<T>): Promise<T> {
  const { config, clock, log } = newsroom;
  const running = useRunning(newsroom);
  const connection = redisOf(config.redisUrl, running?.redisSocket ?? null);
  if (connection === null) return work({ ...newsroom, postQueue: NOBODY_TO_RING });
  const { BullPostQueue } = await import('../../queue/bull-post-queue.js');
  const postQueue = new BullPostQueue({ connection, prefix: `{${config.redisPrefix}}`, clock, log });
  try {
    return await work({ ...newsroom, postQueue });
  } finally {
    await postQueue.close();
  }
}

function useRunning({ config, connections }: Newsroom): Addresses | null {
  const running = readAddresses(config.dataFolder, 'service') ?? readAddresses(config.dataFolder, 'simulators');
  if (running !== null) connections.useSimulators(running.simulators);
  return running;
}

function redisOf(url: string | null, socket: string | null): RedisConnection | null {
  if (url !== null) return { kind: 'url', url };
  return socket !== null && existsSync(socket) ? { kind: 'socket', path: socket } : null;
}

/**
 * Works where the networks can be reached, and sends nothing by itself. Simulated ones that nobody runs are there for as
 * long as it takes; no service starts in the meantime, since it would go on with simulators that end.
 */
export async function withNetworks<T>(newsroom: Newsroom, work: (newsroom: Newsroom) => Promise<T>): Promise<T> {
  const { config, connections } = newsroom;
  const missing = connections.missingSimulators;
  const lock = missing.length === 0 ? null : lockFolder(config.dataFolder, 'service');
  if (lock === null) {
    useRunning(newsroom);
    return work(newsroom);
  }
  try {
    const { startSimulators } = await import('./simulators.js');
    const simulators = await startSimulators(config.dataFolder, missing, config.port);
    connections.useSimulators(simulators.urls);
    return await work(newsroom).finally(() => simulators.close());
  } finally {
    lock.release();
  }
}

/** Works with a service that sends: the one that runs, or one of our own for as long as it takes. */
export async function withService<T>(newsroom: Newsroom, work: (ports: Ports) => Promise<T>): Promise<T> {
  const { startService } = await import('./start-service.js');
  const service = await startService(newsroom, newsroom.config.port, 'all');
  if (service === null) return beside(newsroom, work);
  try {
    service.beginSweeps();
    return await work(service.ports);
  } finally {
    await service.stop();
  }
}
