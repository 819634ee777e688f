/** What was answered, and what we do next; an answer may end as a sentence does. */
export function thenAt(answer: string, next: string, at: Date): string {
  return `${answer.replace(/[.\s]+$/, '')}; ${next} at ${at.toISOString()}`;
}
