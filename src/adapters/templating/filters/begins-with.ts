const BESIDE_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;

/** Does the text begin with the other one, whatever the case, the spaces and the punctuation? Nothing begins with ''. */
export function beginsWith(text: string, beginning: string): boolean {
  const words = wordsOf(beginning);
  return words !== '' && `${wordsOf(text)} `.startsWith(`${words} `);
}

function wordsOf(text: string): string {
  return text.toLowerCase().replace(BESIDE_WORDS, ' ').trim();
}
