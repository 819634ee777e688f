import type { LedgerEngine } from '../adapters/ledger/engines.js';
import type { Ports } from '../application/ports/ports.js';

/** What a test build puts between the use cases and the outside, to kill or to break. The program itself has none. */
export interface Drill {
  wrap(parts: Pick<Ports, 'ledger' | 'networks'>, engine: LedgerEngine): Pick<Ports, 'ledger' | 'networks'>;
  /** The service runs. */
  started(ports: Ports): void;
}
