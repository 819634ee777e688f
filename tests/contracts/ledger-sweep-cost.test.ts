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

/** One that has compiled nothing yet: so each query is heard of. */
function watch() {
  const engine = openEngine(desk.test.address);
  const watched = new WatchedQueries(engine);
  const ledger = createSqlLedger({ engine: watched.engine, clock: desk.clock, timing: TIMING });
  return { watched, ledger, end: () => engine.db.destroy() };
}

it('a sweep, which comes every two seconds, reads no table that grows from end to end', async () => {
  const { watched, ledger, end } = watch();
  await ledger.beat({ id: 'w', role: 'worker' });
  await ledger.listUnplannedArticles();
  await ledger.claimOutdated(null);
  await ledger.sweepLate();
  await ledger.listSendable();
  await ledger.claimLookUp();
  await ledger.claimPoll(['feed']);
  await ledger.claimSubscription();
  await ledger.takeDiscards();
  await ledger.dropFetched();
  expect(watched.count).toBeGreaterThan(8);
  expect(await watched.findScans()).toEqual([]);
  await end();
});

it('no picture is read to see whether it may go', async () => {
  await desk.ledger.keepFetched('https://baytimes.example/a.gif', 'a', Uint8Array.of(1));
  desk.clock.advance(24 * 3_600_000);
  const { watched, ledger, end } = watch();
  await ledger.dropFetched();
  expect(watched.count).toBe(3);
  expect((await watched.listSteps()).filter((step) => step.startsWith('SCAN'))).toEqual([]);
  await end();
});

it('what is still to be planned or followed is found by an index of its own: nearly all articles and posts are done', async () => {
  const { watched, ledger, end } = watch();
  await ledger.listUnplannedArticles();
  await ledger.claimOutdated(null);
  const steps = await watched.listSteps();
  expect(steps).toContainEqual(expect.stringContaining('articles_to_plan'));
  expect(steps).toContainEqual(expect.stringContaining('told_to_follow'));
  expect(steps.filter((step) => /posts_by_|articles_by_/.test(step))).toEqual([]);
  await end();
});

it('metrics, which somebody asks for every few seconds, are counted in the order of an index', async () => {
  const { watched, ledger, end } = watch();
  await ledger.readMetrics();
  const steps = (await watched.listSteps()).filter((step) => /posts|deliveries|TEMP/.test(step));
  expect(steps).toEqual([
    'SCAN posts USING COVERING INDEX posts_by_account',
    'SCAN deliveries USING COVERING INDEX deliveries_paid',
    'SCAN deliveries USING INDEX deliveries_by_lateness',
  ]);
  await end();
});
