const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** After so long without a try nothing is held against anybody. */
export const FORGIVEN_AFTER_MS = 24 * 3_600_000;

export interface Tries {
  readonly count: number;
  readonly lastAt: Date;
}

/** Until when nobody may try to sign in again: twice as long after each try that was not free, a quarter of an hour at most. */
export function pauseAfter({ count, lastAt }: Tries, freeTries: number): Date {
  const over = count - freeTries;
  const pauseMs = over < 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** over, LONGEST_PAUSE_MS);
  return new Date(lastAt.getTime() + pauseMs);
}
