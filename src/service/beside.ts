import { existsSync } from 'node:fs';
import type { RedisConnection } from '../../queue/connections.js';
import type { PostQueue } from '../application/ports/post-queue.js';
import type { Ports } from '../application/ports/ports.js';
import { readAddresses } from './data-folder.js';
import type { Newsroom } from './open-newsroom.js';

/** Without a service there is nobody to ring for: it sets all alarms when it starts. */
const NOBODY_TO_RING: PostQueue = { enqueue: () => Promise.resolve() };

/** Works beside a service that may be running: its queue and its simulators are used where they are, and loaded only then. */
export async function beside<T>(newsroom: Newsroom, work: (ports: Ports) => Promise<T>): Promise<T> {
  const { config, clock, log } = newsroom;
  const running = readAddresses(config.dataFolder, 'service') ?? readAddresses(config.dataFolder, 'simulators');
  if (running !== null) newsroom.connections.useSimulators(running.simulators);
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

function redisOf(url: string | null, socket: string | null): RedisConnection | null {
  if (url !== null) return { kind: 'url', url };
  return socket !== null && existsSync(socket) ? { kind: 'socket', path: socket } : null;
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
