import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { BullPostQueue } from '../../queue/bull-post-queue.js';
import type { LedgerAddress } from '../../src/adapters/ledger/engines.js';
import type { Ports } from '../../src/application/ports/ports.js';
import { readConfig } from '../../src/config/read-config.js';
import type { NetworkName } from '../../src/domain/account.js';
import type { Timing } from '../../src/domain/timing.js';
import { openNewsroom, type Newsroom } from '../../src/service/open-newsroom.js';
import type { Timeline } from '../../src/simulators/simulator.js';
import { PostgresServer } from '../support/postgres-server.js';
import { RedisServer } from '../support/redis-server.js';
import { adopt } from './children.js';
import { Crew } from './crew.js';
import { sabotage, type Sabotage } from './sabotage.js';
import { PIXEL, writeTemplates } from './samples.js';
import { TcpProxy } from './tcp-proxy.js';

/** Every interval scaled down, with room for a machine that is busy with something else. */
export const DRILL_TIMING: Omit<Timing, 'lateMs' | 'catchUpGapMs'> = {
  callMs: 1_500,
  leaseGraceMs: 700,
  betweenPartsMs: 100,
  lookUpWindowMs: { x: 2_500, facebook: 2_500 },
  lookUpCallMs: 1_000,
  pollMs: 5_000,
  pollBackOffMs: 200,
  longestPollBackOffMs: 200,
  fileStableMs: 200,
  sweepMs: 200,
  retrySoonMs: 200,
  throttledMs: 300,
  blockedMs: 300,
  pageCheckMs: 500,
  enrichMs: 500,
  enrichBreakingMs: 500,
  cardMs: 1_000,
  drainMs: 1_500,
};
const WORKERS = 3;
/** Simulators answer at once; on a machine that is busy with something else, later. */
const ANSWER_MS = 30_000;
const SIMULATORS = fileURLToPath(new URL('simulators.js', import.meta.url));
const LOCK_LEDGER = fileURLToPath(new URL('lock-ledger.js', import.meta.url));

export interface NewsroomOptions {
  readonly folder: string;
  readonly engine: LedgerAddress['kind'];
  readonly twoPhase: boolean;
  /** The networks' own guards against doubles: off, so that they do not do our work. */
  readonly guards: boolean;
  readonly sabotage: Sabotage | null;
}

/** One newsroom of the drill: the real program in three processes, with everything around it that can break. */
export class ChaosNewsroom {
  readonly crew: Crew;
  readonly ports: Ports;
  readonly redis: RedisServer;
  readonly proxy: TcpProxy;
  readonly postgres: PostgresServer | null;
  readonly options: NewsroomOptions;
  /** Where the articles of the drill and their pictures are. */
  readonly site: string;
  /** A fault that was set at a network has struck. */
  onFaultStruck: () => void = () => undefined;
  readonly #urls: Readonly<Record<NetworkName, string>>;
  readonly #closers: (() => Promise<unknown>)[];

  private constructor(
    parts: Pick<ChaosNewsroom, 'crew' | 'ports' | 'redis' | 'proxy' | 'postgres' | 'options' | 'site'>,
    urls: Readonly<Record<NetworkName, string>>,
    closers: (() => Promise<unknown>)[],
  ) {
    this.crew = parts.crew;
    this.ports = parts.ports;
    this.redis = parts.redis;
    this.proxy = parts.proxy;
    this.postgres = parts.postgres;
    this.options = parts.options;
    this.site = parts.site;
    this.#urls = urls;
    this.#closers = closers;
  }

