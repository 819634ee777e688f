import { pino } from 'pino';
import { SABOTAGES, sabotage } from './sabotage.js';
import { KillPoints } from './kill-points.js';
import type { Order, Report } from './faults.js';
import type { Article } from '../../src/domain/article.js';
import type { Ports } from '../../src/application/ports/ports.js';

/** One worker of the drill: the real program, with the points at which it can be killed. */
process.on('disconnect', () => process.exit(0));
// The harness may have ended before anybody listened.
if (!process.connected) process.exit(0);

const ahead = Number(process.env['CHAOS_CLOCK_AHEAD_MS'] ?? '0');
if (ahead > 0) {
  const { now } = Date;
  globalThis.Date = class extends Date {
    constructor(...given: [] | [string | number | Date]) {
      super(given[0] ?? now() + ahead);
    }
    static override now(): number {
      return now() + ahead;
    }
  } as DateConstructor;
}

const { readConfig } = await import('../../src/config/read-config.js');
const { createApp } = await import('../../src/create-app.js');
const { ingestArticle } = await import('../../src/application/ingest-article.js');
const { systemClock } = await import('../../src/service/system-clock.js');

const tell = (report: Report): Promise<void> =>
  new Promise((resolve) => (process.send === undefined ? resolve() : process.send(report, () => resolve())));
const killPoints = new KillPoints(tell);
const broken = SABOTAGES.find((kind) => kind === process.env['CHAOS_SABOTAGE']);
const stopped = new AbortController();
let ports: Ports | null = null;

process.on('SIGTERM', () => stopped.abort());
process.on('message', (order: Order) => {
  if (order.order === 'arm') killPoints.arm(order);
  if (order.order === 'disarm') killPoints.arm(null);
  if (order.order === 'ingest') void ingest(order);
});

async function ingest({ id, article }: Extract<Order, { order: 'ingest' }>): Promise<void> {
  if (ports === null) return tell({ report: 'done', id, error: 'the service is not there yet' });
  const revived = { ...(article as Article), publishedAt: null };
  const error = await ingestArticle(ports, revived, 'file', null).then(
    () => null,
    (failure: unknown) => String(failure),
  );
  await tell({ report: 'done', id, error });
}

const log = pino({ level: process.env['KAWARABAN_LOG_LEVEL'] ?? 'silent' }, process.stderr);
const app = createApp(readConfig(process.env), log, stopped.signal, () => undefined, {
  wrap: ({ ledger, networks }, engine) =>
    killPoints.wrap({
      networks,
      ledger: broken === undefined ? ledger : sabotage(broken, ledger, engine, systemClock),
    }),
  started: (running) => {
    ports = running;
    void tell({ report: 'ready' });
  },
});
await app.start({ port: null, role: 'worker' });
process.exit(0);
