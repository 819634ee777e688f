import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openEngine, type LedgerAddress } from '../../src/adapters/ledger/engines.js';
import { LedgerClock } from '../../src/adapters/ledger/ledger-clock.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { plannedPost, wantedAccount } from '../support/samples.js';
import { runRacer } from '../support/run-racer.js';
import { createTestDatabase, type Engine } from '../support/test-databases.js';
import { openTestLedger, TestClock, type TestLedger } from '../support/test-ledger.js';

const POSTS = 30;

describe.each<Engine>(['sqlite', 'postgres'])('three processes on one ledger on %s', { timeout: 90_000 }, (kind) => {
  let test: TestLedger;
  beforeEach(async () => {
    test = await openTestLedger(kind, inject('postgresUrl'), new TestClock(Date.now()));
  });
  afterEach(() => test.destroy());

  it('send every post once and look once for each whose answer was lost', async () => {
    const account = await test.ledger.syncAccount(wantedAccount());
    const texts = Array.from({ length: POSTS }, (_, number) => `post ${number}${number % 2 === 0 ? ' lost' : ''}`);
    for (const text of texts) await test.ledger.createPost(plannedPost(account.id, { text, dueAt: test.clock.now() }));

    const done = (await Promise.all([race(test.address), race(test.address), race(test.address)])).flat();

    const lost = texts.filter((text) => text.includes('lost'));
    expect(done.sort()).toEqual(
      [...texts.map((text) => `sent ${text}`), ...lost.map((text) => `looked for ${text}`)].sort(),
    );
    expect(await test.ledger.listPosts({ state: 'published' })).toHaveLength(POSTS);
  });

  it('bring a new ledger to the schema together', async () => {
    const { address, drop } = await createTestDatabase(kind, inject('postgresUrl'));
    await Promise.all([race(address), race(address), race(address)]);
    const engine = openEngine(address);
    expect(await migrateLedger(engine)).toEqual({ applied: [], backup: null });
    expect(await engine.db.selectFrom('posts').selectAll().execute()).toEqual([]);
    await engine.db.destroy();
    await drop();
  });

  it('refuse a ledger that a newer version has written', async () => {
    const { address, drop } = await createTestDatabase(kind, inject('postgresUrl'));
    const engine = openEngine(address);
    await migrateLedger(engine);
    const migrations = engine.db.withTables<{ kysely_migration: { name: string; timestamp: string } }>();
    await migrations.insertInto('kysely_migration').values({ name: '9999-future', timestamp: '' }).execute();
    await expect(migrateLedger(engine)).rejects.toMatchObject({ code: 'KWB_LEDGER_NEWER' });
    await engine.db.destroy();
    await drop();
  });

  it('go by the clock of the ledger', async () => {
    const clock = await LedgerClock.start(test.engine);
    const before = await test.engine.readNow();
    const now = clock.now().getTime();
    expect(now).toBeGreaterThanOrEqual(before - 1_000);
    expect(now).toBeLessThanOrEqual((await test.engine.readNow()) + 1);
  });
});

const race = (address: LedgerAddress) => runRacer('ledger-racer.ts', JSON.stringify(address));