  static async open(options: NewsroomOptions): Promise<ChaosNewsroom> {
    const closers: (() => Promise<unknown>)[] = [];
    const { folder } = options;
    writeTemplates(join(folder, 'templates'));
    const site = await serveSite(closers);
    const { urls, simulators } = await startSimulators(closers);
    const redis = await RedisServer.create(join(folder, 'redis'), adopt);
    closers.push(() => redis.kill({ empty: true }));
    const proxy = new TcpProxy(redis.port);
    const proxyPort = await proxy.listen();
    closers.push(() => proxy.close());
    const postgres =
      options.engine === 'postgres'
        ? await PostgresServer.create(join(folder, 'postgres'), ['shared_buffers=16MB'], adopt)
        : null;
    if (postgres !== null) closers.push(() => postgres.stop('SIGQUIT'));

    const environment = {
      KAWARABAN_DATA: join(folder, 'data'),
      KAWARABAN_TEMPLATES: join(folder, 'templates'),
      KAWARABAN_TIMEZONE: 'UTC',
      KAWARABAN_TIMING: JSON.stringify(DRILL_TIMING),
      REDIS_URL: `redis://127.0.0.1:${String(proxyPort)}`,
      X_API_URL: urls.x,
      FACEBOOK_API_URL: urls.facebook,
      FACEBOOK_TWO_PHASE: String(options.twoPhase),
      ...(postgres === null ? {} : { DATABASE_URL: `${postgres.url}/postgres` }),
      ...(options.sabotage === null ? {} : { CHAOS_SABOTAGE: options.sabotage }),
      ...(process.env['CHAOS_LOG'] === undefined ? {} : { KAWARABAN_LOG_LEVEL: process.env['CHAOS_LOG'] }),
    };
    const log = pino({ level: 'silent' });
    const config = readConfig(environment);
    const opened: Newsroom = await openNewsroom(config, log, {
      wrap: ({ ledger, networks }, engine) => ({
        networks,
        ledger:
          options.sabotage === 'blind-revision'
            ? sabotage(options.sabotage, ledger, engine, { now: () => new Date() })
            : ledger,
      }),
      started: () => undefined,
    });
    closers.push(() => opened.close().catch(() => undefined));
    const connection = { kind: 'url', url: environment.REDIS_URL } as const;
    const postQueue = new BullPostQueue({ connection, prefix: `{${config.redisPrefix}}`, clock: opened.clock, log });
    closers.push(() => postQueue.close());
    const crew = new Crew(environment);
    closers.push(() => crew.close());
    await crew.start(WORKERS);
    const newsroom = new ChaosNewsroom(
      { crew, ports: { ...opened, postQueue }, redis, proxy, postgres, options, site },
      urls,
      closers,
    );
    simulators.on('message', (report: unknown) => {
      if (report === 'struck') newsroom.onFaultStruck();
    });
    await newsroom.setDefaults();
    return newsroom;
  }

  /** The simulators as every run finds them. */
  async setDefaults(): Promise<void> {
    const { guards } = this.options;
    await this.endFaults();
    await this.control('x', 'POST', 'settings', { duplicateCheck: guards, visibleAfterMs: 0, rateResetMs: 1_000 });
    await this.control('facebook', 'POST', 'settings', { duplicateGuard: guards, readLagMs: 0, listLagMs: 0 });
  }

  /** What did not strike yet will not: another fault did, and a part meets one that makes its write unknown. */
  async endFaults(): Promise<void> {
    await this.control('x', 'DELETE', 'faults', null);
    await this.control('facebook', 'DELETE', 'faults', null);
  }

  async control(network: NetworkName, method: string, path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.#urls[network]}/simulator/${path}`, {
      method,
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`simulator of ${network}: ${text}`);
  }

  async timeline(network: NetworkName): Promise<Timeline> {
    const answer = await fetch(`${this.#urls[network]}/timeline.json`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return (await answer.json()) as Timeline;
  }

  /** Somebody holds SQLite's only write lock for a while. */
  async lockSqlite(ms: number, locked: () => void): Promise<void> {
    const file = join(this.options.folder, 'data', 'ledger.sqlite');
    const holder = adopt(fork(LOCK_LEDGER, [file, String(ms)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
    holder.once('message', locked);
    await once(holder, 'exit');
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}

async function serveSite(closers: (() => Promise<unknown>)[]): Promise<string> {
  const server: Server = createServer((request, response) => {
    if (request.url?.endsWith('.png') === true) return response.writeHead(200).end(PIXEL);
    return response.writeHead(200, { 'content-type': 'text/html' }).end('<title>An article of the drill</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function startSimulators(
  closers: (() => Promise<unknown>)[],
): Promise<{ readonly urls: Readonly<Record<NetworkName, string>>; readonly simulators: ChildProcess }> {
  const simulators = adopt(fork(SIMULATORS, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  const [urls] = (await once(simulators, 'message')) as [Readonly<Record<NetworkName, string>>];
  closers.push(async () => {
    const ended = once(simulators, 'exit');
    simulators.kill('SIGKILL');
    await ended;
  });
  return { urls, simulators };
}
