/** British English writes "A, B and C", without a comma before the "and". */
const ENGLISH = 'en-GB';

/** `A, B and C`, in the language of the article where it is known. */
export function byline(authors: readonly string[], language = ''): string {
  const locale = /^en\b|^$/iu.test(language) ? ENGLISH : language;
  return listFormat(locale).format(authors);
}

/** To make one takes longer than to use it. */
const listFormats = new Map<string, Intl.ListFormat>();
/** Feeds carry language tags of their own. */
const MOST_FORMATS = 100;

function listFormat(locale: string): Intl.ListFormat {
  const known = listFormats.get(locale);
  if (known !== undefined) return known;
  const made = makeListFormat(locale);
  if (listFormats.size < MOST_FORMATS) listFormats.set(locale, made);
  return made;
}

function makeListFormat(locale: string): Intl.ListFormat {
  try {
    return new Intl.ListFormat([locale, ENGLISH], { type: 'conjunction' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Feeds carry language tags that are none, such as `english_uk`.
    return new Intl.ListFormat(ENGLISH, { type: 'conjunction' });
  }
}
