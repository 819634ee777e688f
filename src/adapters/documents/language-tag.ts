/** BCP 47 in its usual writing (`en_us` is `en-US`), or null when it is no language. */
export function languageTag(written: string | null | undefined): string | null {
  const tag = (written ?? '').trim().replaceAll('_', '-');
  // Of two or three letters; `english` would pass as a registered one of eight.
  if (!/^[a-z]{2,3}(?:-|$)/i.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
