import { CompiledQuery, type KyselyPlugin, type PluginTransformQueryArgs } from 'kysely';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { openEngine } from '../../src/adapters/ledger/engines.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk } from '../support/ledger-desk.js';

/** Few rows, however long the newsroom has been running: the index holds only what is to be planned. */
const FEW = /^SCAN (accounts|silences|workers|articles USING INDEX articles_to_plan)\b/;

let desk: LedgerDesk;
beforeEach(async () => {
  desk = await LedgerDesk.open('sqlite', inject('postgresUrl'));
});
afterEach(() => desk.close());

it('a sweep, which comes every two seconds, reads no table that grows from end to end', async () => {
  const asked: PluginTransformQueryArgs[] = [];
  const listener: KyselyPlugin = {
    transformQuery: (query) => {
      asked.push(query);
      return query.node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const { address, clock } = desk.test;
  // One that has compiled nothing yet: so the listener hears of each query.
  const engine = openEngine(address);
  const db = engine.db.withPlugin(listener);
  const ledger = createSqlLedger({ engine: { ...engine, db }, clock, timing: TIMING });
  await ledger.beat({ id: 'w', role: 'worker' });
  await ledger.listUnplannedArticles();
  await ledger.sweepLate();
  await ledger.listSendable();
  await ledger.claimLookUp();
  await ledger.takeDiscards();

  const scans: string[] = [];
  for (const { node, queryId } of asked) {
    const { sql, parameters } = db.getExecutor().compileQuery(node, queryId);
    const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    for (const { detail } of (await engine.db.executeQuery<{ detail: string }>(plan)).rows)
      if (detail.startsWith('SCAN') && !FEW.test(detail)) scans.push(`${detail}: ${sql}`);
  }
  await engine.db.destroy();
  expect(scans).toEqual([]);
  expect(asked.length).toBeGreaterThan(8);
});
