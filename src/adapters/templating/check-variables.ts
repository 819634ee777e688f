import { analyzeSync, Variable, type Template } from 'liquidjs';

import { articleVariables } from './article-variables.js';
import { EMPTY_ARTICLE } from './example-articles.js';
import { invalidTemplate } from './template-error.js';

const KNOWN = { article: articleVariables(EMPTY_ARTICLE) };
const LIST_PROPERTIES = ['size', 'first', 'last'];

/** Refuses variables that do not exist, also where this article would never come to them. */
export function checkVariables(file: string, templates: Template[]): void {
  for (const variable of Object.values(analyzeSync(templates, { partials: false }).globals).flat()) {
    const trouble = findTrouble(variable);
    if (trouble !== null) throw invalidTemplate(file, variable.location.row, trouble);
  }
}

/** The fields that a template asks for, each once: `article.image.alt`. */
export function listFields(templates: Template[]): readonly string[] {
  const variables = Object.values(analyzeSync(templates, { partials: false }).globals).flat();
  const fields = variables.map(({ segments }) =>
    segments.filter((segment) => typeof segment === 'string' && !LIST_PROPERTIES.includes(segment)).join('.'),
  );
  return [...new Set(fields)].sort();
}

function findTrouble(variable: Variable): string | null {
  let value: unknown = KNOWN;
  for (const [index, segment] of variable.segments.entries()) {
    // Only the article tells what `article[name]` is.
    if (segment instanceof Variable) return null;
    const next = step(value, segment);
    if (next === undefined) return unknownVariable(variable.segments.slice(0, index + 1).join('.'), value);
    value = next;
  }
  return isGroup(value) ? `"${variable.segments.join('.')}" is no text: ${listKeys(value)}` : null;
}

function step(value: unknown, segment: string | number): unknown {
  if (isGroup(value)) return Object.hasOwn(value, segment) ? value[segment] : undefined;
  if (Array.isArray(value)) return typeof segment === 'number' || LIST_PROPERTIES.includes(segment) ? '' : undefined;
  return typeof value === 'string' && segment === 'size' ? 0 : undefined;
}

function unknownVariable(name: string, value: unknown): string {
  return `unknown variable "${name}"${isGroup(value) ? `: ${listKeys(value)}` : ''}`;
}

function listKeys(group: Readonly<Record<string, unknown>>): string {
  return `known are ${Object.keys(group).join(', ')}`;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
