import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Article } from '../domain/article.js';
import { addActRoutes, PLAIN_PAGE, type ActPorts } from './act-routes.js';
import { addDashboard, type DashboardFiles } from './dashboard-routes.js';
import { addHealthRoutes, type HealthOptions } from './health-routes.js';
import { addHookRoutes, type HookOptions } from './hook-routes.js';
import { HTML } from './html.js';
import { isAskedHere } from './own-machine.js';
import { drawArticlePage, drawHomePage, type Home } from './pages.js';

export interface ApiOptions {
  readonly health: HealthOptions;
  readonly hooks: HookOptions;
  /** Null where it was not built. */
  readonly dashboard: DashboardFiles | null;
  /** What the plain page shows, read anew for every visit. */
  readonly home: () => Promise<Home>;
  /** What the buttons of the plain page work with; null where others than this machine reach it: then it has none. */
  readonly acts: ActPorts | null;
  /** The sample article of the demo, by the last part of its address; null when there is no such page. */
  readonly sample: (slug: string) => Promise<Article | null>;
}

/** For a whole request to arrive: one that trickles in holds no connection. */
const REQUEST_MS = 30_000;
/** Browsers name a form's origin only to a page that lets itself be named. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** The pages of the service: what it does right now, what waits for a person, its health, and the demo's sample article. */
export function createApi({ health, hooks, dashboard, home, acts, sample }: ApiOptions): FastifyInstance {
  const api = Fastify({ logger: false, requestTimeout: REQUEST_MS });
  api.addHook('onSend', async (_request, reply) => {
    reply.headers(HEADERS);
  });
  const drawHome = async (request: FastifyRequest, complaint: string | null): Promise<string> =>
    drawHomePage(await home(), acts !== null && isAskedHere(request) ? 'buttons' : 'commands', complaint);
  if (dashboard !== null) addDashboard(api, dashboard);
  api.get(PLAIN_PAGE, async (request, reply) => reply.type(HTML).send(await drawHome(request, null)));
  if (acts !== null) addActRoutes(api, acts, drawHome);
  addHealthRoutes(api, health);
  addHookRoutes(api, hooks);
  api.get<{ Params: { slug: string } }>('/sample/:slug', async (request, reply) => {
    const article = await sample(request.params.slug);
    return article === null
      ? reply.code(404).type(HTML).send('Not found')
      : reply.type(HTML).send(drawArticlePage(article));
  });
  return api;
}
