const DAY_MS = 86_400_000;

/** `2026-11-24 18:30:00`: what a clock on the wall of the zone shows then. */
export function wallNow(zone: string, at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

/** At the same time of the wall, so many days later: 23 or 25 hours where clocks change. */
export function daysLater(at: number, days: number, zone: string): number {
  const wall = Date.parse(`${wallNow(zone, at).replace(' ', 'T')}Z`) + days * DAY_MS;
  return wallTimeToInstant(new Date(wall).toISOString().slice(0, 19), zone);
}

/**
 * The instant at which the wall shows `2026-11-24 18:30`. In the hour that summer time skips it is the hour behind, in
 * the hour that comes twice the first.
 */
export function wallTimeToInstant(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall.replace(' ', 'T')}${wall.length === 16 ? ':00' : ''}Z`);
  const offsetAt = (at: number): number => Date.parse(`${wallNow(zone, at).replace(' ', 'T')}Z`) - at;
  const before = asUtc - offsetAt(asUtc - DAY_MS);
  const after = asUtc - offsetAt(asUtc + DAY_MS);
  const isShown = (at: number): boolean => offsetAt(at) === asUtc - at;
  // Neither is shown in the skipped hour: the offset before it leads an hour behind.
  return !isShown(before) && isShown(after) ? after : before;
}
