import type { Kysely } from 'kysely';
import type { Spending } from '../../application/ports/ledger.js';
import type { Account, AccountId } from '../../domain/account.js';
import { formatDollars, sumPrices } from '../../domain/money.js';
import type { PostId, Problem } from '../../domain/post.js';
import type { LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import type { LedgerTables } from './schema.js';

/** States in which the unsent parts of a post are still to be paid for, or, for all that is known, were paid for. */
const TO_BE_PAID = ['scheduled', 'publishing', 'awaiting-approval', 'unconfirmed'];

export function readSpending({ engine }: LedgerContext, accountId: AccountId, month: Date): Promise<Spending> {
  return sumUp(engine.db, accountId, month, null);
}

interface PlannedPrice {
  /** The post that asks, once it is in the ledger; it does not stand against itself. */
  readonly postId: PostId | null;
  readonly parts: readonly { readonly priceMicros: number | null }[];
  readonly at: Date;
}

/** What stands against one more price at that time; null = the budget bears it. The account's row is locked. */
export async function findOverBudget(
  tx: Tx,
  { id, settings: { budget } }: Account,
  { postId, parts, at }: PlannedPrice,
): Promise<Problem | null> {
  const priceMicros = sumPrices(parts) ?? 0;
  if (budget === null || priceMicros === 0) return null;
  const { spentMicros, scheduledMicros } = await sumUp(tx, id, at, postId);
  if (spentMicros + scheduledMicros + priceMicros <= budget.monthlyMicros) return null;
  const [price, limit, spent, scheduled] = [priceMicros, budget.monthlyMicros, spentMicros, scheduledMicros].map(
    formatDollars,
  );
  return {
    code: 'over-budget',
    part: null,
    message: `it costs ${price}, and of the ${limit} for ${at.toISOString().slice(0, 7)} ${spent} is spent and ${scheduled} scheduled`,
  };
}

async function sumUp(
  db: Kysely<LedgerTables>,
  accountId: AccountId,
  month: Date,
  except: PostId | null,
): Promise<Spending> {
  const start = Date.UTC(month.getUTCFullYear(), month.getUTCMonth());
  const end = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1);
  const spent = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.sum<number | string | null>('price_micros').as('micros'))
    .where('account_id', '=', accountId)
    .where('state', '=', 'published')
    .where('intent_at', '>=', start)
    .where('intent_at', '<', end)
    .executeTakeFirstOrThrow();
  const scheduled = await db
    .selectFrom('posts')
    .innerJoin('parts', 'parts.post_id', 'posts.id')
    .select((eb) => eb.fn.sum<number | string | null>('parts.price_micros').as('micros'))
    .where('posts.account_id', '=', accountId)
    .where('posts.state', 'in', TO_BE_PAID)
    .where('posts.next_at', '>=', start)
    .where('posts.next_at', '<', end)
    .where('parts.remote_id', 'is', null)
    .where('parts.price_micros', 'is not', null)
    .$if(except !== null, (query) => query.where('posts.id', '<>', except ?? ''))
    .executeTakeFirstOrThrow();
  // PostgreSQL gives a sum of bigints as text.
  return { spentMicros: Number(spent.micros ?? 0), scheduledMicros: Number(scheduled.micros ?? 0) };
}
