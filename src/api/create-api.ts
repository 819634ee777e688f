import type { FastifyInstance } from 'fastify';
import type { Article } from '../domain/article.js';
import { addCalendarFeed, type CalendarFeedOptions } from './calendar-feed.js';
import { createServer } from './create-server.js';
import { addDashboard, type DashboardFiles } from './dashboard-routes.js';
import { addHealthRoutes, type HealthOptions } from './health-routes.js';
import { addHookRoutes, type HookOptions } from './hook-routes.js';
import { HTML } from './html.js';
import { addQueueBoard, type QueueBoardOptions } from './queue-board-routes.js';
import { drawArticlePage } from './sample-page.js';

export interface ApiOptions {
  readonly health: HealthOptions;
  readonly hooks: HookOptions;
  /** Null where it was not built. */
  readonly dashboard: DashboardFiles | null;
  readonly queueBoard: QueueBoardOptions;
  readonly calendar: CalendarFeedOptions;
  /** The sample article of the demo, by the last part of its address; null when there is no such page. */
  readonly sample: (slug: string) => Promise<Article | null>;
}

/** What the service serves: its dashboard, its health, its queue, its calendar, what sources send, and the demo's sample article. */
export function createApi({ health, hooks, dashboard, queueBoard, calendar, sample }: ApiOptions): FastifyInstance {
  const api = createServer();
  if (dashboard !== null) addDashboard(api, dashboard);
  addHealthRoutes(api, health);
  addHookRoutes(api, hooks);
  addQueueBoard(api, queueBoard);
  addCalendarFeed(api, calendar);
  api.get<{ Params: { slug: string } }>('/sample/:slug', async (request, reply) => {
    const article = await sample(request.params.slug);
    return article === null
      ? reply.code(404).type(HTML).send('Not found')
      : reply.type(HTML).send(drawArticlePage(article));
  });
  return api;
}
