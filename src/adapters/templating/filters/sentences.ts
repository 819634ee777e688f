import { splitSentences } from '../../../domain/sentences.js';
import { fit, type Measure } from './fit.js';

export function firstSentence(text: string): string {
  return sentences(text, 1);
}

/** The first `count` whole sentences, with the white space that stands between them. */
export function sentences(text: string, count: number): string {
  return beginnings(text).slice(0, count).at(-1) ?? '';
}

/** At most `count` whole sentences, and only as many as fit; where not even the first does, that one is cut. */
export function sentencesThatFit(text: string, count: number, limit: number, measure: Measure): string {
  const candidates = beginnings(text).slice(0, count);
  const whole = candidates.filter((candidate) => measure(candidate) <= limit).at(-1);
  return whole ?? fit(candidates[0] ?? '', limit, measure);
}

/** The text up to the end of its first sentence, of its second, … */
function beginnings(text: string): readonly string[] {
  let end = 0;
  return splitSentences(text).map((sentence) => {
    const start = text.indexOf(sentence, end);
    end = (start === -1 ? end : start) + sentence.length;
    return text.slice(0, end).trim();
  });
}
