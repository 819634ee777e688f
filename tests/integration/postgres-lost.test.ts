import { sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { openEngine } from '../../src/adapters/ledger/engines.js';
import { createTestDatabase } from '../support/test-ledger.js';

it('a PostgreSQL that goes away in the middle of a transaction ends the transaction, not the process', async () => {
  const { address, drop } = await createTestDatabase('postgres', inject('postgresUrl'));
  const engine = openEngine(address);
  const killer = openEngine(address);
  const broken = engine.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(killer.db);
    await sql`select 1`.execute(tx);
  });
  await expect(broken).rejects.toThrow();
  await expect(engine.readNow()).resolves.toBeGreaterThan(0);
  await engine.db.destroy();
  await killer.db.destroy();
  await drop();
});
