import type { Article } from '../domain/article.js';

/** What changed, for people: both headlines, or that it was something else. */
export function describeChange(before: Article, now: Article): string {
  return before.title === now.title ? 'its article changed' : `the headline “${before.title}” became “${now.title}”`;
}
