import { sql } from 'kysely';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { openEngine, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { readConfig } from '../../src/config/read-config.js';
import { openNewsroom } from '../../src/service/open-newsroom.js';
import { startService } from '../../src/service/start-service.js';
import { silentLog } from '../support/redis.js';
import { plannedPost, wantedAccount } from '../support/samples.js';
import { createTestDatabase } from '../support/test-databases.js';
import { openTestLedger, type TestLedger } from '../support/test-ledger.js';

let test: TestLedger;
let other: LedgerEngine;
beforeEach(async () => {
  test = await openTestLedger('postgres', inject('postgresUrl'));
  other = openEngine(test.address);
});
afterEach(async () => {
  await other.db.destroy();
  await test.destroy();
});

it('a PostgreSQL that goes away in the middle of a transaction ends the transaction, not the process', async () => {
  const broken = test.engine.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other.db);
    await sql`select 1`.execute(tx);
  });
  await expect(broken).rejects.toThrow();
  await expect(test.engine.readNow()).resolves.toBeGreaterThan(0);
});

it('a worker that stops in the middle of a transaction loses it, and with it the lock of the account', async () => {
  const { id } = await test.ledger.syncAccount(wantedAccount());
  const stopped = other.db.transaction().execute(async (tx) => {
    const { rows } = await sql`show idle_in_transaction_session_timeout`.execute(tx);
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '5s' }]);
    await tx.updateTable('accounts').set({ unknowns_in_row: 7 }).execute();
    await sql`set local idle_in_transaction_session_timeout = 100`.execute(tx);
    expect(await test.ledger.createPost(plannedPost(id))).toMatchObject({ state: 'scheduled' });
    await sql`select 1`.execute(tx);
  });
  await expect(stopped).rejects.toThrow(/connection error/);
  expect(await other.db.selectFrom('accounts').select('unknowns_in_row').execute()).toEqual([{ unknowns_in_row: 0 }]);
});

it('a service that starts while PostgreSQL goes away says that it is PostgreSQL', async () => {
  const { address, drop } = await createTestDatabase('postgres', inject('postgresUrl'));
  const config = readConfig({
    DATABASE_URL: address.kind === 'postgres' ? address.url : undefined,
    REDIS_URL: 'redis://127.0.0.1:1',
  });
  const newsroom = await openNewsroom(config, silentLog, null);
  await drop();
  await expect(startService(newsroom, 0, 'worker')).rejects.toMatchObject({ code: 'KWB_LEDGER_UNREACHABLE' });
  await newsroom.close();
});
