import { Redis } from 'ioredis';

/** Where Redis listens: our own server's unix socket, or a `redis://` or `rediss://` address. */
export type RedisConnection =
  { readonly kind: 'socket'; readonly path: string } | { readonly kind: 'url'; readonly url: string };

/** Longer than BullMQ's longest blocking read (10 s); without it a link that dies silently hangs the worker for ever. */
const SOCKET_TIMEOUT_MS = 15_000;

/** For callers that would rather have an error at once than wait for Redis to come back. */
export const FAIL_FAST = { enableOfflineQueue: false, maxRetriesPerRequest: 1 } as const;

/** What BullMQ and ioredis both read; BullMQ takes the `url` apart from the rest itself. */
interface ConnectionSettings {
  readonly connectTimeout: number;
  readonly socketTimeout: number;
  readonly keepAlive: number;
  readonly retryStrategy: (attempt: number) => number;
  readonly path?: string;
  readonly url?: string;
}

export function connectionSettings(connection: RedisConnection): ConnectionSettings {
  return {
    connectTimeout: 5000,
    socketTimeout: SOCKET_TIMEOUT_MS,
    keepAlive: 10_000,
    retryStrategy: reconnectDelayMs,
    ...(connection.kind === 'socket' ? { path: connection.path } : { url: connection.url }),
  };
}

/** A client of our own, beside BullMQ's, that fails fast. */
export function connectRedis(connection: RedisConnection): Redis {
  const { url, ...settings } = connectionSettings(connection);
  return url === undefined ? new Redis({ ...settings, ...FAIL_FAST }) : new Redis(url, { ...settings, ...FAIL_FAST });
}

/** Capped low: BullMQ's own strategy waits up to 20 s, and alarms would ring that late. */
function reconnectDelayMs(attempt: number): number {
  return Math.min(100 * 2 ** Math.min(attempt, 5), 2000) + Math.random() * 200;
}
