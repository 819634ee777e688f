import type { Source } from './source.js';
import type { Timing } from './timing.js';

type Every = NonNullable<Source['settings']['every']>;

/** Of one's own site; a folder costs nothing to look at, WordPress's REST API is made anew for every question. */
const DEFAULT_EVERY: Readonly<Partial<Record<Source['kind'], Every>>> = {
  wordpress: { floorMs: 5 * 60_000, ceilingMs: 15 * 60_000 },
  folder: { floorMs: 2_000, ceilingMs: 2_000 },
};
const OTHERS_EVERY: Every = { floorMs: 60_000, ceilingMs: 15 * 60_000 };
/** An article that ends a silence is late by at most this share of it. */
const QUIET_SHARE = 60;
/** Feeds ask for an hour by habit (WordPress writes it into every one), and news does not wait for it. */
const LONGEST_ASKED_MS = 10 * 60_000;
const LONGEST_RETRY_MS = 24 * 3_600_000;
const JITTER = 0.1;

/** Of a source whose hub has proved that it delivers: polling is the net below it. */
const PUSHED_MS = 30 * 60_000;

/** After an answer: soon while there is news, less often in a silence, between the source's floor and ceiling. */
export function nextPollAt(source: Source, askAgainMs: number | null, now: Date, random: number): Date {
  const { every } = source.settings;
  const { trustedUntil } = source.push;
  if (every === null && trustedUntil !== null && trustedUntil > now) return later(now, PUSHED_MS, random);
  const { floorMs, ceilingMs } = everyOf(source);
  const lastNewAt = source.history.lastNewAt ?? source.primedAt ?? now;
  const quietMs = (now.getTime() - lastNewAt.getTime()) / QUIET_SHARE;
  // A newsroom that says how often has decided for itself.
  const askedMs = every === null ? Math.min(askAgainMs ?? 0, LONGEST_ASKED_MS) : 0;
  return later(now, Math.min(Math.max(quietMs, askedMs, floorMs), ceilingMs), random);
}

/** After a failure: when the source says, else after 1, 2, 4 … minutes. */
export function nextTryAt(
  source: Source,
  retryAt: Date | null,
  timing: Pick<Timing, 'pollBackOffMs' | 'longestPollBackOffMs'>,
  now: Date,
  random: number,
): Date {
  const backOffMs = Math.min(timing.pollBackOffMs * 2 ** source.history.failuresInRow, timing.longestPollBackOffMs);
  if (retryAt === null) return later(now, backOffMs, random);
  const { floorMs } = everyOf(source);
  const wantedMs = retryAt.getTime() - now.getTime();
  return new Date(now.getTime() + Math.min(Math.max(wantedMs, floorMs), LONGEST_RETRY_MS));
}

function everyOf({ kind, settings }: Source): Every {
  return settings.every ?? DEFAULT_EVERY[kind] ?? OTHERS_EVERY;
}

/** Not all at the same instant. `random`: from 0 to 1. */
function later(now: Date, ms: number, random: number): Date {
  return new Date(now.getTime() + Math.round(ms * (1 + JITTER * (2 * random - 1))));
}
