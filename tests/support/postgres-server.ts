import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { spawnMortal } from './spawn-mortal.js';

/** A throw-away PostgreSQL server on loopback, which can be stopped in the middle of everything and started again. */
export class PostgresServer {
  /** Without a database name or a trailing slash. */
  readonly url: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #settings: readonly string[];
  readonly #adopt: (child: ChildProcess) => void;
  #child: ChildProcess | null = null;

  private constructor(folder: string, port: number, settings: readonly string[], adopt: (child: ChildProcess) => void) {
    this.#folder = folder;
    this.#port = port;
    this.#settings = settings;
    this.#adopt = adopt;
    this.url = `postgres://kawaraban@127.0.0.1:${String(port)}`;
  }

  /** Makes a cluster in the folder and starts it. `adopt` is told of each server process. */
  static async create(
    folder: string,
    settings: readonly string[],
    adopt: (child: ChildProcess) => void = () => undefined,
  ): Promise<PostgresServer> {
    mkdirSync(folder, { recursive: true });
    const user = unprivilegedUser();
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const made = spawnSync(
      binary('initdb'),
      [
        ...['-D', join(folder, 'data'), '-U', 'kawaraban', '--auth=trust'],
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...user, cwd: folder, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
    const server = new PostgresServer(folder, await freePort(), settings, adopt);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.#folder}`, ...this.#settings];
    const child = spawnMortal(
      binary('postgres'),
      ['-D', join(this.#folder, 'data'), '-p', String(this.#port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...unprivilegedUser(), cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#adopt(child);
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      let log = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes('ready to accept connections')) resolve();
      });
      child.once('exit', () => reject(new Error(`postgres ended: ${log}`)));
    });
  }

  /** SIGINT ends its clients and itself in order; SIGQUIT at once, and it recovers at the next start. */
  async stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** PostgreSQL refuses to run as root: root steps down to its package's user, or to nobody. */
function unprivilegedUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string, name: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const name = id('-u', 'postgres').status === 0 ? 'postgres' : 'nobody';
  return { uid: Number(id('-u', name).stdout), gid: Number(id('-g', name).stdout) };
}

function binary(name: string): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(debian, version, 'bin', name)).find((path) => existsSync(path));
  return found ?? name;
}
