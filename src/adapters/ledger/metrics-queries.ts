import { sql } from 'kysely';
import type { LedgerMetrics } from '../../application/ports/ledger.js';
import type { NetworkName } from '../../domain/account.js';
import type { PostState } from '../../domain/post.js';
import type { LedgerContext } from './ledger-context.js';

const BUCKETS_MS = [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000];

export async function readMetrics({ engine: { db } }: LedgerContext): Promise<LedgerMetrics> {
  const posts = await db
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.account_id')
    .select(['accounts.network', 'posts.state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['accounts.network', 'posts.state'])
    .orderBy('accounts.network')
    .orderBy('posts.state')
    .execute();
  const deliveries = await db
    .selectFrom('deliveries')
    .innerJoin('accounts', 'accounts.id', 'deliveries.account_id')
    .select(['accounts.network', 'deliveries.state'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['accounts.network', 'deliveries.state'])
    .orderBy('accounts.network')
    .orderBy('deliveries.state')
    .execute();
  return {
    posts: posts.map(({ network, state, count }) => ({
      network: network as NetworkName,
      state: state as PostState,
      count,
    })),
    deliveries: deliveries.map(({ network, state, count }) => ({ network: network as NetworkName, state, count })),
    lateness: await readLateness(db),
  };
}

async function readLateness(db: LedgerContext['engine']['db']): Promise<LedgerMetrics['lateness']> {
  const late = sql<number>`deliveries.intent_at - deliveries.due_at`;
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('accounts', 'accounts.id', 'deliveries.account_id')
    .select('accounts.network')
    .select(sql<number>`cast(sum(${late}) as bigint)`.as('sum_ms'))
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .select(
      BUCKETS_MS.map((atMostMs) =>
        sql<number>`sum(case when ${late} <= ${sql.lit(atMostMs)} then 1 else 0 end)`.as(`within_${atMostMs}`),
      ),
    )
    .groupBy('accounts.network')
    .orderBy('accounts.network')
    .execute();
  return rows.map((row) => ({
    network: row.network as NetworkName,
    sumMs: row.sum_ms,
    buckets: [
      ...BUCKETS_MS.map((atMostMs) => ({ atMostMs, count: row[`within_${atMostMs}`] ?? 0 })),
      { atMostMs: null, count: row.all },
    ],
  }));
}
