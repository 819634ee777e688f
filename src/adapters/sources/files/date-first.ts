/** The first eight are those of RFC 5322, section 4.3. */
const ZONES: Readonly<Record<string, string>> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  JST: '+09:00',
};
const ZONE = new RegExp(`\\b(?:${Object.keys(ZONES).join('|')})\\b`, 'u');

/** `00:01 BST, Tuesday 6 May 2026`, `9 a.m. EDT on May 6, 2026` and `0001 hrs 6 May 2026` in the order that dates are read in. */
export function dateFirst(written: string): string {
  const text = written
    .replace(ZONE, (zone) => ZONES[zone] ?? zone)
    .replace(/(?<![:\d])(\d{1,2})\s*([ap])\.?m\b\.?/iu, '$1:00 $2m')
    .replace(/\b(\d{2})(\d{2})\s*(?:hrs?|hours)\b/iu, '$1:$2')
    .replace(/\s+/gu, ' ');
  const [, time, date] =
    /^(?:at )?(\d{1,2}:\d{2}(?: ?[ap]\.?m\b\.?)?(?: ?(?:UTC|GMT|[+-]\d{2}:?\d{2}))?),? (?:on )?(.+)$/iu.exec(text) ??
    [];
  return time === undefined || date === undefined ? text : `${date.replace(/[.\s]+$/u, '')} ${time}`;
}
