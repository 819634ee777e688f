import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { spawnMortal } from './spawn-mortal.js';

/** A throw-away Redis server on a port of loopback, which can be killed in the middle of everything and started again. */
export class RedisServer {
  readonly port: number;
  readonly #folder: string;
  readonly #adopt: (child: ChildProcess) => void;
  #child: ChildProcess | null = null;

  private constructor(folder: string, port: number, adopt: (child: ChildProcess) => void) {
    this.#folder = folder;
    this.port = port;
    this.#adopt = adopt;
  }

  /** Keeps its data in the folder. `adopt` is told of each server process. */
  static async create(folder: string, adopt: (child: ChildProcess) => void = () => undefined): Promise<RedisServer> {
    mkdirSync(folder, { recursive: true });
    const server = new RedisServer(folder, await freePort(), adopt);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const child = spawnMortal(
      'redis-server',
      [
        ...['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder, '--hz', '500'],
        ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
      ],
      { stdio: 'ignore' },
    );
    this.#adopt(child);
    this.#child = child;
    while ((await this.run('PING').catch(() => null)) === null) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${String(child.exitCode)}`);
      await pause(20);
    }
  }

  async startIfDown(): Promise<void> {
    if (this.#child === null) await this.start();
  }

  /** One command on a connection of its own. */
  async run(command: string, ...args: readonly string[]): Promise<unknown> {
    const client = new Redis({ port: this.port, host: '127.0.0.1', retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      return await client.call(command, ...args);
    } finally {
      client.disconnect();
    }
  }

  /** SIGKILL; with `empty` its data goes too. */
  async kill({ empty }: { readonly empty: boolean }): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    if (empty) rmSync(join(this.#folder, 'appendonlydir'), { recursive: true, force: true });
  }
}
