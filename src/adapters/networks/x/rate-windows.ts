import type { IncomingHttpHeaders } from 'node:http';

/** The windows of https://docs.x.com/x-api/fundamentals/rate-limits; those of 24 hours exist on some plans only. */
const WINDOWS = ['x-rate-limit', 'x-app-limit-24hour', 'x-user-limit-24hour'];
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** When the last of the windows that are used up opens again; null while none is. */
export function exhaustedUntil(headers: IncomingHttpHeaders, now: Date): Date | null {
  const resets = WINDOWS.filter((window) => isUsedUp(headers[`${window}-remaining`])).map((window) =>
    Number(headers[`${window}-reset`]),
  );
  return latestAhead(
    resets.map((seconds) => seconds * 1000),
    now,
  );
}

/** When to come back after "too many requests"; `defaultMs`: from now, where X says nothing about it. */
export function rateLimitedUntil(headers: IncomingHttpHeaders, now: Date, defaultMs: number): Date {
  const times = [exhaustedUntil(headers, now), readRetryAfter(headers['retry-after'], now)].flatMap((time) =>
    time === null ? [] : [time.getTime()],
  );
  return latestAhead(times, now) ?? new Date(now.getTime() + defaultMs);
}

function isUsedUp(remaining: string | string[] | undefined): boolean {
  return typeof remaining === 'string' && remaining.trim() !== '' && Number(remaining) <= 0;
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function readRetryAfter(value: string | undefined, now: Date): Date | null {
  if (value === undefined) return null;
  const seconds = Number(value);
  const time = Number.isNaN(seconds) ? Date.parse(value) : now.getTime() + seconds * 1000;
  return Number.isNaN(time) ? null : new Date(time);
}

function latestAhead(times: readonly number[], now: Date): Date | null {
  const ahead = times.filter((time) => time > now.getTime());
  if (ahead.length === 0) return null;
  return new Date(Math.min(Math.max(...ahead), now.getTime() + LONGEST_WAIT_MS));
}
