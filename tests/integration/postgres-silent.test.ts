import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { openEngine, type LedgerAddress, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { TIMING } from '../../src/domain/timing.js';
import { TcpProxy } from '../chaos/tcp-proxy.js';
import { LedgerDesk, PUBLISHED } from '../support/ledger-desk.js';
import { createTestDatabase } from '../support/test-databases.js';

const LIMIT_MS = 1_500;
const GIVEN_UP = /gave no answer/;

function throughProxy(address: LedgerAddress, port: number): LedgerAddress {
  if (address.kind !== 'postgres') throw new Error('this is about PostgreSQL');
  const url = new URL(address.url);
  url.port = String(port);
  return { kind: 'postgres', url: url.href };
}

describe('a PostgreSQL whose link goes silent', { timeout: 60_000 }, () => {
  /** The ledger as another worker sees it, over a link that works. */
  let desk: LedgerDesk;
  let proxy: TcpProxy;
  let engine: LedgerEngine;
  let ledger: Ledger;
  beforeEach(async () => {
    desk = await LedgerDesk.open('postgres', inject('postgresUrl'));
    const { address, clock } = desk.test;
    proxy = new TcpProxy(Number(new URL(address.kind === 'postgres' ? address.url : '').port));
    engine = openEngine(throughProxy(address, await proxy.listen()), LIMIT_MS);
    ledger = createSqlLedger({ engine, clock, timing: TIMING });
  });
  afterEach(async () => {
    await engine.db.destroy();
    await proxy.close();
    await desk.close();
  });

  const endLease = async () => {
    desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
    await desk.ledger.sweepLate();
  };

  it('is not waited for, and none of its silent connections is used again', async () => {
    const askAll = () => Promise.allSettled(Array.from({ length: 8 }, () => engine.readNow()));
    await askAll();
    proxy.freeze();
    const refused = (await askAll()).map((asked) => (asked.status === 'rejected' ? String(asked.reason) : 'answered'));
    expect(refused).toEqual(Array(8).fill(expect.stringMatching(GIVEN_UP)));
    expect((await askAll()).map(({ status }) => status)).toEqual(Array(8).fill('fulfilled'));
  });

  it('keeps nothing of a transaction that was under way, and no lock of it', async () => {
    const post = await desk.schedule();
    const broken = engine.db.transaction().execute(async (tx) => {
      await tx.updateTable('accounts').set({ unknowns_in_row: 7 }).execute();
      proxy.freeze();
      await tx.updateTable('posts').set({ reason: 'never' }).execute();
    });
    await expect(broken).rejects.toThrow(GIVEN_UP);
    await desk.publish(post, '101');
    expect(await desk.fresh(post)).toMatchObject({ state: 'published', reason: null });
    const accounts = desk.test.engine.db.selectFrom('accounts').select('unknowns_in_row');
    expect(await accounts.execute()).toEqual([{ unknowns_in_row: 0 }]);
  });

  it('an intent whose commit nobody heard of sends nothing, and is looked up', async () => {
    const post = await desk.schedule();
    const { token } = await desk.claim(post);
    proxy.silenceAfter('commit');
    await expect(ledger.openDelivery(token)).rejects.toThrow(GIVEN_UP);
    await endLease();
    expect(await desk.fresh(post)).toMatchObject({ state: 'publishing' });
    expect(await desk.tryClaim(post)).toEqual({ kind: 'gone' });
    expect(await desk.takeLook()).toMatchObject({ part: { text: 'The night ferry returns' } });
  });

  it('a claim whose commit nobody heard of comes back when its lease is over', async () => {
    const post = await desk.schedule();
    proxy.silenceAfter('commit');
    await expect(ledger.claimPost(post.id, post.revision)).rejects.toThrow(GIVEN_UP);
    expect(await desk.tryClaim(post)).toEqual({ kind: 'gone' });
    await endLease();
    desk.clock.advance(TIMING.retrySoonMs);
    await desk.publish(post, '101');
  });

  it('an answer of the network whose commit nobody heard of is written down once', async () => {
    const post = await desk.schedule();
    const token = await desk.send(post);
    proxy.silenceAfter('commit');
    await expect(ledger.settlePost(token, PUBLISHED)).rejects.toThrow(GIVEN_UP);
    await endLease();
    expect(await desk.ledger.settlePost(token, PUBLISHED)).toBeNull();
    expect(await desk.fresh(post)).toMatchObject({ state: 'published', revision: 2 });
  });
});

it('a migration waits for another process that migrates, however long that takes', async () => {
  const { address, drop } = await createTestDatabase('postgres', inject('postgresUrl'));
  const [other, engine] = [openEngine(address), openEngine(address, LIMIT_MS)];
  // The lock under which Kysely migrates: https://github.com/kysely-org/kysely/blob/master/src/dialect/postgres/postgres-adapter.ts
  const migrating = other.db.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(3853314791062309107)`.execute(db);
    const report = migrateLedger(engine);
    const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and clock_timestamp() - query_start > ${`${String(3 * LIMIT_MS)} milliseconds`}::interval`;
    await vi.waitFor(async () => expect((await waiting.execute(db)).rows).toHaveLength(1), { timeout: 20_000 });
    await sql`select pg_advisory_unlock(3853314791062309107)`.execute(db);
    return report;
  });
  expect((await migrating).applied.length).toBeGreaterThan(10);
  await Promise.all([other.db.destroy(), engine.db.destroy()]);
  await drop();
});
