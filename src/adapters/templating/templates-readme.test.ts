import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Liquid } from 'liquidjs';
import { expect, it } from 'vitest';

import { articleVariables } from './article-variables.js';
import { createEngine } from './create-engine.js';
import { EMPTY_ARTICLE } from './example-articles.js';

const readme = readFileSync(fileURLToPath(new URL('../../../templates/README.md', import.meta.url)), 'utf8');

it('tells editors every variable there is, and no other', () => {
  const known = Object.entries(articleVariables(EMPTY_ARTICLE)).flatMap(([name, value]) =>
    typeof value === 'string' || Array.isArray(value)
      ? [`article.${name}`]
      : Object.keys(value as object).map((key) => `article.${name}.${key}`),
  );
  const table = readme.slice(readme.indexOf('## Variables'), readme.indexOf('## Filters'));
  const told = Array.from(table.matchAll(/`(article\.[\w.]+)`/gu), ([, name = '']) => name);
  expect(told.toSorted()).toEqual(known.toSorted());
});

it('tells editors every filter that we add', () => {
  const builtIn = Object.keys(new Liquid().filters);
  const added = Object.keys(createEngine((text) => text.length, 'UTC', 1_000).filters).filter(
    (name) => !builtIn.includes(name),
  );
  expect(added.filter((name) => !new RegExp(`^\\| \`${name}[:\`]`, 'mu').test(readme))).toEqual([]);
});
