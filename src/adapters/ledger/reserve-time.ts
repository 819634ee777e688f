import { reserveTime } from '../../application/reserve-slot.js';
import type { Account } from '../../domain/account.js';
import type { Lane, Post, PostId, Problem } from '../../domain/post.js';
import { compiledOnce } from './compiled-once.js';
import type { LedgerContext } from './ledger-context.js';
import type { Tx } from './rows.js';
import { OUT_OR_MAYBE } from './schema.js';

const DAY_MS = 24 * 3_600_000;

export interface TimeWish {
  /** The post that asks, once it is in the ledger; its own place is no obstacle to it. */
  readonly postId: PostId | null;
  readonly lane: Lane;
  readonly dueAt: Date;
  readonly inSlot: boolean;
  /** A person wants it then whatever the limits say. */
  readonly keepsTime: boolean;
}

/** When a post that is due then may go out by the account's limits; null = never within a year. The account's row is locked. */
export async function reserve(
  { clock }: LedgerContext,
  tx: Tx,
  account: Account,
  wish: TimeWish,
): Promise<Date | null> {
  if (wish.keepsTime || !hasLimits(account.settings)) return wish.dueAt;
  const now = clock.now();
  const from = wish.dueAt > now ? wish.dueAt : now;
  const taken = await readTaken(tx, account, wish, now);
  const reserved = reserveTime(from, wish.lane, wish.inSlot, taken, account.settings);
  // Where nothing stood in its way, it stays due when it was, and counts as late.
  return reserved?.getTime() === from.getTime() ? wish.dueAt : reserved;
}

function hasLimits({ minimumGapMs, postsPerHour, postsPerDay, quietHours, slots }: Account['settings']): boolean {
  return minimumGapMs > 0 || postsPerHour !== null || postsPerDay !== null || quietHours !== null || slots.length > 0;
}

/** What a planned post still wants: its time or, when that has passed, now and by the limits. */
export function wishOf({ id: postId, lane, dueAt, nextAt, inSlot, keepsTime }: Post, now: Date): TimeWish {
  const isPast = nextAt <= now;
  return { postId, lane, dueAt: isPast ? now : dueAt, inSlot, keepsTime: keepsTime && !isPast };
}

/** Why a post must wait for a person when its first free time comes too late; null = it does not. */
export function findTooLate(reserved: Date | null, expiresAt: Date | null): Problem | null {
  if (reserved !== null && (expiresAt === null || reserved <= expiresAt)) return null;
  return {
    code: 'no-free-slot',
    part: null,
    message:
      reserved === null
        ? 'the limits of the account leave no free time within a year'
        : `the first free time of the account is ${reserved.toISOString()}, after the expiry at ${expiresAt?.toISOString() ?? ''}`,
  };
}

/** The times of the account's other posts: of what waits, and of what was sent so lately that it still counts. */
async function readTaken(
  tx: Tx,
  { id, settings }: Account,
  { postId, lane }: TimeWish,
  now: Date,
): Promise<readonly Date[]> {
  const sent = await sentSince(tx, id, now.getTime() - Math.max(DAY_MS, settings.minimumGapMs));
  const waiting = await waitingPosts(tx, id, lane === 'breaking' ? ['breaking'] : ['breaking', 'normal'], postId ?? '');
  return [
    ...sent.map((row) => new Date(row.intent_at)),
    // What is late goes out about now.
    ...waiting.map((row) => new Date(Math.max(row.next_at, now.getTime()))),
  ];
}

const sentSince = compiledOnce((db, accountId: string, since: number) =>
  db
    .selectFrom('deliveries')
    .select('intent_at')
    .where('account_id', '=', accountId)
    .where('position', '=', 0)
    .where('state', 'in', OUT_OR_MAYBE)
    .where('intent_at', '>', since),
);

const waitingPosts = compiledOnce((db, accountId: string, lanes: readonly Lane[], except: string) =>
  db
    .selectFrom('posts')
    .select('next_at')
    .where('account_id', '=', accountId)
    .where('state', 'in', ['scheduled', 'publishing'])
    .where('lane', 'in', lanes)
    .where('id', '<>', except)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries')
            .select('deliveries.id')
            .whereRef('deliveries.post_id', '=', 'posts.id')
            .where('deliveries.position', '=', 0)
            .where('deliveries.state', 'in', OUT_OR_MAYBE),
        ),
      ),
    ),
);
