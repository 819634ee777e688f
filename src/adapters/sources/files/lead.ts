import { splitSentences } from '../../../domain/sentences.js';

const LEAD_LENGTH = 300;

/** The summary of an article that brings none: the first paragraph's whole sentences, one at least. */
export function leadOf(body: string): string {
  const paragraphs = body.split('\n\n');
  // A heading is no sentence.
  const paragraph = paragraphs.find((candidate) => ENDS_LIKE_SENTENCE.test(candidate)) ?? paragraphs[0] ?? '';
  let end = 0;
  for (const sentence of splitSentences(paragraph)) {
    const sentenceEnd = paragraph.indexOf(sentence, end) + sentence.length;
    if (end > 0 && sentenceEnd > LEAD_LENGTH) break;
    end = sentenceEnd;
  }
  return paragraph.slice(0, end).replace(/\s+/g, ' ');
}

const ENDS_LIKE_SENTENCE = /[.!?…。！？｡]["'”’»)\]」』）]*$/u;
