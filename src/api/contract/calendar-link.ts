import { z } from 'zod';
import { route } from './route.js';
import { instant } from './values.js';

export const calendarLinkRoutes = {
  readCalendarLink: route({
    method: 'GET',
    path: '/api/calendar-link',
    role: 'viewer',
    does: 'Says whether there is an address at which a calendar program reads for you what is scheduled.',
    answer: z.object({ link: z.object({ createdAt: instant, lastUsedAt: instant.nullable() }).nullable() }),
  }),
  makeCalendarLink: route({
    method: 'POST',
    path: '/api/calendar-link',
    role: 'viewer',
    does: 'Makes that address, which is secret and shown once; the one before it ends.',
    answer: z.object({ address: z.string() }),
  }),
  removeCalendarLink: route({
    method: 'DELETE',
    path: '/api/calendar-link',
    role: 'viewer',
    does: 'Ends that address.',
    answer: 'nothing',
  }),
};
