import { performance } from 'node:perf_hooks';
import type { Clock } from '../../application/ports/clock.js';
import type { LedgerEngine } from './engines.js';

/**
 * The ledger's time on this process's monotonic clock, so that a machine whose wall clock is wrong, or jumps, sends
 * nothing early. `sync` measures the offset again.
 */
export class LedgerClock implements Clock {
  readonly #engine: LedgerEngine;
  #offsetMs: number;

  private constructor(engine: LedgerEngine, offsetMs: number) {
    this.#engine = engine;
    this.#offsetMs = offsetMs;
  }

  static async start(engine: LedgerEngine): Promise<LedgerClock> {
    return new LedgerClock(engine, await measureOffset(engine));
  }

  async sync(): Promise<void> {
    this.#offsetMs = await measureOffset(this.#engine);
  }

  now(): Date {
    return new Date(Math.floor(performance.now() + this.#offsetMs));
  }
}

/** The engine read its clock before we had the answer, so that the offset is never ahead of it: nothing is early. */
async function measureOffset(engine: LedgerEngine): Promise<number> {
  const engineNow = await engine.readNow();
  return engineNow - performance.now();
}
