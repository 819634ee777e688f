import type { Clock } from '../../src/application/ports/clock.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { openEngine, type LedgerAddress, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import { TIMING } from '../../src/domain/timing.js';
import { createMigratedDatabase, type Engine } from './test-databases.js';

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

/** A migrated ledger of its own, on the engine asked for. */
export async function openTestLedger(kind: Engine, postgresUrl: string, clock = new TestClock()): Promise<TestLedger> {
  const { address, drop } = await createMigratedDatabase(kind, postgresUrl);
  const engine = openEngine(address);
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
