import { sql, type Kysely } from 'kysely';
import type { LedgerMetrics } from '../../application/ports/ledger.js';
import type { NetworkName } from '../../domain/account.js';
import type { PostState } from '../../domain/post.js';
import type { LedgerContext } from './ledger-context.js';
import type { LedgerTables } from './schema.js';

const BUCKETS_MS = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];

/** Somebody asks every few seconds: everything is counted in the order of an index, by account, and summed up here. */
export async function readMetrics({ engine: { db } }: LedgerContext): Promise<LedgerMetrics> {
  const accounts = await db.selectFrom('accounts').select(['id', 'network']).execute();
  const networks = [...new Set(accounts.map(({ network }) => network as NetworkName))].sort();
  const ofNetwork = <Row extends { account_id: string }>(rows: readonly Row[], network: NetworkName) =>
    rows.filter(({ account_id }) => accounts.some(({ id, network: its }) => id === account_id && its === network));
  const [posts, deliveries, lateness] = [
    await countStates(db, 'posts'),
    await countStates(db, 'deliveries'),
    await countLateness(db),
  ];
  const perState = (rows: readonly StateCount[]) =>
    networks.flatMap((network) =>
      [...sumByState(ofNetwork(rows, network))].map(([state, count]) => ({ network, state, count })),
    );
  return {
    posts: perState(posts).map((each) => ({ ...each, state: each.state as PostState })),
    deliveries: perState(deliveries),
    lateness: networks
      .map((network) => ({ network, ...toHistogram(ofNetwork(lateness, network)) }))
      .filter(({ buckets }) => buckets.at(-1)?.count !== 0),
  };
}

interface Counted {
  readonly account_id: string;
  readonly count: number;
}
type StateCount = Counted & { readonly state: string };
type LatenessCount = Counted & { readonly late_ms: number };

function countStates(db: Kysely<LedgerTables>, table: 'posts' | 'deliveries'): Promise<readonly StateCount[]> {
  return db
    .selectFrom(table)
    .select(['account_id', 'state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['account_id', 'state'])
    .orderBy('account_id')
    .orderBy('state')
    .execute();
}

/** How many were so many milliseconds late. */
function countLateness(db: Kysely<LedgerTables>): Promise<readonly LatenessCount[]> {
  const late = sql<number>`intent_at - due_at`;
  return db
    .selectFrom('deliveries')
    .select('account_id')
    .select(late.as('late_ms'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['account_id', late])
    .execute();
}

function sumByState(rows: readonly StateCount[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { state, count } of rows) sums.set(state, (sums.get(state) ?? 0) + count);
  return new Map([...sums].sort());
}

function toHistogram(rows: readonly LatenessCount[]) {
  const countUpTo = (atMostMs: number) =>
    rows.filter(({ late_ms }) => late_ms <= atMostMs).reduce((sum, { count }) => sum + count, 0);
  return {
    sumMs: rows.reduce((sum, { late_ms, count }) => sum + late_ms * count, 0),
    buckets: [
      ...BUCKETS_MS.map((atMostMs) => ({ atMostMs, count: countUpTo(atMostMs) })),
      { atMostMs: null, count: countUpTo(Infinity) },
    ],
  };
}
