import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import type { RedisConnection } from '../../queue/connections.js';
import { RedisServer } from './redis-server.js';

export const silentLog = pino({ level: 'silent' });

export interface ThrowAwayRedis {
  readonly connection: RedisConnection;
  /** One command on a connection of its own. */
  run(command: string, ...args: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** A Redis server in a temp folder, for one test file. */
export async function startThrowAwayRedis(): Promise<ThrowAwayRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'kawaraban-redis-'));
  const server = await RedisServer.create(folder);
  return {
    connection: { kind: 'url', url: `redis://127.0.0.1:${String(server.port)}` },
    run: (command, ...args) => server.run(command, ...args),
    stop: async () => {
      await server.kill({ empty: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function runRedis(socketPath: string, command: string, ...args: string[]): Promise<unknown> {
  const client = new Redis({ path: socketPath, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    return await client.call(command, ...args);
  } finally {
    client.disconnect();
  }
}

export async function redisPid(socketPath: string): Promise<number> {
  const info = String(await runRedis(socketPath, 'INFO', 'server'));
  return Number(/process_id:(\d+)/.exec(info)?.[1]);
}

export interface KillableProcess {
  /** The next line it prints. */
  readLine(): Promise<string>;
  /** As a power cut would: no handler of its own runs. */
  kill(): Promise<void>;
}

/** Another Node process that runs a script; `load('queue/x.ts')` in it gives a module of ours. */
export function startKillableProcess(script: string): KillableProcess {
  const prelude = `
    import { runnerImport } from 'vite';
    import { pino } from 'pino';
    const log = pino({ level: 'silent' });
    const load = async (path) => (await runnerImport('./' + path, { configFile: false, logLevel: 'silent' })).module;
    setInterval(() => undefined, 60_000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', prelude + script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    readLine: async () => {
      const line = await lines.next();
      if (line.done === true) throw new Error('the process ended before it printed a line');
      return line.value;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
