import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compiledOnce, insertRow } from './compiled-once.js';
import { openEngine, type LedgerEngine } from './engines.js';
import { migrateLedger } from './migrate-ledger.js';
import type { Tx } from './rows.js';

const keptTexts = compiledOnce((db, names: readonly string[]) =>
  db.selectFrom('settings').selectAll().where('name', 'in', names).orderBy('name'),
);
const keep = (tx: Tx, name: string) => insertRow(tx, 'settings', { name, value: '1' });

let folder: string;
let engine: LedgerEngine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kawaraban-compiled-'));
  engine = openEngine({ kind: 'sqlite', file: join(folder, 'ledger.db') });
  await migrateLedger(engine);
});
afterEach(async () => {
  await engine.db.destroy();
  await rm(folder, { recursive: true });
});

test('who asks beside a transaction sees nothing of it before it ends', async () => {
  const seen: Promise<readonly unknown[]>[] = [];
  await engine.db.transaction().execute(async (tx) => {
    await keep(tx, 'one');
    seen.push(keptTexts(engine.db, ['one', 'two']));
    await keep(tx, 'two');
    expect(await keptTexts(tx, ['one', 'two'])).toHaveLength(2);
  });
  expect(await seen[0]).toHaveLength(2);
});

test('a transaction that fails leaves nothing of what it asked at once', async () => {
  const failing = engine.db.transaction().execute(async (tx) => {
    await keep(tx, 'one');
    await keep(tx, 'one');
  });
  await expect(failing).rejects.toThrow('UNIQUE');
  expect(await keptTexts(engine.db, ['one'])).toEqual([]);
});

test('a transaction that is over writes nothing any more', async () => {
  const over = await engine.db.transaction().execute((tx) => Promise.resolve(tx));
  await expect(keep(over, 'late')).rejects.toThrow('committed');
  expect(await keptTexts(engine.db, ['late'])).toEqual([]);
});
