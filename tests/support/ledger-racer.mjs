// One of several processes that send the same posts as fast as they can; prints what it sent, a line each.
import { openEngine } from '../../dist/src/adapters/ledger/engines.js';
import { LedgerClock } from '../../dist/src/adapters/ledger/ledger-clock.js';
import { DEFAULT_LEDGER_SETTINGS } from '../../dist/src/adapters/ledger/ledger-context.js';
import { migrateLedger } from '../../dist/src/adapters/ledger/migrate-ledger.js';
import { createSqlLedger } from '../../dist/src/adapters/ledger/sql-ledger.js';

const engine = openEngine(JSON.parse(process.argv[2]));
await migrateLedger(engine);
const ledger = createSqlLedger({ engine, clock: await LedgerClock.start(engine), settings: DEFAULT_LEDGER_SETTINGS });
for (;;) {
  const waiting = await ledger.listPosts({ state: 'scheduled' });
  if (waiting.length === 0) break;
  for (const { id, revision } of waiting) {
    const claim = await ledger.claimPost(id, revision);
    if (claim.kind !== 'claimed' || !(await ledger.openDelivery(claim.token))) continue;
    process.stdout.write(`${id}\n`);
    await ledger.settlePost(claim.token, {
      kind: 'part-published',
      remoteId: `r-${id}`,
      url: null,
      blockAccountUntil: null,
    });
  }
}
await engine.db.destroy();
