import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { adopt } from './children.js';
import { freePort } from './free-port.js';

/** A PostgreSQL server of one newsroom of the drill, which can be stopped in the middle of everything and started again. */
export class PostgresProcess {
  readonly url: string;
  readonly #folder: string;
  readonly #port: number;
  #child: ChildProcess | null = null;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.url = `postgres://kawaraban@127.0.0.1:${String(port)}/postgres`;
  }

  static async create(folder: string): Promise<PostgresProcess> {
    mkdirSync(folder, { recursive: true });
    const user = unprivilegedUser();
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const arguments_ = ['-D', join(folder, 'data'), '-U', 'kawaraban', '--auth=trust', '--encoding=UTF8', '--no-sync'];
    const made = spawnSync(binary('initdb'), arguments_, { ...user, cwd: folder, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
    const postgres = new PostgresProcess(folder, await freePort());
    await postgres.start();
    return postgres;
  }

  async start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.#folder}`, 'shared_buffers=16MB'];
    const child = adopt(
      spawn(
        binary('postgres'),
        ['-D', join(this.#folder, 'data'), '-p', String(this.#port), ...settings.flatMap((setting) => ['-c', setting])],
        { ...unprivilegedUser(), cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] },
      ),
    );
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      let log = '';
      child.stderr.on('data', (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes('ready to accept connections')) resolve();
      });
      child.once('exit', () => reject(new Error(`postgres ended: ${log}`)));
    });
  }

  /** At once, without waiting for its clients: it recovers at the next start. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string, name: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const name = id('-u', 'postgres').status === 0 ? 'postgres' : 'nobody';
  return { uid: Number(id('-u', name).stdout), gid: Number(id('-g', name).stdout) };
}

function binary(name: string): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(debian, version, 'bin', name)).find((path) => existsSync(path)) ?? name;
}
