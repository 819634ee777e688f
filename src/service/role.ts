import type { WorkerSign } from '../application/ports/ledger.js';

/** `all`: everything in one process. `worker`: sends, beside others on the same ledger and Redis. */
export type Role = WorkerSign['role'];
