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
const FEWEST_PAIRS = 8;

/**
 * Do two titles (as `titleWords`) say the same? Four of five words in common will do, among titles of four words and
 * more, or as many pairs of neighbouring characters where words are not set apart; other numbers are another story.
 */
export function areAlike(one: string, other: string): boolean {
  if (one === other) return one !== '';
  const isUnspaced = hasNoSpaces(one) || hasNoSpaces(other);
  const [said, saidThere] = isUnspaced ? [pairsIn(one), pairsIn(other)] : [wordsIn(one), wordsIn(other)];
  if (Math.min(said.size, saidThere.size) < (isUnspaced ? FEWEST_PAIRS : FEWEST_WORDS)) return false;
  const shared = [...said].filter((each) => saidThere.has(each)).length;
  const numbers = isUnspaced ? countsIn : numbersIn;
  return shared / (said.size + saidThere.size - shared) >= ALIKE && numbers(one) === numbers(other);
}

function wordsIn(title: string): ReadonlySet<string> {
  return new Set(title.split(' '));
}

const UNSPACED =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;

/** Korean has spaces, and headlines that leave them out. */
function hasNoSpaces(title: string): boolean {
  return UNSPACED.test(title) || (/\p{Script=Hangul}/u.test(title) && wordsIn(title).size < FEWEST_WORDS);
}

function pairsIn(title: string): ReadonlySet<string> {
  const characters = Array.from(title.replaceAll(' ', ''));
  return new Set(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`));
}

function numbersIn(title: string): string {
  return [...wordsIn(title)]
    .filter((word) => /\p{N}/u.test(word))
    .sort()
    .join(' ');
}

/** Numbers stand within words there, are written as words too, and the parts of a series are called first and last. */
function countsIn(title: string): string {
  const counts = title.match(
    /\p{N}+|[〇一二三四五六七八九十百千万萬億亿兆]+|(?<= )(?:[上中下]|[前後后][編编篇])(?= |$)/gu,
  );
  return [...(counts ?? [])].sort().join(' ');
}
