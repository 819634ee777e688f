// One of several processes that send the same posts as fast as they can; prints what it sent and looked for, a line each.
import { openEngine, type LedgerAddress } from '../../src/adapters/ledger/engines.js';
import { LedgerClock } from '../../src/adapters/ledger/ledger-clock.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { TIMING } from '../../src/domain/timing.js';

const engine = openEngine(JSON.parse(process.argv[2] ?? '') as LedgerAddress);
await migrateLedger(engine);
const clock = await LedgerClock.start(engine);
// On a busy machine the race may last: nothing of it counts as late.
const ledger = createSqlLedger({ engine, clock, timing: { ...TIMING, lateMs: 3_600_000 } });

for (;;) {
  const waiting = await ledger.listPosts({ state: 'scheduled' });
  if (waiting.length === 0 && (await ledger.listPosts({ state: 'publishing' })).length === 0) break;
  for (const { id, revision } of waiting) await send(id, revision);
  await lookUp();
}
await engine.db.destroy();

/** The answer to every other post is lost, so that the post is looked up. */
async function send(id: string, revision: number): Promise<void> {
  const claim = await ledger.claimPost(id, revision);
  if (claim.kind !== 'claimed' || !(await ledger.openDelivery(claim.token))) return;
  const { text } = claim.part;
  process.stdout.write(`sent ${text}\n`);
  const answer = { status: null, code: null, message: 'cut off' };
  await ledger.settlePost(
    claim.token,
    text.includes('lost')
      ? { kind: 'look-up', at: clock.now(), ifAbsent: 'send-again', answer }
      : { kind: 'part-published', remoteId: `r-${text}`, url: null, blockAccountUntil: null },
  );
}

async function lookUp(): Promise<void> {
  for (;;) {
    const look = await ledger.claimLookUp();
    if (look === null) return;
    process.stdout.write(`looked for ${look.part.text}\n`);
    await ledger.settleLookUp(look.token, { kind: 'part-published', remoteId: `r-${look.part.text}`, url: null });
  }
}
