import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { closeApi } from '../api/close-api.js';
import { createApi } from '../api/create-api.js';
import { addDesk } from '../api/desk/serve-desk.js';
import { addHealthRoutes, type HealthOptions } from '../api/health-routes.js';
import { makeLink } from '../application/sign-in.js';
import { checkReadiness } from '../application/check-readiness.js';
import { drawPost } from '../cli/draw-posts.js';
import { KawarabanError } from '../domain/errors.js';
import { bringAccounts } from './bring-accounts.js';
import { openHookDesk } from './hook-desk.js';
import { openDesk } from './open-desk.js';
import type { Newsroom } from './open-newsroom.js';
import { readDashboard } from './read-dashboard.js';
import { drawSamplePicture, publishSample, readSample, SAMPLE_PATH } from './sample.js';
import { alreadyRunning, startService, type Service } from './start-service.js';
import { untilStopped } from './waiting.js';

const TITLES = { x: 'X', facebook: 'Facebook' } as const;

/** `start --role worker`: sends beside other workers, and serves its health where a port is named. */
export async function runWorker(
  newsroom: Newsroom,
  port: number | null,
  stopped: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const service = await startService(newsroom, 0, 'worker', bringAccounts);
  if (service === null) throw alreadyRunning(newsroom.config.dataFolder);
  const api = Fastify({ logger: false });
  try {
    addHealthRoutes(api, healthOf(newsroom, service));
    const where = port === null ? '' : `; its health is on ${await listen(api, newsroom.config.host, port)}`;
    service.beginSweeps();
    say(`A worker of Kawaraban sends${where}`);
    await untilStopped(stopped);
  } finally {
    await closeApi(api);
    await service.stop();
  }
}

/** `start`: the service and its pages, until it is told to stop. What it posted and where it listens is said. */
export async function runService(
  newsroom: Newsroom,
  port: number,
  stopped: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const service = await startService(newsroom, port, 'all', bringAccounts);
  if (service === null) throw alreadyRunning(newsroom.config.dataFolder);
  try {
    let url = '';
    const api = createApi({
      health: healthOf(newsroom, service),
      hooks: openHookDesk(service.ports, service.inFlight, newsroom.log),
      dashboard: readDashboard(),
      queueBoard: { ledger: newsroom.ledger, open: service.openBoard },
      calendar: { ports: newsroom, publicUrl: newsroom.config.publicUrl },
      sample: { path: SAMPLE_PATH, readArticle: () => readSample(newsroom, url), drawPicture: drawSamplePicture },
    });
    addDesk(api, openDesk(newsroom, service, stopped));
    url = await listen(api, newsroom.config.host, port);
    try {
      service.announce(url);
      service.beginSweeps();
      await showSample(newsroom, service, url, stopped, say);
      sayWhere(newsroom, url, say);
      await saySetUp(newsroom, url, say);
      await untilStopped(stopped);
    } finally {
      await closeApi(api);
    }
  } finally {
    await service.stop();
  }
}

function healthOf({ ledger }: Newsroom, { countAlarms }: Service): HealthOptions {
  return {
    readiness: () => checkReadiness({ ledger }, countAlarms),
    measure: async () => ({
      metrics: await ledger.readMetrics(),
      health: await ledger.readHealth(),
      queue: await countAlarms().catch(() => null),
    }),
  };
}

async function listen(api: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await api.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KawarabanError(
      'KWB_CONFIG_INVALID',
      `port ${port} on ${host} cannot be used (${code ?? String(error)}): name another with --port or KAWARABAN_PORT`,
    );
  }
  const { port: taken } = api.server.address() as AddressInfo;
  return addressOf(host, taken);
}

function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function showSample(
  newsroom: Newsroom,
  service: Service,
  url: string,
  stopped: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const posts = await publishSample(service.ports, url, stopped);
  if (posts.length === 0) return;
  for (const post of posts) {
    const network = newsroom.networks[post.account.network];
    say(drawPost({ post, lengths: post.parts.map((part) => network.measure(part.text, post.account)) }, newsroom.zone));
    say('');
  }
  if (posts.every((post) => post.state === 'published'))
    say('The sample is posted. SIMULATED: nothing left this machine.');
}

function sayWhere({ connections, config }: Newsroom, url: string, say: (line: string) => void): void {
  say(`Kawaraban listens on ${url}`);
  for (const network of ['x', 'facebook'] as const) {
    const simulator = connections.simulatorUrl(network);
    say(
      simulator === null
        ? `${TITLES[network]}: the real network`
        : `${TITLES[network]}: SIMULATED, its timeline is on ${simulator}`,
    );
  }
  say(`Data: ${config.dataFolder} · Ctrl-C stops it`);
}

/** Until there is somebody, each start brings a link for the first one; the links before it stay good. */
async function saySetUp({ ledger, config }: Newsroom, url: string, say: (line: string) => void): Promise<void> {
  if ((await ledger.listPeople()).length > 0) return;
  const link = `${config.publicUrl ?? url}/set-up#${await makeLink({ ledger }, null)}`;
  say(`Nobody can sign in yet. This link, which works once, makes the first administrator: ${link}`);
}
