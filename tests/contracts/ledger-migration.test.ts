import { Migrator, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openEngine, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { up as first } from '../../src/adapters/ledger/migrations/0001-first.js';
import { up as delivery } from '../../src/adapters/ledger/migrations/0002-delivery.js';
import { createTestDatabase, type Engine } from '../support/test-ledger.js';

describe.each<Engine>(['sqlite', 'postgres'])('a ledger of an older version on %s', (kind) => {
  let engine: LedgerEngine;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const database = await createTestDatabase(kind, inject('postgresUrl'));
    engine = openEngine(database.address);
    drop = database.drop;
    const migrations = { '0001-first': { up: first }, '0002-delivery': { up: delivery } };
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    await new Migrator({ db: engine.db, provider }).migrateToLatest();
    await insert('accounts', {
      id: 'a',
      network: 'facebook',
      name: 'page',
      simulated: 1,
      state: 'active',
      settings: '{}',
    });
  });
  afterEach(async () => {
    await engine.db.destroy();
    await drop();
  });

  const insert = (table: string, row: Readonly<Record<string, string | number>>) => {
    const values = { created_at: 0, ...row };
    const columns = sql.join(Object.keys(values).map((name) => sql.ref(name)));
    return sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(values))})`.execute(
      engine.db,
    );
  };
  const insertPost = (id: string, state: string) =>
    insert('posts', { id, account_id: 'a', state, revision: 1, lane: 'normal', due_at: 0, next_at: 0, problems: '[]' });

  it('knows of its posts that those which wait for approval need it', async () => {
    for (const state of ['awaiting-approval', 'scheduled', 'held']) await insertPost(state, state);
    await migrateLedger(engine);
    expect(
      await engine.db.selectFrom('posts').select(['id', 'needs_approval', 'in_slot']).orderBy('id').execute(),
    ).toEqual([
      { id: 'awaiting-approval', needs_approval: 1, in_slot: 0 },
      { id: 'held', needs_approval: 0, in_slot: 0 },
      { id: 'scheduled', needs_approval: 0, in_slot: 0 },
    ]);
  });
});
