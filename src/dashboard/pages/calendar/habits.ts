import type { CalendarAccount } from '../../server/contract.js';
import { newsroomTime } from '../../time/newsroom-time.js';
import { wallTimeToInstant } from '../../time/wall-time.js';
import { type Card, timeOf } from './cards.js';
import { neighboursOf } from './find-clash.js';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface QuietTime extends Span {
  /** `07:00` */
  readonly until: string;
  /** Of the accounts that are quiet then. */
  readonly names: readonly string[];
}

const DAY_MS = 86_400_000;

/** The quiet hours of the accounts in a time, those of each as its own wall shows them. */
export function quietTimesOf(
  accounts: readonly CalendarAccount[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly QuietTime[] {
  return habitsOf(accounts).flatMap(({ quiet, zone, names }) =>
    nightsOf(from, to, zone).flatMap((day) => {
      const start = wallTimeToInstant(`${day} ${quiet.from}`, zone);
      const last = quiet.from < quiet.to ? day : dayAfter(day);
      const end = wallTimeToInstant(`${last} ${quiet.to}`, zone);
      return end > Date.parse(from) && start < Date.parse(to) ? [{ start, end, until: quiet.to, names }] : [];
    }),
  );
}

interface Habit {
  readonly quiet: NonNullable<CalendarAccount['limits']['quietHours']>;
  readonly zone: string;
  readonly names: readonly string[];
}

/** Those that several accounts share are one. */
function habitsOf(accounts: readonly CalendarAccount[]): readonly Habit[] {
  const habits = new Map<string, Habit>();
  for (const { name, limits } of accounts) {
    const { quietHours: quiet, zone } = limits;
    if (quiet === null) continue;
    const key = [quiet.from, quiet.to, zone].join(' ');
    habits.set(key, { quiet, zone, names: [...(habits.get(key)?.names ?? []), name] });
  }
  return [...habits.values()];
}

/** From the day before, whose night may reach into it. */
function nightsOf(from: string, to: string, zone: string): readonly string[] {
  const time = newsroomTime(zone);
  const days: string[] = [];
  for (let day = time.dayKey(Date.parse(from) - DAY_MS); day <= time.dayKey(to); day = dayAfter(day)) days.push(day);
  return days;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** Where the card would come too close to other posts of its accounts. */
export function gapsAround(card: Card, cards: readonly Card[], accounts: readonly CalendarAccount[]): readonly Span[] {
  return card.posts.flatMap((post) => {
    const gapMs = accounts.find(({ id }) => id === post.account)?.limits.minimumGapMs ?? 0;
    if (gapMs === 0) return [];
    const behind = timeOf(post) - card.at;
    return neighboursOf(card, post.account, cards).map((other) => ({
      start: timeOf(other) - gapMs - behind,
      end: timeOf(other) + gapMs - behind,
    }));
  });
}
