import { makeCalendarLink } from '../../application/calendar-link.js';
import type { calendarLinkRoutes } from '../contract/calendar-link.js';
import type { Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { refuseTokens } from './session-handlers.js';
import { writeInstant } from './views.js';

export function calendarLinkHandlers({ publicUrl }: Desk): Handlers<keyof typeof calendarLinkRoutes> {
  return {
    readCalendarLink: async ({ asker, ledger }) => {
      const link = await ledger.findCalendarLink(asker.person.id);
      if (link === null) return { link };
      return { link: { createdAt: link.createdAt.toISOString(), lastUsedAt: writeInstant(link.lastUsedAt) } };
    },
    makeCalendarLink: async ({ asker, ledger }) => {
      refuseTokens(asker);
      return { address: `${publicUrl ?? ''}${await makeCalendarLink({ ledger }, asker.person.id)}` };
    },
    removeCalendarLink: async ({ asker, ledger }) => {
      refuseTokens(asker);
      await ledger.removeCalendarLink(asker.person.id);
      return undefined;
    },
  };
}
