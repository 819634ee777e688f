import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { openEngine } from '../../src/adapters/ledger/engines.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { WatchedQueries } from '../support/watched-queries.js';

let desk: LedgerDesk;
beforeEach(async () => {
  desk = await LedgerDesk.open('sqlite', inject('postgresUrl'));
});
afterEach(() => desk.close());

it('a sweep, which comes every two seconds, reads no table that grows from end to end', async () => {
  // One that has compiled nothing yet: so each query is heard of.
  const engine = openEngine(desk.test.address);
  const watched = new WatchedQueries(engine);
  const ledger = createSqlLedger({ engine: watched.engine, clock: desk.clock, timing: TIMING });
  await ledger.beat({ id: 'w', role: 'worker' });
  await ledger.listUnplannedArticles();
  await ledger.sweepLate();
  await ledger.listSendable();
  await ledger.claimLookUp();
  await ledger.takeDiscards();
  expect(watched.count).toBeGreaterThan(8);
  expect(await watched.findScans()).toEqual([]);
  await engine.db.destroy();
});
