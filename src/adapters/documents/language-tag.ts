/** https://www.rfc-editor.org/rfc/rfc5646#section-4.4.1 asks for room for 35 characters; Intl takes quadratic time. */
export const MAX_TAG = 100;

/** BCP 47 in its usual writing (`en_us` is `en-US`), or null when it is no language. */
export function languageTag(written: string | null | undefined): string | null {
  const tag = (written ?? '')
    .trim()
    .slice(0, MAX_TAG + 1)
    .replaceAll('_', '-');
  // Of two or three letters; `english` would pass as a registered one of eight.
  if (tag.length > MAX_TAG || !/^[a-z]{2,3}(?:-|$)/i.test(tag)) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
