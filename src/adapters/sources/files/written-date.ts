import { Temporal } from 'temporal-polyfill';

/** A date as a person wrote it. Without a time it is a day in the newsroom's zone; without an offset, a time there. */
export interface WrittenDate {
  readonly day: Temporal.PlainDate;
  readonly time: Temporal.PlainTime | null;
  /** `+09:00`, or null. */
  readonly offset: string | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?';
const TIME =
  '(?:(?:T|,? (?:at )?)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.(?<fraction>\\d+))?)?(?: ?(?<half>[ap])\\.?m\\b\\.?)?(?: ?(?<offset>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})\\b)?)?';
const FORMS = [
  '(?<year>\\d{4})-(?<month>\\d{1,2})-(?<date>\\d{1,2})(?!\\d)',
  '(?<year>\\d{4})/(?<month>\\d{1,2})/(?<date>\\d{1,2})(?!\\d)',
  '(?<year>\\d{4})年(?<month>\\d{1,2})月(?<date>\\d{1,2})日',
  `${WEEKDAY}${MONTH} (?<date>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})(?!\\d)`,
  `${WEEKDAY}(?<date>\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? (?<year>\\d{4})(?!\\d)`,
].map((form) => new RegExp(`^${form}${TIME}`, 'i'));

/** The date that opens the text, and what follows it. Null when none does, or when the calendar has no such day. */
export function takeDate(text: string): { readonly date: WrittenDate; readonly rest: string } | null {
  for (const form of FORMS) {
    const match = form.exec(text);
    if (match === null) continue;
    const date = fromGroups(match.groups ?? {});
    return date === null ? null : { date, rest: text.slice(match[0].length) };
  }
  return null;
}

function fromGroups(groups: Partial<Record<string, string>>): WrittenDate | null {
  const { year, month = '', date, hour, minute, second = '0', fraction = '', half, offset } = groups;
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  try {
    const day = Temporal.PlainDate.from(
      { year: Number(year), month: named >= 0 ? named + 1 : Number(month), day: Number(date) },
      { overflow: 'reject' },
    );
    if (hour === undefined) return { day, time: null, offset: null };
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    const time = Temporal.PlainTime.from(
      { hour: hours, minute: Number(minute), second: Number(second), millisecond: toMilliseconds(fraction) },
      { overflow: 'reject' },
    );
    return isOffset(offset) ? { day, time, offset: normalOffset(offset) } : null;
  } catch {
    return null;
  }
}

function toMilliseconds(fraction: string): number {
  return Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** From -14:59 to +14:59, beyond which no clock on earth is set: https://www.iana.org/time-zones */
function isOffset(written: string | undefined): boolean {
  const [, hours = '0', minutes = '0'] = /^[+-](\d\d):?(\d\d)$/.exec(written ?? '') ?? [];
  return Number(hours) <= 14 && Number(minutes) <= 59;
}

function normalOffset(offset: string | undefined): string | null {
  if (offset === undefined) return null;
  return /^[+-]/.test(offset) ? offset.replace(/^(...):?(..)$/, '$1:$2') : '+00:00';
}

/** Today without a time is the moment the file came; another day is its start in the zone, never midnight UTC. */
export function instantOf({ day, time, offset }: WrittenDate, zone: string, firstSeenAt: Date): Date {
  if (time === null) {
    const seen = Temporal.Instant.fromEpochMilliseconds(firstSeenAt.getTime()).toZonedDateTimeISO(zone);
    if (seen.toPlainDate().equals(day)) return firstSeenAt;
    return new Date(day.toZonedDateTime(zone).epochMilliseconds);
  }
  return new Date(day.toZonedDateTime({ timeZone: offset ?? zone, plainTime: time }).epochMilliseconds);
}
