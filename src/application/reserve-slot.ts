import { Temporal } from 'temporal-polyfill';
import type { AccountSettings } from '../domain/account.js';
import type { Lane } from '../domain/post.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HORIZON_DAYS = 366;

/**
 * The first instant from `wanted` on that keeps the account's limits towards `taken`, the times of its other posts.
 * A breaking post waits for no morning and no slot; its caller leaves out of `taken` what it may overtake.
 * Null when there is none within 366 days.
 */
export function reserveTime(
  wanted: Date,
  lane: Lane,
  inSlot: boolean,
  taken: readonly Date[],
  settings: AccountSettings,
): Date | null {
  if (settings.postsPerHour === 0 || settings.postsPerDay === 0) return null;
  const times = taken.map((time) => time.getTime()).sort((a, b) => a - b);
  const blocked = findBlocked(times, settings);
  const last = wanted.getTime() + HORIZON_DAYS * DAY_MS;
  const habits = lane === 'breaking' ? { ...settings, quietHours: null, slots: [] } : settings;
  const found =
    inSlot && habits.slots.length > 0
      ? firstSlot(wanted.getTime(), last, new Set(times), blocked, habits)
      : firstFree(wanted.getTime(), blocked, habits);
  return found === null || found > last ? null : new Date(found);
}

/** Both ends are free. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where one more post would break the gap or a quota: spans in order that do not overlap. */
function findBlocked(times: readonly number[], settings: AccountSettings): readonly Span[] {
  const spans = [
    ...times.map((at) => ({ from: at - settings.minimumGapMs, to: at + settings.minimumGapMs })),
    ...fullSpans(times, settings.postsPerHour, HOUR_MS),
    ...fullSpans(times, settings.postsPerDay, DAY_MS),
  ].sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const span of spans) {
    const before = merged.at(-1);
    if (before !== undefined && span.from < before.to) before.to = Math.max(before.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** Where `quota` posts lie so close together that one more would be too many within `windowMs`. */
function fullSpans(times: readonly number[], quota: number | null, windowMs: number): readonly Span[] {
  if (quota === null) return [];
  return times.flatMap((first, index) => {
    const last = times[index + quota - 1];
    return last === undefined || last - first >= windowMs ? [] : [{ from: last - windowMs, to: first + windowMs }];
  });
}

function firstFree(wanted: number, blocked: readonly Span[], settings: AccountSettings): number {
  let at = wanted;
  for (;;) {
    const unblocked = leaveBlocked(at, blocked);
    const next = leaveQuietHours(unblocked, settings);
    if (next === unblocked) return next;
    at = next;
  }
}

function firstSlot(
  wanted: number,
  last: number,
  taken: ReadonlySet<number>,
  blocked: readonly Span[],
  settings: AccountSettings,
): number | null {
  const isFree = (at: number): boolean =>
    at >= wanted && !taken.has(at) && leaveBlocked(at, blocked) === at && leaveQuietHours(at, settings) === at;
  const end = inZone(last, settings).toPlainDate();
  let day = inZone(wanted, settings).toPlainDate();
  while (Temporal.PlainDate.compare(day, end) <= 0) {
    const slot = slotsOf(day, settings).find(isFree);
    if (slot !== undefined) return slot;
    day = day.add({ days: 1 });
  }
  return null;
}

/** Every slot in a time at which one more post keeps the limits of its account. */
export function freeSlotsOf(from: Date, to: Date, taken: readonly Date[], settings: AccountSettings): readonly Date[] {
  const times = taken.map((time) => time.getTime()).sort((a, b) => a - b);
  const blocked = findBlocked(times, settings);
  const free: Date[] = [];
  for (
    let day = inZone(from.getTime(), settings).toPlainDate();
    inZone(to.getTime(), settings).toPlainDate().since(day).sign >= 0;
    day = day.add({ days: 1 })
  )
    for (const at of slotsOf(day, settings))
      if (at >= from.getTime() && at < to.getTime() && !times.includes(at) && leaveBlocked(at, blocked) === at)
        if (leaveQuietHours(at, settings) === at) free.push(new Date(at));
  return free;
}

/** A slot that the clocks skip lies behind the change; of one that comes twice, the first counts. */
function slotsOf(day: Temporal.PlainDate, { slots, zone }: AccountSettings): readonly number[] {
  return slots
    .map((slot) => day.toZonedDateTime({ timeZone: zone, plainTime: slot }).epochMilliseconds)
    .sort((a, b) => a - b);
}

/** The end of the span around the instant, or the instant itself: a binary search, since an account may have many. */
function leaveBlocked(at: number, blocked: readonly Span[]): number {
  let low = 0;
  let high = blocked.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocked[middle]?.to ?? at) > at) high = middle;
    else low = middle + 1;
  }
  const span = blocked[low];
  return span !== undefined && span.from < at ? span.to : at;
}

/** The first instant from `at` on whose wall time is not quiet. */
function leaveQuietHours(at: number, settings: AccountSettings): number {
  const { quietHours } = settings;
  if (quietHours === null) return at;
  const isQuiet = (moment: Temporal.ZonedDateTime): boolean => isWithin(minuteOf(moment), quietHours);
  const moment = inZone(at, settings);
  if (!isQuiet(moment)) return at;
  const tonight = moment.toPlainDate().toPlainDateTime(Temporal.PlainTime.from(quietHours.to));
  // Clocks that change may end the quiet hours too, or bring their end twice.
  const ends = [0, 1]
    .map((days) => tonight.add({ days }))
    .flatMap((end) => [
      end.toZonedDateTime(settings.zone, { disambiguation: 'earlier' }),
      end.toZonedDateTime(settings.zone, { disambiguation: 'later' }),
    ]);
  const change = moment.getTimeZoneTransition('next');
  const free = [...ends, ...(change === null ? [] : [change])]
    .filter((end) => !isQuiet(end))
    .map((end) => end.epochMilliseconds)
    .filter((end) => end > at);
  return Math.min(...free);
}

function isWithin(minute: number, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const [start, end] = [minuteOf(Temporal.PlainTime.from(from)), minuteOf(Temporal.PlainTime.from(to))];
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
}

function minuteOf({ hour, minute }: { readonly hour: number; readonly minute: number }): number {
  return hour * 60 + minute;
}

function inZone(epochMs: number, { zone }: AccountSettings): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
}
