/** Length of a text as its network counts it. */
export type Measure = (text: string) => number;

const BLANK_LINE = '\n\n';
const ELLIPSIS = '…';

/** Separators and opening brackets that look forlorn before the ellipsis. A run of them is looked at once, from its start. */
const FORLORN = '[\\s\\p{Ps}\\p{Pi}\\p{Pd},;:.!?、。，．・：；！？]';
const DANGLING = new RegExp(`(?<!${FORLORN})${FORLORN}+$`, 'u');
const UNSPACED_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}]/u;
const SPACE = /\s/u;

/** The text, or its beginning and `…`, so that the network counts no more than `limit`. Never cuts inside a character. */
export function fit(text: string, limit: number, measure: Measure): string {
  if (measure(text) <= limit) return text;
  const fits = (end: number): boolean => measure(shorten(text.slice(0, end))) <= limit;
  const longest = longestThatFits(text, fits);

  const lastWord = text.slice(0, longest).split(SPACE).at(-1) ?? '';
  const insideUrl = lastWord.includes('://') && !SPACE.test(text.charAt(longest));
  // A last word longer than half of the room is cut itself, else hardly anything would be left. A link never is.
  const shortest = insideUrl ? 0 : longest / 2;
  const wordEnd = wordEnds(text, shortest, longest).findLast((end) => fits(end));
  return shorten(text.slice(0, wordEnd ?? (insideUrl ? 0 : longest)));
}

/** A character is found by its place: to walk over all of them takes the segmenter quadratic time. */
function longestThatFits(text: string, fits: (end: number) => boolean): number {
  const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  let longest = 0;
  let high = text.length;
  while (longest < high) {
    const middle = Math.floor((longest + high) / 2);
    const { index, segment } = characters.containing(middle) ?? { index: middle, segment: ' ' };
    if (fits(index + segment.length)) longest = index + segment.length;
    else high = index;
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

/** So much around a place tells the segmenter where words end there. */
const CONTEXT = 100;

/** Where a word ends, from `first` to `last`: at white space, and in scripts without spaces where the dictionary says so. */
function wordEnds(text: string, first: number, last: number): readonly number[] {
  const start = Math.max(0, Math.floor(first) - CONTEXT);
  const words = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text.slice(start, last + CONTEXT));
  return Array.from(words, ({ index, segment }) => start + index + segment.length).filter((end) => {
    const around = text.slice(Math.max(0, end - 1), end + 1);
    return end >= first && end <= last && (SPACE.test(around) || UNSPACED_SCRIPT.test(around));
  });
}
