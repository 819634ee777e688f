/**
 * An instant as feeds and pages write it: RFC 822 and ISO 8601 with their many slips, what `date` prints, long dates in
 * some languages, seconds since 1970. What names no zone, or one that nobody knows, is in UTC. Null for anything else,
 * and for the zero dates that programs write when they know none.
 */
export function writtenInstant(written: string | null | undefined): Date | null {
  return readInstant(written, USUAL);
}

/** The last of the instants that may be meant: without a zone, or with one that is not certain, that hour has come everywhere. */
export function latestInstant(written: string | null | undefined): Date | null {
  return readInstant(written, LATEST);
}

function readInstant(written: string | null | undefined, reading: Reading): Date | null {
  const text = (written ?? '').replace(/\s+/g, ' ').trim().slice(0, 100).replace(ZONE_NAME, '');
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return instantOf(groups, reading);
  }
  return /^\d{10}(?:\d{3})?$/.test(text) ? new Date(Number(text.padEnd(13, '0'))) : null;
}

/** The first of these that can be read. */
export function firstInstant(written: readonly (string | null | undefined)[]): Date | null {
  for (const text of written) {
    const instant = writtenInstant(text);
    if (instant !== null) return instant;
  }
  return null;
}

/** The name of the zone behind its offset: https://www.rfc-editor.org/rfc/rfc9557 */
const ZONE_NAME = /(?<=[\dZ])\[[\w/+-]+\]$/;

const WEEKDAY = '(?:\\p{L}{2,12}(?:\\.?,? |,))?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th|\\.)?';
const MONTH = '(?:de )?(?<month>\\p{L}{3,9})\\.?,?';
const TIME =
  '(?<hour>\\d{1,2})[:.h時](?<minute>\\d{2})分?(?:[:.](?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)? ?(?<half>[ap]\\.?m\\.?)?';
const ZONE = '(?: ?(?<zone>(?:[A-Z]{2,5})? ?[+−-]\\d{1,2}:?(?:\\d{2})?|[A-Z]{1,5})(?: ?(?:\\([^)]*\\)|[A-Z]{3,5}))?)?';
const TIME_AND_ZONE = `(?:,?(?: at| -| –)? ${TIME}${ZONE})?`;

const FORMS = [
  // 2026-11-24T18:30:00.5+09:00, 2026-11-24 18:30, 2026-11, 2026
  `(?<year>\\d{4})(?:[-/.](?<month>\\d{1,2})(?:[-/.](?<day>\\d{1,2}))?)?(?:(?:T| ?T? )${TIME}${ZONE})?`,
  // 20261124T183000Z
  '(?<year>(?:19|20)\\d{2})(?<month>\\d{2})(?<day>\\d{2})(?:T?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})?(?<zone>Z|[+-]\\d{2}:?\\d{2})?)?',
  // Tue, 24 Nov 2026 18:30:00 +0900
  `${WEEKDAY}${DAY}[ -]${MONTH}[ -](?:de )?(?<year>\\d{2,4})${TIME_AND_ZONE}`,
  // 24.11.2026 18:30
  `(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})${TIME_AND_ZONE}`,
  // November 24, 2026 6:30 pm
  `${WEEKDAY}${MONTH} ${DAY},? (?<year>\\d{4})${TIME_AND_ZONE}`,
  // Tue Nov 24 18:30:00 JST 2026
  `${WEEKDAY}${MONTH} ${DAY} ${TIME}${ZONE} (?<year>\\d{4})`,
  // 2026年11月24日 18:30
  `(?<year>\\d{4})年(?<month>\\d{1,2})月(?<day>\\d{1,2})日(?: ?${TIME}${ZONE})?`,
].map((form) => new RegExp(`^${form}$`, 'iu'));

