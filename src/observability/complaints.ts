import type { Logger } from 'pino';
import { KawarabanError } from '../domain/errors.js';

/** Says what failed, and what follows from it. */
export type Complain = (error: unknown, what: string) => void;

/** Longer than it takes until a refused send is tried again. */
const SAME_TROUBLE_MS = 60_000;

/** That the ledger takes no writes is said once for as long as it lasts: every sweep and every alarm meets it. */
export function complaints(log: Logger): Complain {
  let lastRefusedAt = -Infinity;
  return (error, what) => {
    if (!(error instanceof KawarabanError) || error.code !== 'KWB_LEDGER_TAKES_NO_WRITES')
      return log.error({ err: error }, what);
    const isNew = performance.now() - lastRefusedAt > SAME_TROUBLE_MS;
    lastRefusedAt = performance.now();
    if (isNew) log.error({ code: error.code }, error.message);
  };
}
