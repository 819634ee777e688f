/** An index takes only so much. */
const LONGEST = 500;

/** What a title says, without case, accents, punctuation and spacing: two spellings of one title are one text. */
export function titleWords(title: string): string {
  return (
    title
      .normalize('NFKD')
      // Of Latin, Greek and Cyrillic letters alone: in other scripts a mark makes another word.
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
      .toLowerCase()
      .replace(/['’ʼ]/g, '')
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
      .trim()
      .slice(0, LONGEST)
  );
}

const ALIKE = 0.8;
const FEWEST_WORDS = 4;

/**
 * Do two titles (as `titleWords`) say the same? Four of five words in common will do, among titles of four words and
 * more; other numbers are another story.
 */
export function areAlike(one: string, other: string): boolean {
  if (one === other) return one !== '';
  const words = new Set(one.split(' '));
  const others = new Set(other.split(' '));
  if (Math.min(words.size, others.size) < FEWEST_WORDS) return false;
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared / (words.size + others.size - shared) >= ALIKE && numbersIn(words) === numbersIn(others);
}

function numbersIn(words: ReadonlySet<string>): string {
  return [...words]
    .filter((word) => /\p{N}/u.test(word))
    .sort()
    .join(' ');
}
