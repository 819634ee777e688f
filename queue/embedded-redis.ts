import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RedisConnection } from './connections.js';
import type { RedisFolder } from './redis-folder.js';
import { clearRedisFolder, prepareRedisFolder } from './redis-folder.js';
import { signalServer, takeServer } from './redis-server.js';
import { within } from './within.js';

const STOP_TIMEOUT_MS = 5000;
const LONGEST_PAUSE_MS = 5000;
/** A server that lived this long starts the count of failures anew. */
const HEALTHY_AFTER_MS = 60_000;

export interface EmbeddedRedisOptions {
  readonly dataFolder: string;
  readonly log: Logger;
  /** After a new server took the place of one that died: alarms of its last second may be missing. */
  readonly onRestart?: () => Promise<void>;
}

export interface EmbeddedRedis {
  readonly connection: Extract<RedisConnection, { kind: 'socket' }>;
  /** Ends the server; its data stays. Harmless to repeat. */
  stop(): Promise<void>;
}

/** A Redis server of our own on a unix socket: adopted again after our crash, replaced when it dies, ended with us. */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const folder = await prepareRedisFolder(options.dataFolder);
  const keeper = new RedisKeeper(folder, options);
  await keeper.start();
  return { connection: { kind: 'socket', path: folder.socketPath }, stop: () => keeper.stop() };
}

interface RunningServer {
  readonly pid: number;
  readonly since: number;
  /** Held open only to learn of its end, which the kernel tells us even when we did not start it. */
  readonly link: Socket;
}

class RedisKeeper {
  readonly #folder: RedisFolder;
  readonly #log: Logger;
  readonly #onRestart: () => Promise<void>;
  readonly #stopping = new AbortController();
  #server: RunningServer | null = null;
  #failures = 0;
  #mending = Promise.resolve();

  constructor(folder: RedisFolder, { log, onRestart = () => Promise.resolve() }: EmbeddedRedisOptions) {
    this.#folder = folder;
    this.#log = log;
    this.#onRestart = onRestart;
  }

  async start(): Promise<void> {
    const { adopted } = await this.#take();
    this.#log.info({ adopted }, 'our Redis server runs');
    process.on('exit', this.#endWithUs);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#mending;
    const server = this.#server;
    if (server) await endServer(server);
    process.off('exit', this.#endWithUs);
    await clearRedisFolder(this.#folder);
  }

  /** Any end of ours that still runs code; after a harder one the server is adopted at the next start. */
  readonly #endWithUs = (): void => {
    if (this.#server) signalServer(this.#server.pid, 'SIGTERM');
  };

  async #take(): Promise<{ readonly adopted: boolean }> {
    const { pid, adopted } = await takeServer(this.#folder, this.#stopping.signal);
    const link = connect(this.#folder.socketPath);
    await once(link, 'connect');
    link.unref();
    link.on('error', () => undefined);
    link.once('close', () => this.#onDeath());
    this.#server = { pid, since: performance.now(), link };
    return { adopted };
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #onDeath(): void {
    const lived = this.#server ? performance.now() - this.#server.since : 0;
    this.#server = null;
    if (this.#isStopping()) return;
    this.#failures = lived > HEALTHY_AFTER_MS ? 0 : this.#failures + 1;
    this.#log.error({ livedMs: Math.round(lived) }, 'our Redis server died; posts go out by the sweep meanwhile');
    this.#mending = this.#mending.then(() => this.#mend());
  }

  async #mend(): Promise<void> {
    const { signal } = this.#stopping;
    for (;;) {
      await pause(Math.min(100 * 2 ** this.#failures, LONGEST_PAUSE_MS), undefined, { signal }).catch(() => undefined);
      if (this.#isStopping()) return;
      try {
        const { adopted } = await this.#take();
        this.#log.info({ adopted }, 'our Redis server runs again');
        // Not awaited: it speaks to the server, which may die again meanwhile.
        if (!adopted)
          void this.#onRestart().catch((error: unknown) => this.#log.error({ err: error }, 'refill failed'));
        return;
      } catch (error) {
        this.#failures += 1;
        this.#log.error({ err: error }, 'our Redis server does not start; it is tried again');
      }
    }
  }
}

async function endServer({ pid, link }: RunningServer): Promise<void> {
  const ended = once(link, 'close');
  signalServer(pid, 'SIGTERM');
  await within(ended, STOP_TIMEOUT_MS, 'ending our Redis server').catch(async () => {
    signalServer(pid, 'SIGKILL');
    await ended;
  });
}
