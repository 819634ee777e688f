import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/** Filled for hundreds of ids at once: asking the system for each letter costs more than the rest of an id. */
const pool = new Uint32Array(4096);
let used = pool.length;

function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 2 ** 32;
}

/** A ULID; of two made in one millisecond by one process, the later sorts behind. */
export const newId: (epochMs: number) => string = monotonicFactory(random);
