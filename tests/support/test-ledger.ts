import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../../src/application/ports/clock.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { openEngine, type LedgerAddress, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { TIMING } from '../../src/domain/timing.js';

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number;
  constructor(now = Date.UTC(2026, 10, 24, 9)) {
    this.#now = now;
  }
  now(): Date {
    return new Date(this.#now);
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}

export interface TestLedger {
  readonly ledger: Ledger;
  readonly clock: TestClock;
  readonly engine: LedgerEngine;
  readonly address: LedgerAddress;
  readonly destroy: () => Promise<void>;
}

export type Engine = LedgerAddress['kind'];

let databases = 0;

/** A migrated ledger of its own, on the engine asked for. */
export async function openTestLedger(kind: Engine, postgresUrl: string, clock = new TestClock()): Promise<TestLedger> {
  const { address, drop } = await createTestDatabase(kind, postgresUrl);
  const engine = openEngine(address);
  await migrateLedger(engine);
  return {
    ledger: createSqlLedger({ engine, clock, timing: TIMING }),
    clock,
    engine,
    address,
    destroy: async () => {
      await engine.db.destroy();
      await drop();
    },
  };
}

interface TestDatabase {
  readonly address: LedgerAddress;
  readonly drop: () => Promise<void>;
}

/** An empty database of its own. */
export function createTestDatabase(kind: Engine, postgresUrl: string): Promise<TestDatabase> {
  return kind === 'sqlite' ? Promise.resolve(newFile()) : newDatabase(postgresUrl);
}

function newFile(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'kwb-ledger-'));
  return {
    address: { kind: 'sqlite', file: join(folder, 'ledger.sqlite') },
    drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

async function newDatabase(postgresUrl: string): Promise<TestDatabase> {
  databases += 1;
  const name = `test_${process.pid}_${databases}`;
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: `${postgresUrl}/postgres` });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`create database ${name}`);
  return {
    address: { kind: 'postgres', url: `${postgresUrl}/${name}` },
    drop: () => administer(`drop database ${name} with (force)`),
  };
}
