import type { RedisConnection } from '../../queue/connections.js';
import { startEmbeddedRedis } from '../../queue/embedded-redis.js';
import { KawarabanError } from '../domain/errors.js';
import type { Newsroom } from './open-newsroom.js';
import type { Role } from './role.js';

/** The Redis of the newsroom's own, or one that is started here and stopped with us. */
export async function connectToRedis(
  { config, log }: Pick<Newsroom, 'config' | 'log'>,
  role: Role,
  onRestart: () => Promise<void>,
): Promise<{ readonly connection: RedisConnection; readonly stop: () => Promise<void> }> {
  if (config.redisUrl !== null)
    return { connection: { kind: 'url', url: config.redisUrl }, stop: () => Promise.resolve() };
  if (role === 'worker')
    throw new KawarabanError(
      'KWB_CONFIG_INVALID',
      'REDIS_URL is not set: workers share one Redis with each other, so that none can bring its own',
    );
  return startEmbeddedRedis({ dataFolder: config.dataFolder, log, onRestart });
}
