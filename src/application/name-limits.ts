import type { Account, AccountSettings } from '../domain/account.js';
import type { Ports } from './ports/ports.js';

/** Passes between two questions to the ledger. */
const A_MOMENT_MS = 1_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

type Ledger = Ports['ledger'];
type Wish = Parameters<Ledger['findFreeTime']>[1];

interface Limit {
  readonly says: string;
  /** The settings without it. */
  readonly lifted: Partial<AccountSettings>;
}

/** Whether the limits of an account put off what is wanted then. */
export function isPutOff(at: Date, wanted: Date): boolean {
  return at.getTime() - wanted.getTime() > A_MOMENT_MS;
}

/** Which limits of the account put a post off until then: "keeps 10 min between posts". */
export async function nameLimits(
  { ledger }: { readonly ledger: Pick<Ledger, 'findFreeTime'> },
  account: Account,
  wish: Wish,
  until: Date,
): Promise<string> {
  const limits = limitsOf(account.settings);
  const timeWithout = (lifted: readonly Limit[]): Promise<Date | null> => {
    const settings = lifted.reduce((all, limit) => ({ ...all, ...limit.lifted }), account.settings);
    return ledger.findFreeTime({ ...account, settings }, wish);
  };
  const pick = async (isMeant: (limit: Limit) => Promise<boolean>): Promise<readonly Limit[]> => {
    const answers = await Promise.all(limits.map(isMeant));
    return limits.filter((_, index) => answers[index]);
  };
  const decisive = await pick(async (limit) => {
    const at = await timeWithout([limit]);
    return at !== null && isPutOff(until, at);
  });
  if (decisive.length > 0) return listed(decisive);
  // Where several stand in its way at once, it would not go out earlier without any one of them.
  const alike = await pick(async (limit) => {
    const at = await timeWithout(limits.filter((other) => other !== limit));
    return at === null || isPutOff(at, wish.dueAt);
  });
  return listed(alike.length > 0 ? alike : limits);
}

function limitsOf({ quietHours, minimumGapMs, postsPerHour, postsPerDay }: AccountSettings): readonly Limit[] {
  const limits: Limit[] = [];
  if (quietHours !== null)
    limits.push({ says: `is quiet from ${quietHours.from} to ${quietHours.to}`, lifted: { quietHours: null } });
  if (minimumGapMs > 0)
    limits.push({ says: `keeps ${lengthOf(minimumGapMs)} between posts`, lifted: { minimumGapMs: 0 } });
  if (postsPerHour !== null)
    limits.push({ says: `takes ${counted(postsPerHour)} an hour`, lifted: { postsPerHour: null } });
  if (postsPerDay !== null) limits.push({ says: `takes ${counted(postsPerDay)} a day`, lifted: { postsPerDay: null } });
  return limits;
}

function listed(limits: readonly Limit[]): string {
  return new Intl.ListFormat('en-GB').format(limits.map(({ says }) => says));
}

function counted(posts: number): string {
  return posts === 1 ? '1 post' : `${posts} posts`;
}

/** As the dashboard writes it; whole, since a limit is exact. */
function lengthOf(ms: number): string {
  if (ms % MINUTE_MS !== 0) return `${ms / SECOND_MS} s`;
  return ms > HOUR_MS && ms % HOUR_MS === 0 ? `${ms / HOUR_MS} h` : `${ms / MINUTE_MS} min`;
}
