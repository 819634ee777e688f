import { analyzeSync, Variable, type Template } from 'liquidjs';

import type { Article } from '../../domain/article.js';
import { articleVariables } from './article-variables.js';

/** What a condition looks at, by the names that stand in it, and what it is in this article; lists with commas. */
export function readFacts(condition: Template[], article: Article): Readonly<Record<string, string>> {
  const known = { article: articleVariables(article) };
  const facts: Record<string, string> = {};
  for (const { segments } of Object.values(analyzeSync(condition, { partials: false }).globals).flat()) {
    const names = segments.filter((segment): segment is string | number => !(segment instanceof Variable));
    facts[names.join('.')] = say(names.reduce<unknown>(step, known));
  }
  return facts;
}

function step(value: unknown, name: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return value;
  return (value as Readonly<Record<string | number, unknown>>)[name];
}

function say(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
