import type { ExpressionBuilder, Kysely, NotNull } from 'kysely';
import type { AccountId } from '../../domain/account.js';
import type { Alarm } from '../../application/ports/post-queue.js';
import { compiledOnce } from './compiled-once.js';
import type { LedgerContext } from './ledger-context.js';
import { keepsTime, toAccount } from './rows.js';
import type { AccountRow, LedgerTables, PostRow } from './schema.js';
import { findSilence } from './silence-queries.js';

/** From this many unknown outcomes in a row on, the account waits until a look-up has an answer. */
export const UNKNOWNS_THAT_BLOCK = 2;

/** A thread that has begun is finished whatever the time. */
export function hasSentPart(eb: ExpressionBuilder<LedgerTables, 'posts'>) {
  return eb.exists(
    eb
      .selectFrom('parts')
      .select('parts.post_id')
      .whereRef('parts.post_id', '=', 'posts.id')
      .where('parts.remote_id', 'is not', null),
  );
}

/** An account's posts whose time has come and has not passed. */
export function duePosts(db: Kysely<LedgerTables>, accountId: string, now: number) {
  return db
    .selectFrom('posts')
    .where('posts.account_id', '=', accountId)
    .where('posts.state', '=', 'scheduled')
    .where('posts.next_at', '<=', now)
    .where((eb) => eb.or([eb('posts.expires_at', 'is', null), eb('posts.expires_at', '>', now), hasSentPart(eb)]));
}

/** The sending post of the account whose lease still runs. */
export async function findSending(
  db: Kysely<LedgerTables>,
  accountId: string,
  now: number,
): Promise<{ readonly leaseUntil: number } | null> {
  const [row] = await leasesOf(db, accountId, now);
  return row === undefined ? null : { leaseUntil: row.claim_lease_until };
}

const leasesOf = compiledOnce((db, accountId: string, now: number) =>
  db
    .selectFrom('posts')
    .select('claim_lease_until')
    .$narrowType<{ claim_lease_until: NotNull }>()
    .where('account_id', '=', accountId)
    .where('state', '=', 'publishing')
    .where('claim_lease_until', '>', now),
);

/** Between the starts of two posts; the late ones are further apart, so that an outage ends without a burst. */
export function gapOf({ timing }: LedgerContext, account: AccountRow, oldestNextAt: number, now: number): number {
  const { minimumGapMs } = toAccount(account).settings;
  return now - oldestNextAt > timing.lateMs ? Math.max(minimumGapMs, timing.catchUpGapMs) : minimumGapMs;
}

/** A person chose its time against the limits, and it has come: the gap does not count. A late one keeps nothing. */
export function passesGap({ timing }: LedgerContext, post: PostRow, now: number): boolean {
  return keepsTime(post) && now - post.next_at <= timing.lateMs;
}

interface Sendable {
  readonly alarm: Alarm;
  /** Since when nothing but us has stood in its way. */
  readonly since: number;
}

/** What the account may send now, as `firstDue` puts it. */
async function firstSendable(context: LedgerContext, account: AccountRow): Promise<Sendable | null> {
  const { db } = context.engine;
  const now = context.clock.now().getTime();
  const blockedUntil = account.blocked_until ?? 0;
  if (account.state !== 'active' || blockedUntil > now || account.unknowns_in_row >= UNKNOWNS_THAT_BLOCK) return null;
  if ((await findSending(db, account.id, now)) !== null) return null;
  const post = await firstDue(context, db, account.id, now);
  if (post === undefined) return null;
  const waitsForNoGap = (post.sent ?? 0) > 0 || passesGap(context, post, now);
  const gapEnd = waitsForNoGap ? 0 : (account.last_sent_at ?? 0) + gapOf(context, account, post.next_at, now);
  const since = Math.max(post.next_at, blockedUntil, gapEnd);
  return since > now ? null : { alarm: { postId: post.id, revision: post.revision }, since };
}

/** A thread that has begun, else what keeps its time and has to wait for nothing, the breaking ones, then in order of their time. */
export async function firstDue({ timing }: LedgerContext, db: Kysely<LedgerTables>, accountId: string, now: number) {
  const [post] = await dueInOrder(db, accountId, now, now - timing.lateMs);
  return post;
}

const dueInOrder = compiledOnce((db, accountId: string, now: number, onTimeFrom: number) =>
  duePosts(db, accountId, now)
    .selectAll('posts')
    .select((eb) =>
      eb
        .selectFrom('parts')
        .select((parts) => parts.fn.count<number>('parts.remote_id').as('sent'))
        .whereRef('parts.post_id', '=', 'posts.id')
        .as('sent'),
    )
    .orderBy('sent', 'desc')
    .orderBy((eb) =>
      eb
        .case()
        .when(
          eb.and([
            eb('posts.keeps_time', '=', 1),
            eb('posts.next_at', '=', eb.ref('posts.due_at')),
            eb('posts.next_at', '>=', onTimeFrom),
          ]),
        )
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('posts.lane')
    .orderBy('posts.next_at')
    .orderBy('posts.id')
    .limit(1),
);

export async function findAlarmed({ engine }: LedgerContext, { postId, revision }: Alarm): Promise<AccountId | null> {
  const [post] = await scheduledAccounts(engine.db, postId, revision);
  return post?.account_id ?? null;
}

const scheduledAccounts = compiledOnce((db, id: string, revision: number) =>
  db
    .selectFrom('posts')
    .select('account_id')
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', '=', 'scheduled'),
);

export async function listSendable(context: LedgerContext): Promise<readonly Alarm[]> {
  return (await readSendable(context)).map(({ alarm }) => alarm);
}

/** How long the oldest of what may be sent now has been waiting; null = there is nothing. */
export async function readOldestLateMs(context: LedgerContext): Promise<number | null> {
  const waiting = await readSendable(context);
  if (waiting.length === 0) return null;
  return context.clock.now().getTime() - Math.min(...waiting.map(({ since }) => since));
}

async function readSendable(context: LedgerContext): Promise<readonly Sendable[]> {
  if ((await findSilence(context)) !== null) return [];
  const accounts = await context.engine.db
    .selectFrom('accounts')
    .selectAll()
    .where('state', '=', 'active')
    .orderBy('id')
    .execute();
  const sendable: Sendable[] = [];
  for (const account of accounts) {
    const first = await firstSendable(context, account);
    if (first !== null) sendable.push(first);
  }
  return sendable;
}
