import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { adopt } from './children.js';

/** A Redis server of one newsroom of the drill, on a port. */
export class RedisProcess {
  readonly #folder: string;
  readonly #port: number;
  #child: ChildProcess | null = null;

  constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  async start(): Promise<void> {
    const child = adopt(
      spawn(
        'redis-server',
        [
          ...['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#folder, '--hz', '500'],
          ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
        ],
        { stdio: 'ignore' },
      ),
    );
    this.#child = child;
    while (!(await this.#answers())) await pause(20);
  }

  async startIfDown(): Promise<void> {
    if (this.#child === null) await this.start();
  }

  async flushAll(): Promise<void> {
    const client = new Redis({ port: this.#port, host: '127.0.0.1', retryStrategy: () => null });
    await client.flushall();
    client.disconnect();
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

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.#port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  }
}