/** By their first letters, in the languages that news feeds are found to write them in. */
const MONTHS = [
  /^(?:jan|ene|gen|янв)/,
  /^(?:f[eé][bv]|фев)/,
  /^(?:mar|mär|mrt|maa|mrz|мар)/,
  /^(?:apr|abr|avr|апр)/,
  /^(?:ma[iyjg]|mei|ма[йя])/,
  /^(?:jun|juin|giu|июн)/,
  /^(?:jul|juil|lug|июл)/,
  /^(?:aug|ago|aoû|aou|авг)/,
  /^(?:sep|set|сен)/,
  /^(?:o[ck]t|out|ott|окт)/,
  /^(?:nov|ноя)/,
  /^(?:d[eéi][cz]|дек)/,
];

/** RFC 822, section 5.1, and those that newsrooms' programs add. ET is read as it is in winter, an hour late in summer. IST is India's: most feeds that write it come from there. In hours. */
const ZONES: Readonly<Partial<Record<string, number>>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  ET: -5,
  CT: -6,
  MT: -7,
  PT: -8,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
  AST: -4,
  ADT: -3,
  BRT: -3,
  ART: -3,
  WEST: 1,
  BST: 1,
  CET: 1,
  MEZ: 1,
  CEST: 2,
  MESZ: 2,
  EET: 2,
  SAST: 2,
  EEST: 3,
  MSK: 3,
  EAT: 3,
  GST: 4,
  PKT: 5,
  IST: 5.5,
  NPT: 5.75,
  WIB: 7,
  ICT: 7,
  SGT: 8,
  HKT: 8,
  PHT: 8,
  MYT: 8,
  AWST: 8,
  JST: 9,
  KST: 9,
  ACST: 9.5,
  ACDT: 10.5,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
};

/** Names that other zones, which are later, have as well: Ireland and Israel; South Georgia. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['IST', 'GST']);

/** How a time is read whose zone is not certain. */
interface Reading {
  readonly otherwiseHours: number;
  readonly isCertain: (zone: string) => boolean;
}

const USUAL: Reading = { otherwiseHours: 0, isCertain: () => true };
const LATEST: Reading = { otherwiseHours: -12, isCertain: (zone) => !AMBIGUOUS.has(zone) };

type Groups = Partial<Record<string, string>>;

function instantOf(groups: Groups, reading: Reading): Date | null {
  const day = dayOf(groups);
  const hour = hourOfDay(Number(groups['hour'] ?? 0), groups['half']);
  const minute = Number(groups['minute'] ?? 0);
  // A leap second counts as the one before it.
  const second = Math.min(Number(groups['second'] ?? 0), 59);
  if (day === null || hour > 24 || minute > 59) return null;
  const thousandths = Math.floor(Number(`0.${groups['fraction'] ?? '0'}`) * 1_000);
  const local = day.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + thousandths;
  const instant = new Date(local - offsetMs(groups['zone'] ?? '', reading));
  return instant.getTime() === 0 ? null : instant;
}

/** Null when the calendar has no such day, and for the year 1. */
function dayOf(groups: Groups): Date | null {
  const year = fullYear(groups['year'] ?? '');
  const month = monthNumber(groups['month'] ?? '1') - 1;
  const date = Number(groups['day'] ?? 1);
  const day = new Date(Date.UTC(year, month, date));
  return year > 1 && day.getUTCMonth() === month && day.getUTCDate() === date ? day : null;
}

/** RFC 822 writes two digits, and some programs write three: https://www.rfc-editor.org/rfc/rfc5322#section-4.3 */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length >= 4) return year;
  return digits.length === 3 || year >= 70 ? 1_900 + year : 2_000 + year;
}

function monthNumber(written: string): number {
  if (/^\d/.test(written)) return Number(written);
  return MONTHS.findIndex((name) => name.test(written.toLowerCase())) + 1;
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** What no clock on earth is set to is no offset. */
const MOST_HOURS = 14;
const HOUR_MS = 3_600_000;

function offsetMs(zone: string, { otherwiseHours, isCertain }: Reading): number {
  const written = zone.toUpperCase().replace('−', '-');
  const [, sign, hours, minutes = '0'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(written) ?? [];
  if (hours === undefined) return ((isCertain(written) ? ZONES[written] : undefined) ?? otherwiseHours) * HOUR_MS;
  if (Number(hours) > MOST_HOURS || Number(minutes) > 59) return otherwiseHours * HOUR_MS;
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * 60_000);
}
