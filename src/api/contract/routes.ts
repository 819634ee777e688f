import { accountRoutes } from './accounts.js';
import { articleRoutes } from './articles.js';
import { calendarLinkRoutes } from './calendar-link.js';
import { embargoRoutes } from './embargo.js';
import { newsroomRoutes } from './newsroom.js';
import { peopleRoutes, tokenRoutes } from './people.js';
import { postRoutes } from './post-routes.js';
import { previewRoutes } from './previews.js';
import { sessionRoutes } from './session.js';
import { sourceRoutes } from './sources.js';
import { templateRoutes } from './templates.js';

/** Every operation of the API, by name. */
export const ROUTES = {
  ...sessionRoutes,
  ...newsroomRoutes,
  ...postRoutes,
  ...previewRoutes,
  ...articleRoutes,
  ...embargoRoutes,
  ...accountRoutes,
  ...templateRoutes,
  ...sourceRoutes,
  ...peopleRoutes,
  ...tokenRoutes,
  ...calendarLinkRoutes,
};
export type Routes = typeof ROUTES;
export type RouteName = keyof Routes;
