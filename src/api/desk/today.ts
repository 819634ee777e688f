import { Temporal } from 'temporal-polyfill';
import { listLiving } from '../../application/demand-account.js';
import type { PostSearch } from '../../application/ports/desk-ledger.js';
import type { Ports } from '../../application/ports/ports.js';
import type { LedgerHealth } from '../../application/ports/ledger.js';
import type { Post, PostState } from '../../domain/post.js';
import type { Source } from '../../domain/source.js';
import type { newsroomRoutes } from '../contract/newsroom.js';
import type { AnswerOf } from '../contract/route.js';
import { viewAccount } from './account-handlers.js';
import type { Asker } from './asked.js';
import type { Desk } from './desk.js';
import { viewSource } from './source-handlers.js';
import { nameAccount, viewPosts, viewSilence, writeInstant } from './views.js';

type Today = AnswerOf<typeof newsroomRoutes.readToday>;

const SHOWN_NEXT = 20;
const SHOWN_SENT = 20;
const SHOWN_NEEDS = 50;
const LATE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** The worst first. */
const NEEDS: readonly PostState[] = ['unconfirmed', 'rejected', 'held', 'awaiting-approval'];

export async function readToday(desk: Desk, asker: Asker): Promise<Today> {
  const { ports } = desk;
  const now = ports.clock.now();
  const [next, sent, needs, day, health, readiness, accounts, settings, sources] = await Promise.all([
    listNext(ports, now),
    listSent(ports),
    Promise.all(NEEDS.map((state) => search(ports, { states: [state], sort: 'next' }, SHOWN_NEEDS))),
    readDay(ports, now),
    ports.ledger.readHealth(),
    desk.readiness(),
    Promise.all((await listLiving(ports)).map((each) => viewAccount(ports, each))),
    ports.ledger.readSettings(),
    ports.ledger.listSources(),
  ]);
  const waiting = needs.flat();
  const paused = accounts.filter(({ state }) => state === 'paused');
  const inNeed = (await ports.ledger.countPosts(NEEDS)).reduce((sum, { count }) => sum + count, 0);
  const month = now.toISOString().slice(0, 7);
  return {
    now: now.toISOString(),
    zone: ports.zone,
    newsroomName: settings.newsroomName,
    next: await viewPosts(ports, asker, next),
    sent: await viewPosts(ports, asker, sent),
    needs: [
      ...paused.map((account) => ({ kind: 'account' as const, account })),
      ...(await viewPosts(ports, asker, waiting)).map((post) => ({ kind: 'post' as const, since: post.nextAt, post })),
      ...health.troubledSources.map((source) => ({ kind: 'source' as const, source: viewSource(source) })),
    ],
    needsCount: inNeed + paused.length + health.troubledSources.length,
    ...day,
    budgets: accounts.map(({ name: account, network, money }) => ({
      ...{ account, network, month },
      spentMicros: money.spentMicros,
      scheduledMicros: money.scheduledMicros,
      budgetMicros: money.budgetMicros,
    })),
    health: {
      ...{ status: readiness.status, reasons: [...readiness.reasons], oldestLateMs: health.oldestLateMs },
      accounts: accounts
        .filter(({ state }) => state === 'active')
        .map(({ blockedUntil, ...account }) => ({
          ...nameAccount(account),
          blockedUntil: blockedUntil !== null && blockedUntil > now.toISOString() ? blockedUntil : null,
        })),
      sources: healthySources(sources, health),
    },
    silence: viewSilence(health.silence),
    simulators: [...desk.simulators()],
  };
}

function healthySources(sources: readonly Source[], { troubledSources }: LedgerHealth): Today['health']['sources'] {
  const troubled = new Set(troubledSources.map(({ id }) => id));
  return sources
    .filter(({ id, state }) => state === 'active' && !troubled.has(id))
    .map(({ name, kind, history }) => ({ name, kind, lastNewAt: writeInstant(history.lastNewAt) }))
    .sort((a, b) => (b.lastNewAt ?? '').localeCompare(a.lastNewAt ?? ''));
}

async function search({ ledger }: Pick<Ports, 'ledger'>, wanted: PostSearch, limit: number): Promise<readonly Post[]> {
  return (await ledger.searchPosts(wanted, { cursor: null, limit })).items;
}

/** What an account that takes no posts waits for, and what nobody approved in time, stands among what needs a person. */
async function listNext(ports: Pick<Ports, 'ledger'>, now: Date): Promise<readonly Post[]> {
  const sending = { accountState: 'active', sort: 'next' } as const;
  const [scheduled, asked] = await Promise.all([
    search(ports, { ...sending, states: ['scheduled'] }, SHOWN_NEXT),
    search(ports, { ...sending, states: ['awaiting-approval'], from: now }, SHOWN_NEXT),
  ]);
  return [...scheduled, ...asked].sort((a, b) => a.nextAt.getTime() - b.nextAt.getTime()).slice(0, SHOWN_NEXT);
}

/** What is going out stands above what is out. */
async function listSent(ports: Pick<Ports, 'ledger'>): Promise<readonly Post[]> {
  const [going, out] = await Promise.all([
    search(ports, { states: ['publishing'], sort: '-next' }, SHOWN_SENT),
    search(ports, { states: ['published'], sort: '-next' }, SHOWN_SENT),
  ]);
  return [...going, ...out].slice(0, SHOWN_SENT);
}

/** The newsroom's day, hour by hour: 23 or 25 of them where clocks change. */
async function readDay(
  { ledger, zone }: Pick<Ports, 'ledger' | 'zone'>,
  now: Date,
): Promise<Pick<Today, 'hours' | 'sentToday' | 'plannedToday' | 'lateToday'>> {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).startOfDay();
  const from = new Date(start.epochMilliseconds);
  const to = new Date(start.add({ days: 1 }).epochMilliseconds);
  const [sent, planned] = await Promise.all([ledger.listSent(from, to), ledger.listScheduledTimes(from, to)]);
  const hours = Array.from({ length: Math.ceil((to.getTime() - from.getTime()) / HOUR_MS) }, (_none, index) => {
    const at = from.getTime() + index * HOUR_MS;
    const isIn = (time: Date): boolean => time.getTime() >= at && time.getTime() < at + HOUR_MS;
    return {
      at: new Date(at).toISOString(),
      sent: sent.filter(({ sentAt }) => isIn(sentAt)).length,
      planned: planned.filter(isIn).length,
    };
  });
  return {
    hours,
    sentToday: sent.length,
    plannedToday: planned.length,
    lateToday: sent.filter(({ dueAt, sentAt }) => sentAt.getTime() - dueAt.getTime() > LATE_MS).length,
  };
}
