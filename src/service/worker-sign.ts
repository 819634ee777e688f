import { hostname } from 'node:os';
import type { WorkerSign } from '../application/ports/ledger.js';
import type { Role } from './role.js';

/** By what a process says that it lives: the same after a restart, where only one can run at a time. */
export function workerSign(dataFolder: string, role: Role): WorkerSign {
  const id = role === 'all' ? `${hostname()}:${dataFolder}` : `${hostname()}:${String(process.pid)}`;
  return { id, role };
}
