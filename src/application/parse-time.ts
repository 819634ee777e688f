import { Temporal } from 'temporal-polyfill';

import { KawarabanError } from '../domain/errors.js';
import type { WallTime } from '../domain/wall-time.js';

export interface ParsedTime {
  readonly at: Date;
  /** The wall time, where one was written. */
  readonly wallTime: WallTime | null;
  /** What was decided for the person who wrote it, in plain words; null when there was nothing to decide. */
  readonly note: string | null;
}

const EXPECTED =
  'expected now, +15m, +2h, +30d, 18:30, tomorrow 09:00, 2026-05-01T18:30 or 2026-05-01T18:30+09:00, not';

const FROM_NOW = /^\+(\d{1,4})([mhd])$/;
const TIME_OF_DAY = /^(tomorrow )?(\d{1,2}):(\d{2})$/;
const ISO = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:?\d{2})?$/;
const ISO_OFFSET = /([Zz]|[+-]\d{2}:?\d{2})$/;
const DURATION = /^(\d{1,4})([smhd])$/;

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNIT_MS;

/** A time as a person writes it. `zone` is the newsroom's IANA zone: it rules whatever carries no offset of its own. */
export function parseTime(text: string, now: Date, zone: string): ParsedTime {
  const written = text.trim().replace(/\s+/gu, ' ');
  const moment = inZone(now, zone);
  try {
    const parsed =
      parseFromNow(written.toLowerCase(), moment) ??
      parseTimeOfDay(written.toLowerCase(), moment) ??
      parseIso(written, moment);
    if (parsed !== null) return parsed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalid(`there is no such time: "${text}" (${error.message})`, error);
  }
  throw invalid(`${EXPECTED} "${text}"`);
}

/** A template's `when` for the account's next free posting slot. */
export const NEXT_SLOT = 'next slot';

/** Checks a template's `when` and returns it as `parseTime` takes it, or as `NEXT_SLOT`. */
export function parseWhen(when: string): string {
  const written = when.trim();
  if (/^next\s+slot$/iu.test(written)) return NEXT_SLOT;
  parseTime(written, new Date(0), 'UTC');
  return written;
}

/** The instant of a wall time by today's rules of its zone. */
export function resolveWallTime({ at, zone }: WallTime): Date {
  return resolve(Temporal.PlainDateTime.from(at), zone).at;
}

/**
 * Whether it is that time of the wall then, to the minute: either time where it comes twice, and the one behind where it
 * is skipped.
 */
export function isWallTime(wallTime: WallTime, instant: Date): boolean {
  const shown = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(wallTime.zone);
  if (shown.toPlainDateTime().toString({ smallestUnit: 'minute' }) === wallTime.at) return true;
  const lateMs = instant.getTime() - resolveWallTime(wallTime).getTime();
  return lateMs >= 0 && lateMs < UNIT_MS.m;
}

/** The instant of a wall time that somebody else wrote; fails with KWB_TIME_INVALID where there is no such zone or time. */
export function readWallTime({ at, zone }: WallTime): Date {
  inZone(new Date(0), zone);
  try {
    return resolveWallTime({ at, zone });
  } catch (error) {
    throw invalid(`there is no such time: ${at}`, error);
  }
}

/** `30s`, `45m`, `6h` or `2d` in milliseconds; a day is 24 hours. */
export function parseDuration(text: string): number {
  const [, count, unit] = DURATION.exec(text.trim().toLowerCase()) ?? [];
  const durationMs = Number(count ?? 0) * UNIT_MS[(unit ?? 'm') as Unit];
  if (durationMs === 0) throw invalid(`expected a length of time such as 30s, 45m, 6h or 2d, not "${text}"`);
  return durationMs;
}

function parseFromNow(written: string, moment: Temporal.ZonedDateTime): ParsedTime | null {
  if (written === 'now') return { at: toDate(moment), wallTime: null, note: null };
  const [, count, unit] = FROM_NOW.exec(written) ?? [];
  if (count === undefined) return null;
  if (unit !== 'd')
    return {
      at: new Date(moment.epochMilliseconds + Number(count) * UNIT_MS[unit as Unit]),
      wallTime: null,
      note: null,
    };
  return { ...resolve(moment.toPlainDateTime().add({ days: Number(count) }), moment.timeZoneId), wallTime: null };
}

function parseTimeOfDay(written: string, moment: Temporal.ZonedDateTime): ParsedTime | null {
  const [, tomorrow, hour, minute] = TIME_OF_DAY.exec(written) ?? [];
  if (hour === undefined || minute === undefined) return null;
  const time = Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) }, { overflow: 'reject' });
  const today = moment.toPlainDate();
  const onDay = (days: number): ParsedTime => resolve(today.add({ days }).toPlainDateTime(time), moment.timeZoneId);
  if (tomorrow !== undefined) return onDay(1);
  const next = onDay(0);
  if (next.at.getTime() >= moment.epochMilliseconds) return next;
  const later = onDay(1);
  return { ...later, note: join(`${written} has gone by today: tomorrow ${written} it is`, later.note) };
}

function parseIso(written: string, moment: Temporal.ZonedDateTime): ParsedTime | null {
  if (!ISO.test(written)) return null;
  const parsed = ISO_OFFSET.test(written.slice('2026-05-01'.length))
    ? { at: new Date(Temporal.Instant.from(written).epochMilliseconds), wallTime: null, note: null }
    : resolve(Temporal.PlainDateTime.from(written), moment.timeZoneId);
  if (parsed.at.getTime() >= moment.epochMilliseconds) return parsed;
  return { ...parsed, note: join(parsed.note, `${written} lies in the past`) };
}

/** Where clocks change, a wall time may be missing (moved forward by the change) or come twice (the first is taken). */
function resolve(wall: Temporal.PlainDateTime, zone: string): ParsedTime {
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const wallTime = { at: wall.toString({ smallestUnit: 'minute' }), zone };
  if (first.epochMilliseconds === second.epochMilliseconds) return { at: toDate(first), wallTime, note: null };
  const written = wallTime.at.replace('T', ' ');
  if (first.toPlainDateTime().equals(wall))
    return {
      at: toDate(first),
      wallTime,
      note: `${written} comes twice in ${zone}, clocks go back: the first is taken`,
    };
  const moved = second.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    at: toDate(second),
    wallTime,
    note: `${written} does not exist in ${zone}, clocks go forward: ${moved} is taken`,
  };
}

function inZone(now: Date, zone: string): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  try {
    return instant.toZonedDateTimeISO(zone);
  } catch (error) {
    throw invalid(`"${zone}" is not a time zone: expected a name such as Europe/London`, error);
  }
}

function join(...notes: readonly (string | null)[]): string {
  return notes.filter((note) => note !== null).join('; ');
}

function toDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds);
}

function invalid(message: string, cause?: unknown): KawarabanError {
  return new KawarabanError('KWB_TIME_INVALID', message, { cause });
}
