/** Length of a text as its network counts it. */
export type Measure = (text: string) => number;

const BLANK_LINE = '\n\n';
const ELLIPSIS = '…';

/** Separators and opening brackets that look forlorn before the ellipsis. */
const DANGLING = /[\s\p{Ps}\p{Pi}\p{Pd},;:.!?、。，．・：；！？]+$/u;
const UNSPACED_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}]/u;
const URL_BEGUN = /(^|\s)\S*:\/\/\S*$/u;
const SPACE = /\s/u;

/** The text, or its beginning and `…`, so that the network counts no more than `limit`. Never cuts inside a character. */
export function fit(text: string, limit: number, measure: Measure): string {
  if (measure(text) <= limit) return text;
  const ends = graphemeEnds(text);
  const fits = (end: number): boolean => measure(shorten(text.slice(0, end))) <= limit;
  const longest = longestThatFits(ends, fits);

  const insideUrl = URL_BEGUN.test(text.slice(0, longest)) && !SPACE.test(text.charAt(longest));
  // A last word longer than half of the room is cut itself, else hardly anything would be left. A link never is.
  const shortest = insideUrl ? 0 : longest / 2;
  const wordEnd = wordEnds(text).findLast((end) => end <= longest && end >= shortest && fits(end));
  return shorten(text.slice(0, wordEnd ?? (insideUrl ? 0 : longest)));
}

function longestThatFits(ends: readonly number[], fits: (end: number) => boolean): number {
  let longest = 0;
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const end = ends[middle] ?? 0;
    if (fits(end)) {
      longest = end;
      low = middle + 1;
    } else high = middle;
  }
  return longest;
}

/** The text when it fits as a whole, else nothing. */
export function ifFits(text: string, limit: number, measure: Measure): string {
  return measure(text) <= limit ? text : '';
}

/** What is left of `limit` beside other paragraphs of the same post, each with a blank line after it. */
export function roomBeside(limit: number, others: readonly string[], measure: Measure): number {
  return others
    .filter((other) => other !== '')
    .reduce((room, other) => room - measure(other) - measure(BLANK_LINE), limit);
}

function shorten(beginning: string): string {
  const kept = beginning.replace(DANGLING, '');
  return kept === '' ? '' : kept + ELLIPSIS;
}

function graphemeEnds(text: string): readonly number[] {
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return Array.from(graphemes, ({ index, segment }) => index + segment.length);
}

/** Where a word ends: at white space, and in scripts without spaces where the dictionary says so. */
function wordEnds(text: string): readonly number[] {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
  return Array.from(words, ({ index, segment }) => index + segment.length).filter((end) => {
    const around = text.slice(Math.max(0, end - 1), end + 1);
    return SPACE.test(around) || UNSPACED_SCRIPT.test(around);
  });
}
