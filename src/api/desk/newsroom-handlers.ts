import type { AuditLine, Change } from '../../application/ports/desk-ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import type { newsroomRoutes } from '../contract/newsroom.js';
import type { Handlers } from './asked.js';
import { readCalendar } from './calendar.js';
import type { Desk } from './desk.js';
import { eventId, EventStream } from './event-stream.js';
import { readToday } from './today.js';
import { viewSilence } from './views.js';

/** A browser comes back after so long when the connection broke. */
const RETRY_MS = 2_000;

export function newsroomHandlers(desk: Desk): Handlers<keyof typeof newsroomRoutes> {
  const { ports, stopped, version } = desk;
  const stream = new EventStream(ports, (error) => desk.failed(error, 'events'));
  const settings = { zone: ports.zone, version };
  return {
    readToday: ({ asker }) => readToday(desk, asker),
    readCalendar: ({ asker, query }) => readCalendar(ports, asker, query),
    followEvents: ({ lastEventId }) => Promise.resolve(writeStream(ports, stream.follow(lastEventId, stopped))),
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

async function* writeStream(
  { ledger }: Pick<Ports, 'ledger'>,
  changes: AsyncIterable<readonly Change[]>,
): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const batch of changes) {
    if (batch.length === 0) yield 'event: live\ndata: {}\n\n';
    else {
      const sources = new Map((await ledger.listSources()).map(({ id, name }) => [id, name]));
      const nameOf = (id: string | null) => (id === null ? null : (sources.get(id) ?? null));
      yield batch.map((change) => writeEvent(change, nameOf(change.sourceId))).join('');
    }
  }
}

function writeEvent(change: Change, source: string | null): string {
  return `id: ${eventId(change)}\ndata: ${JSON.stringify(viewChange(change, source))}\n\n`;
}

function viewAuditLine({ about, sourceName, ...change }: AuditLine) {
  return { ...viewChange(change, sourceName), about };
}

function viewChange({ id, at, kind, detail, by, postId, articleId, accountId }: Change, source: string | null) {
  return {
    ...{ id, kind, detail, by, source },
    at: at.toISOString(),
    post: postId,
    article: articleId,
    account: accountId,
  };
}
