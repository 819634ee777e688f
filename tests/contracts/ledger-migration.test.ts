import { Migrator, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openEngine, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { up as first } from '../../src/adapters/ledger/migrations/0001-first.js';
import { up as delivery } from '../../src/adapters/ledger/migrations/0002-delivery.js';
import { createTestDatabase, type Engine } from '../support/test-databases.js';

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
    const account = { id: 'a', network: 'facebook', name: 'page', simulated: 1, state: 'active', settings: '{}' };
    await insert('accounts', { ...account, created_at: 0 });
  });
  afterEach(async () => {
    await engine.db.destroy();
    await drop();
  });

  const insert = (table: string, row: Readonly<Record<string, string | number>>) => {
    const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
    return sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(
      engine.db,
    );
  };
  const insertPost = (id: string, state: string) => {
    const times = { due_at: 0, next_at: 0, created_at: 0 };
    return insert('posts', { id, account_id: 'a', state, revision: 1, lane: 'normal', problems: '[]', ...times });
  };

  it('knows of its posts that those which wait for approval need it', async () => {
    for (const state of ['awaiting-approval', 'held', 'scheduled']) await insertPost(state, state);
    await migrateLedger(engine);
    const posts = engine.db.selectFrom('posts').select(['id', 'needs_approval', 'in_slot']).orderBy('id');
    expect(await posts.execute()).toEqual([
      { id: 'awaiting-approval', needs_approval: 1, in_slot: 0 },
      { id: 'held', needs_approval: 0, in_slot: 0 },
      { id: 'scheduled', needs_approval: 0, in_slot: 0 },
    ]);
  });

  it('knows which accounts a person has paused: what happened since the last resumption says so', async () => {
    const happened = {
      'a-person': ['account-paused'],
      'b-network': [],
      'c-network-later': ['account-paused', 'account-resumed'],
      'd-person-again': ['account-paused', 'account-resumed', 'account-paused'],
      'e-active': ['account-paused', 'account-resumed'],
    };
    for (const [id, kinds] of Object.entries(happened)) {
      const state = id === 'e-active' ? 'active' : 'paused';
      const account = { id, network: 'x', name: id, simulated: 1, state, settings: '{}', created_at: 0 };
      await insert('accounts', account);
      for (const [index, event] of kinds.entries())
        await insert('events', { id: `${id}${index}`, at: index, kind: event, account_id: id, detail: '' });
    }
    await migrateLedger(engine);
    const accounts = engine.db.selectFrom('accounts').select('paused_by').where('network', '=', 'x').orderBy('id');
    const paused = (await accounts.execute()).map((row) => row.paused_by);
    expect(paused).toEqual(['person', 'network', 'network', 'person', null]);
  });

  it('ends what waits on an account that was retired', async () => {
    await insertPost('waits', 'scheduled');
    await sql`update accounts set state = 'retired'`.execute(engine.db);
    await migrateLedger(engine);
    expect(await engine.db.selectFrom('posts').select(['state', 'reason', 'revision']).execute()).toEqual([
      { state: 'cancelled', reason: 'its account was retired', revision: 2 },
    ]);
  });

  it('prepares anew what no call is out for, and has the unpublished posts of that removed', async () => {
    for (const [id, state, unpublishedId] of [
      ['cancelled', 'cancelled', 'u1'],
      ['edited', 'scheduled', 'u2'],
      ['uploads', 'scheduled', null],
      ['unknown', 'publishing', 'u3'],
    ] as const) {
      await insertPost(id, state);
      const prepared = JSON.stringify({ mediaIds: [], usableUntil: null, unpublishedId });
      await insert('parts', { post_id: id, position: 0, text: '', media: '[]', text_hash: '', prepared });
    }
    const delivered = { id: 'd', post_id: 'unknown', position: 0, account_id: 'a', token: '', state: 'unknown' };
    await insert('deliveries', { ...delivered, intent_at: 0, deadline: 0 });
    await migrateLedger(engine);
    const discards = await engine.db
      .selectFrom('discards')
      .select('unpublished_id')
      .orderBy('unpublished_id')
      .execute();
    expect(discards).toEqual([{ unpublished_id: 'u1' }, { unpublished_id: 'u2' }]);
    const kept = await engine.db.selectFrom('parts').select('post_id').where('prepared', 'is not', null).execute();
    expect(kept).toEqual([{ post_id: 'unknown' }]);
  });
});
