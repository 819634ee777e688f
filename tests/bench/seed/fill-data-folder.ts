import { join } from 'node:path';
import { openEngine } from '../../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../../src/adapters/ledger/migrate-ledger.js';
import { seedLedger } from './seed-ledger.js';

/** The SQLite ledger of a data folder, with so many posts; says how long it took. */
export async function fillDataFolder(folder: string, posts: number): Promise<void> {
  const begun = Date.now();
  const engine = openEngine({ kind: 'sqlite', file: join(folder, 'ledger.sqlite') });
  try {
    await migrateLedger(engine);
    const present = await engine.db.selectFrom('posts').select('id').limit(1).executeTakeFirst();
    if (present !== undefined) throw new Error(`${folder} has posts already: name a new folder with --data`);
    await seedLedger(engine, posts, begun);
  } finally {
    await engine.db.destroy();
  }
  console.log(`${String(posts)} posts in ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
}
