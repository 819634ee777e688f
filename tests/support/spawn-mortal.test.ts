import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startKillableProcess } from './redis.js';
import { isAlive } from './run-kawaraban.js';

it('the servers of a test or a drill that is killed end with it', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kwb-mortal-'));
  // PostgreSQL may run as another user.
  chmodSync(folder, 0o711);
  const harness = startKillableProcess(`
    const { RedisServer } = await load('tests/support/redis-server.ts');
    const { PostgresServer } = await load('tests/support/postgres-server.ts');
    const tell = (child) => console.log(child.pid);
    await RedisServer.create(${JSON.stringify(join(folder, 'redis'))}, tell);
    await PostgresServer.create(${JSON.stringify(join(folder, 'postgres'))}, [], tell);
    console.log('both run');
  `);
  const pids = [Number(await harness.readLine()), Number(await harness.readLine())];
  expect(await harness.readLine()).toBe('both run');
  expect(pids.map(isAlive)).toEqual([true, true]);
  await harness.kill();
  await expect.poll(() => pids.map(isAlive), { timeout: 20_000 }).toEqual([false, false]);
  rmSync(folder, { recursive: true });
});
