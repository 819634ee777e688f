import { existsSync } from 'node:fs';
import { openEngine } from '../adapters/ledger/engines.js';
import { demandSchema } from '../adapters/ledger/migrate-ledger.js';
import { createSqlLedger } from '../adapters/ledger/sql-ledger.js';
import type { Ledger } from '../application/ports/ledger.js';
import type { Config } from '../config/read-config.js';
import { KawarabanError } from '../domain/errors.js';
import { systemClock } from './system-clock.js';

/** The ledger as it is, to be read alone: neither its schema nor its accounts are made what this configuration says. */
export async function readLedger<T>(
  { ledger: address, timing }: Config,
  read: (ledger: Pick<Ledger, 'listNewestArticles'>) => Promise<T>,
): Promise<T> {
  if (address.kind === 'sqlite' && !existsSync(address.file))
    throw new KawarabanError('KWB_NOT_FOUND', `there is no ledger yet (${address.file}): publish an article first`);
  const engine = openEngine(address);
  try {
    await demandSchema(engine);
    return await read(createSqlLedger({ engine, clock: systemClock, timing }));
  } finally {
    await engine.db.destroy();
  }
}
