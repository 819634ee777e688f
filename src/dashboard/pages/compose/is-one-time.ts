import { isAtOnce, msOf } from '../../time/newsroom-time.js';

/** Whether accounts send together: of each, now is a moment later than of the one before it. Null = never. */
export function isOneTime(times: readonly (string | null)[]): boolean {
  const known = times.flatMap((at) => (at === null ? [] : msOf(at)));
  if (known.length === 0) return true;
  return known.length === times.length && isAtOnce(Math.max(...known), Math.min(...known));
}
