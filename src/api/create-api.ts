import type { FastifyInstance } from 'fastify';
import { addCalendarFeed, type CalendarFeedOptions } from './calendar-feed.js';
import { createServer } from './create-server.js';
import { addDashboard, type DashboardFiles } from './dashboard-routes.js';
import { addHealthRoutes, type HealthOptions } from './health-routes.js';
import { addHookRoutes, type HookOptions } from './hook-routes.js';
import { addQueueBoard, type QueueBoardOptions } from './queue-board-routes.js';
import { addSamplePage, type SampleOptions } from './sample-page.js';

export interface ApiOptions {
  readonly health: HealthOptions;
  readonly hooks: HookOptions;
  /** Null where it was not built. */
  readonly dashboard: DashboardFiles | null;
  readonly queueBoard: QueueBoardOptions;
  readonly calendar: CalendarFeedOptions;
  readonly sample: SampleOptions;
}

/** What the service serves: its dashboard, its health, its queue, its calendar, what sources send, and the demo's sample article. */
export function createApi({ health, hooks, dashboard, queueBoard, calendar, sample }: ApiOptions): FastifyInstance {
  const api = createServer();
  if (dashboard !== null) addDashboard(api, dashboard);
  addHealthRoutes(api, health);
  addHookRoutes(api, hooks);
  addQueueBoard(api, queueBoard);
  addCalendarFeed(api, calendar);
  addSamplePage(api, sample);
  return api;
}
