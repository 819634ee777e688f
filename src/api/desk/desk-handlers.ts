import { accountHandlers } from './account-handlers.js';
import { articleHandlers } from './article-handlers.js';
import { embargoHandlers } from './embargo-handlers.js';
import type { Handlers } from './asked.js';
import { calendarLinkHandlers } from './calendar-link-handlers.js';
import type { Desk } from './desk.js';
import { newsroomHandlers } from './newsroom-handlers.js';
import { peopleHandlers, tokenHandlers } from './people-handlers.js';
import { postHandlers } from './post-handlers.js';
import { previewHandlers } from './preview-handlers.js';
import { sessionHandlers } from './session-handlers.js';
import { sourceHandlers } from './source-handlers.js';
import { templateHandlers } from './template-handlers.js';

/** One handler for each route of the contract. */
export function deskHandlers(desk: Desk): Handlers {
  return {
    ...sessionHandlers(desk),
    ...newsroomHandlers(desk),
    ...postHandlers(desk),
    ...previewHandlers(desk),
    ...articleHandlers(desk),
    ...embargoHandlers(desk),
    ...accountHandlers(desk),
    ...templateHandlers(desk),
    ...sourceHandlers(desk),
    ...peopleHandlers(desk),
    ...tokenHandlers(),
    ...calendarLinkHandlers(desk),
  };
}
