import { Migrator, sql, type Kysely } from 'kysely';
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openEngine, type LedgerEngine } from '../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';
import { up as first } from '../../src/adapters/ledger/migrations/0001-first.js';
import { up as delivery } from '../../src/adapters/ledger/migrations/0002-delivery.js';
import { up as whatCameLater } from '../../src/adapters/ledger/migrations/0017-what-came-later.js';
import { createTestDatabase, type Engine } from '../support/test-databases.js';

const migrateToSecond = async (engine: LedgerEngine): Promise<void> => {
  const migrations = { '0001-first': { up: first }, '0002-delivery': { up: delivery } };
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  await new Migrator({ db: engine.db, provider }).migrateToLatest();
};

describe('the copy of a SQLite ledger before it is migrated', () => {
  let engine: LedgerEngine;
  let file: string;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const database = await createTestDatabase('sqlite', '');
    if (database.address.kind !== 'sqlite') throw new Error('SQLite is a file');
    ({ file } = database.address);
    ({ drop } = database);
    engine = openEngine(database.address);
    await migrateToSecond(engine);
  });
  afterEach(async () => {
    await engine.db.destroy();
    await drop();
  });

  const copies = () => readdirSync(dirname(file)).filter((name) => name.includes('.before-'));
  const writeDown = (id: string) =>
    sql`insert into pictures (id, base64, stored_at) values (${id}, '', 0)`.execute(engine.db);
  const readCopy = async (copy: string | null): Promise<readonly string[]> => {
    const opened = openEngine({ kind: 'sqlite', file: copy ?? '' });
    const rows = await opened.db.selectFrom('pictures').select('id').orderBy('id').execute();
    await opened.db.destroy();
    return rows.map(({ id }) => id);
  };

  it('is whole, and leaves no ruin of an earlier try', async () => {
    const begin = `${file}.before-0003-approvals-slots-discards`;
    for (const ruin of ['', '-20260101T000000Z', '-20260101T000000Z.4194305.partial'])
      writeFileSync(`${begin}${ruin}`, 'half a ledg');
    await writeDown('one');
    const { backup } = await migrateLedger(engine);
    expect(backup).toMatch(/\.before-0003-approvals-slots-discards-\d{8}T\d{6}Z$/);
    expect(copies()).toEqual([basename(backup ?? '')]);
    expect(await readCopy(backup)).toEqual(['one']);
  });

  it('is of the ledger as it is now, not as it was when a migration failed', async () => {
    await writeDown('one');
    await sql`create table discards (id text)`.execute(engine.db);
    await expect(migrateLedger(engine)).rejects.toThrow('discards');
    expect(copies()).toHaveLength(1);
    await writeDown('two');
    await sql`drop table discards`.execute(engine.db);
    const { backup } = await migrateLedger(engine);
    expect(copies()).toEqual([basename(backup ?? '')]);
    expect(await readCopy(backup)).toEqual(['one', 'two']);
  });

  it('is not made of a ledger that another process has migrated meanwhile', async () => {
    await migrateLedger(engine);
    const before = copies();
    expect(await engine.backUp('0003-approvals-slots-discards')).toBeNull();
    expect(copies()).toEqual(before);
  });
});

describe.each<Engine>(['sqlite', 'postgres'])('a ledger of an older version on %s', (kind) => {
  let engine: LedgerEngine;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const database = await createTestDatabase(kind, inject('postgresUrl'));
    engine = openEngine(database.address);
    drop = database.drop;
    await migrateToSecond(engine);
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

  it('knows of the pictures in it which ones editors have brought', async () => {
    const [web, upload, both] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
    for (const id of [web, upload, both]) await insert('pictures', { id, base64: '', stored_at: 0 });
    for (const id of [web, both])
      await insert('fetched_pictures', { url: `https://baytimes.example/${id}`, picture_id: id, fetched_at: 0 });
    await insertPost('p', 'scheduled');
    const media = JSON.stringify([{ pictureId: both, url: null, alt: '' }]);
    await insert('parts', { post_id: 'p', position: 0, text: '', media, text_hash: '' });
    await migrateLedger(engine);
    const uploaded = await engine.db
      .selectFrom('uploaded_pictures')
      .select('picture_id')
      .orderBy('picture_id')
      .execute();
    expect(uploaded.map((row) => row.picture_id)).toEqual([upload, both]);
  });

  it('knows from the history who has taken an article back', async () => {
    await migrateLedger(engine);
    await sql`drop table withdrawals`.execute(engine.db);
    for (const column of ['updated_at', 'sent_at'])
      await sql`alter table sightings drop column ${sql.ref(column)}`.execute(engine.db);
    const source = {
      name: 's',
      kind: 'webhook',
      address: '',
      state: 'active',
      settings: '{}',
      backfill: 0,
      created_at: 0,
    };
    for (const id of ['s1', 's2']) await insert('sources', { ...source, id, name: id, address: id });
    for (const id of ['taken', 'there'])
      await insert('articles', { id, origin: 'source', revision: 1, content: '{}', first_seen_at: 0 });
    await sql`update articles set withdrawn = 'it was taken back' where id = 'taken'`.execute(engine.db);
    for (const [id, article_id, source_id, at] of [
      ['1', 'taken', 's1', 5],
      ['2', 'taken', 's2', 7],
      ['3', 'there', 's1', 8],
    ] as const)
      await insert('events', { id, at, kind: 'article-withdrawn', article_id, source_id, detail: '' });
    await whatCameLater(engine.db as unknown as Kysely<unknown>);
    expect(await engine.db.selectFrom('withdrawals').selectAll().execute()).toEqual([
      { article_id: 'taken', source_id: 's2', sent_at: 7 },
    ]);
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
