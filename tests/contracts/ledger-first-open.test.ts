import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { openEngine } from '../../src/adapters/ledger/engines.js';

/** Writes to a new file as the first, and takes its time over it. */
const FIRST = `
  const { parentPort, workerData } = require('node:worker_threads');
  const database = new (require(workerData.libsql))(workerData.file);
  database.exec('begin immediate; create table early (id)');
  parentPort.postMessage('writes');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  database.exec('commit');
  database.close();
`;

it('the second program on a new file of SQLite waits until the first has written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kwb-first-open-'));
  const file = join(folder, 'ledger.sqlite');
  const workerData = { file, libsql: createRequire(import.meta.url).resolve('libsql') };
  const first = new Worker(FIRST, { eval: true, workerData });
  await once(first, 'message');
  const engine = openEngine({ kind: 'sqlite', file });
  expect((await engine.db.introspection.getTables()).map(({ name }) => name)).toEqual(['early']);
  await engine.db.destroy();
  await first.terminate();
  rmSync(folder, { recursive: true });
});
