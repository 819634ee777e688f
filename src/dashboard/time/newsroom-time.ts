const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Browsers know a zone's letters only in the language of its people. */
const LOCALES = ['en-GB', 'en-US', 'en-AU', 'en-IN', 'ja'];

/** An instant as the API writes it, or milliseconds. */
export type At = string | number;

export function msOf(at: At): number {
  return typeof at === 'string' ? Date.parse(at) : at;
}

/** Writes times in the newsroom's zone, never in the reader's. */
export interface NewsroomTime {
  readonly zone: string;
  /** JST, CET; CEST in summer; or GMT+9 where the zone has no letters. */
  letters(at: At): string;
  /** 18:30 */
  clock(at: At): string;
  /** 18:30:12 */
  seconds(at: At): string;
  /** Tue 24 Nov */
  day(at: At): string;
  /** Tuesday 24 November 2026 */
  longDay(at: At): string;
  /** November */
  month(at: At): string;
  /** 2026-11-24, for comparing days */
  dayKey(at: At): string;
  /** 18:30; with the day where it is another one than `now`'s. */
  short(at: At, now: number): string;
  /** `short` with the letters of its zone. */
  zoned(at: At, now: number): string;
  /** The hour of the day with its fraction, 0 to 24. */
  hourOfDay(at: At): number;
}

export function newsroomTime(zone: string): NewsroomTime {
  const format = (options: Intl.DateTimeFormatOptions): ((at: At) => string) => {
    const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
    return (at) => formatter.format(msOf(at)).replaceAll(',', '');
  };
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const keyFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  const dayKey = (at: At): string => keyFormat.format(msOf(at));
  const letters = zoneLetters(zone);
  const short = (at: At, now: number): string => (dayKey(at) === dayKey(now) ? clock(at) : `${day(at)} ${clock(at)}`);
  return {
    zone,
    letters,
    clock,
    seconds,
    day,
    longDay: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    month: format({ month: 'long' }),
    dayKey,
    short,
    zoned: (at, now) => `${short(at, now)} ${letters(at)}`,
    hourOfDay: (at) => {
      const [hours = 0, minutes = 0] = clock(at).split(':').map(Number);
      return hours + minutes / 60;
    },
  };
}

function zoneLetters(zone: string): (at: At) => string {
  const formatters = LOCALES.map(
    (locale) => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }),
  );
  const nameBy = (formatter: Intl.DateTimeFormat, at: At): string =>
    formatter.formatToParts(msOf(at)).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return (at) => {
    // Asked at every time that is written: mostly the first knows it.
    for (const formatter of formatters) {
      const name = nameBy(formatter, at);
      if (!/^GMT[+-]/.test(name)) return name;
    }
    return formatters[0] === undefined ? zone : nameBy(formatters[0], at);
  };
}

/** By the time that it is read it is over. */
const AT_ONCE_MS = 30_000;

/** Whether what is to come is as good as now. */
export function isAtOnce(at: At, now: number): boolean {
  return msOf(at) - now < AT_ONCE_MS;
}

/** "in 12 min", "46 min ago", "in 3 h", "now"; in minutes under an hour and a half, in seconds in the last minute. */
export function relative(at: At, now: number): string {
  if (msOf(at) === now) return 'now';
  const length = span(msOf(at) - now);
  return msOf(at) > now ? `in ${length}` : `${length} ago`;
}

/** "12 min", "3 h", "2 days". What is to come is rounded so that "1 min" never means fifty seconds ago. */
export function span(ms: number): string {
  const length = Math.abs(ms);
  if (length < MINUTE_MS) return `${Math.round(length / 1000)} s`;
  if (length < 90 * MINUTE_MS) return `${Math.round(length / MINUTE_MS)} min`;
  if (length < 36 * HOUR_MS) return `${Math.round(length / HOUR_MS)} h`;
  return `${Math.round(length / DAY_MS)} days`;
}
