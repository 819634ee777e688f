import { describe, expect, it } from 'vitest';
import { connectionSettings, connectRedis } from './connections.js';

describe('connections to Redis', () => {
  it('a link that dies silently is noticed before a minute is over, yet not during the longest blocking read', () => {
    const { socketTimeout } = connectionSettings({ kind: 'socket', path: '/tmp/redis.sock' });
    expect(socketTimeout).toBeGreaterThan(10_000);
    expect(socketTimeout).toBeLessThan(60_000);
  });

  it('a Redis that was away for long is tried again within three seconds', () => {
    const { retryStrategy } = connectionSettings({ kind: 'socket', path: '/tmp/redis.sock' });
    for (const attempt of [1, 5, 50, 5000]) expect(retryStrategy(attempt)).toBeLessThan(3000);
  });

  it('an address brings its host, password and database; rediss is encrypted', () => {
    const client = connectRedis({ kind: 'url', url: 'rediss://press:s3cret@127.0.0.1:6390/4' });
    client.on('error', () => undefined);
    expect(client.options).toMatchObject({
      host: '127.0.0.1',
      port: 6390,
      username: 'press',
      password: 's3cret',
      db: 4,
    });
    expect(client.options.tls).toBeTruthy();
    client.disconnect();
  });
});
