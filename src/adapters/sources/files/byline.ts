const NAME_WORD = /^(?:\p{Lu}[\p{L}.'’-]*|d[ae]|del|della|di|dos|du|la|le|van|von|der|den|bin|ibn|al-\p{L}+|ter|y)$/u;
const SEPARATORS = /\s*(?:,\s*and\s|,\s*&\s|,|;|\sand\s|\s&\s|、|，)\s*/iu;
const OPENING = /^(?:(?:written |reported )?by[:\s]\s*|(?:文|取材|記者|執筆)\s*[：:・／/]\s*)/iu;

const MAX_LENGTH = 200;

/** The names in a line such as `By A, B, and C`, or null when the line is something else. */
export function readByline(line: string): readonly string[] | null {
  if (line.length > MAX_LENGTH) return null;
  const opening = OPENING.exec(line)?.[0] ?? '';
  const marked = opening !== '' || /^[\p{Lo}々、・\s]{2,30}記者$/u.test(line);
  const names = splitNames(line);
  if (names.length === 0 || names.length > 12) return null;
  if (!marked && /[.!?。！？:：]$/u.test(line)) return null;
  const isName = (name: string) => {
    const words = name.split(' ');
    if (words.length > 5 || name.length > 60) return false;
    if (marked) return words.length > 1 || name.length <= 30;
    return words.length >= 2 && words.every((word) => NAME_WORD.test(word)) && /^\p{Lu}/u.test(words.at(-1) ?? '');
  };
  return names.every(isName) ? names : null;
}

/** Cuts `A, B, and C` into names. */
export function splitNames(line: string): readonly string[] {
  return line
    .replace(OPENING, '')
    .replace(/記者$/u, '')
    .split(SEPARATORS)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
