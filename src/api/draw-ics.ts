/** What a calendar program shows of one thing. */
export interface IcsEvent {
  /** The same for as long as the thing is the same. */
  readonly uid: string;
  readonly at: Date;
  /** Grows with every change. */
  readonly sequence: number;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  readonly summary: string;
  readonly description: string;
  readonly url: string | null;
}

/**
 * A calendar to subscribe to. Source: RFC 5545, https://www.rfc-editor.org/rfc/rfc5545; how often it changes is of RFC 7986,
 * https://www.rfc-editor.org/rfc/rfc7986#section-5.7. An event without an end takes no time (section 3.6.1).
 */
export function drawIcs(name: string, events: readonly IcsEvent[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kawaraban//Calendar//EN',
    `NAME:${escape(name)}`,
    `X-WR-CALNAME:${escape(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...events.flatMap((event) => linesOf(event, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function linesOf({ uid, at, sequence, status, summary, description, url }: IcsEvent, now: Date): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escape(uid)}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(at)}`,
    `SEQUENCE:${String(sequence)}`,
    `STATUS:${status}`,
    'TRANSP:TRANSPARENT',
    `SUMMARY:${escape(summary)}`,
    `DESCRIPTION:${escape(description)}`,
    ...(url === null ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ];
}

/** `20261124T183000Z` (section 3.3.5). */
function utc(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** Section 3.3.11; other control characters may not stand in a line at all (section 3.1). */
function escape(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

const LONGEST_BYTES = 75;

/** Lines of at most 75 bytes, each but the first behind a space; no character is cut in two (section 3.1). */
function fold(line: string): string {
  const folded: string[] = [];
  let rest = '';
  let bytes = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (bytes + more > LONGEST_BYTES) {
      folded.push(rest);
      rest = ' ';
      bytes = 1;
    }
    rest += character;
    bytes += more;
  }
  return [...folded, rest].join('\r\n');
}
