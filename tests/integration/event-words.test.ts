import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/dashboard/pages/post/event-words.js';

const LEDGER = join(import.meta.dirname, '../../src/adapters/ledger');
/** As the ledger writes them: `kind: 'post-held'` behind `writeEvent`, or `tell('source-moved', …`. */
const WRITTEN = /writeEvent\([^;]*?kind: '([a-z-]+)'|\btell\('([a-z-]+)'/g;

describe('what happened is told in plain words', () => {
  const sources = readdirSync(LEDGER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(LEDGER, name), 'utf8'));
  const kinds = new Set(
    sources.flatMap((source) => [...source.matchAll(WRITTEN)].map(([, one, other]) => one ?? other)),
  );

  it('for every kind of event that the ledger writes', () => {
    const known = new Set(KINDS.map(([kind]) => kind));
    expect(kinds.size).toBeGreaterThan(30);
    expect([...kinds].filter((kind) => kind !== undefined && !known.has(kind))).toEqual([]);
  });
});
