import type { AuditLine } from '../../application/ports/desk-ledger.js';
import type { newsroomRoutes } from '../contract/newsroom.js';
import type { Handlers } from './asked.js';
import { readCalendar } from './calendar.js';
import type { Desk } from './desk.js';
import { EventStream } from './event-stream.js';
import { readToday } from './today.js';
import { viewSilence } from './views.js';
import { viewChange, writeStream } from './write-stream.js';

export function newsroomHandlers(desk: Desk): Handlers<keyof typeof newsroomRoutes> {
  const { ports, stopped, version } = desk;
  const stream = new EventStream(ports, (error) => desk.failed(error, 'events'));
  const settings = { zone: ports.zone, version };
  return {
    readToday: ({ asker }) => readToday(desk, asker),
    readCalendar: ({ asker, query }) => readCalendar(ports, asker, query),
    followEvents: (asked) => Promise.resolve(writeStream(ports, stream.follow(asked.lastEventId, stopped), asked)),
    listAudit: async ({ query: { cursor = null, limit, from, to, ...rest } }) => {
      const search = {
        ...rest,
        ...(from === undefined ? {} : { from: new Date(from) }),
        ...(to === undefined ? {} : { to: new Date(to) }),
      };
      const { items, next } = await ports.ledger.searchAudit(search, { cursor, limit });
      return { items: items.map(viewAuditLine), next };
    },
    readSilence: async () => ({ silence: viewSilence(await ports.ledger.findSilence()) }),
    startSilence: async ({ ledger, body: { reason, until } }) => ({
      silence: viewSilence(await ledger.startSilence(reason, until === null ? null : new Date(until))),
    }),
    endSilence: async ({ ledger }) => {
      await ledger.endSilence();
      const [held] = await ledger.countPosts(['held']);
      return { silence: null, held: held?.count ?? 0 };
    },
    readSettings: async () => ({ ...(await ports.ledger.readSettings()), ...settings }),
    changeSettings: async ({ ledger, body }) => ({ ...(await ledger.changeSettings(body)), ...settings }),
  };
}

function viewAuditLine({ about, sourceName, ...change }: AuditLine) {
  return { ...viewChange(change, sourceName), about };
}
