import Fastify, { type FastifyInstance } from 'fastify';
import type { Article } from '../domain/article.js';
import { addHealthRoutes, type HealthOptions } from './health-routes.js';
import { addHookRoutes, type HookOptions } from './hook-routes.js';
import { drawArticlePage, drawHomePage, type Home } from './pages.js';

export interface ApiOptions {
  readonly health: HealthOptions;
  readonly hooks: HookOptions;
  /** What the home page shows, read anew for every visit. */
  readonly home: () => Promise<Home>;
  /** The sample article of the demo, by the last part of its address; null when there is no such page. */
  readonly sample: (slug: string) => Promise<Article | null>;
}

const HTML = 'text/html; charset=utf-8';
/** For a whole request to arrive: one that trickles in holds no connection. */
const REQUEST_MS = 30_000;
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The pages of the service: what it does right now, its health, and the demo's sample article. */
export function createApi({ health, hooks, home, sample }: ApiOptions): FastifyInstance {
  const api = Fastify({ logger: false, requestTimeout: REQUEST_MS });
  api.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });
  api.get('/', async (_request, reply) => reply.type(HTML).send(drawHomePage(await home())));
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
