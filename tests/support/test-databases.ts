import { sql } from 'kysely';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEngine, type LedgerAddress } from '../../src/adapters/ledger/engines.js';
import { migrateLedger } from '../../src/adapters/ledger/migrate-ledger.js';

export type Engine = LedgerAddress['kind'];

export interface TestDatabase {
  readonly address: LedgerAddress;
  readonly drop: () => Promise<void>;
}

/** An empty database of its own. */
export function createTestDatabase(kind: Engine, postgresUrl: string): Promise<TestDatabase> {
  return kind === 'sqlite' ? Promise.resolve(newFile()) : newDatabase(postgresUrl);
}

/** The same with the schema of a ledger: a copy, since migrations take most of the time of a short test. */
export function createMigratedDatabase(kind: Engine, postgresUrl: string): Promise<TestDatabase> {
  return kind === 'sqlite' ? newMigratedFile() : takeMigratedDatabase(postgresUrl);
}

function newFile(): TestDatabase & { readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kwb-ledger-'));
  const file = join(folder, 'ledger.sqlite');
  return {
    file,
    address: { kind: 'sqlite', file },
    drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

let migratedFile: Promise<Buffer> | null = null;

async function newMigratedFile(): Promise<TestDatabase> {
  migratedFile ??= migrateFile();
  const database = newFile();
  writeFileSync(database.file, await migratedFile);
  return database;
}

/** A ledger that is open, or was, has pages in its log: a backup is one whole file. */
async function migrateFile(): Promise<Buffer> {
  const { address, drop } = newFile();
  const engine = openEngine(address);
  await migrateLedger(engine);
  const bytes = readFileSync((await engine.backUp('copy')) ?? '');
  await engine.db.destroy();
  await drop();
  return bytes;
}

/** Making a database takes half a second: one that a test is through with is emptied for the next. */
const emptied: LedgerAddress[] = [];

async function takeMigratedDatabase(postgresUrl: string): Promise<TestDatabase> {
  const address = emptied.pop() ?? (await newMigratedDatabase(postgresUrl));
  return { address, drop: () => empty(address) };
}

async function newMigratedDatabase(postgresUrl: string): Promise<LedgerAddress> {
  const { address } = await newDatabase(postgresUrl);
  const engine = openEngine(address);
  await migrateLedger(engine);
  await engine.db.destroy();
  return address;
}

async function empty(address: LedgerAddress): Promise<void> {
  const { db } = openEngine(address);
  const tables = await db.introspection.getTables();
  await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(db);
  await db.destroy();
  emptied.push(address);
}

let databases = 0;

async function newDatabase(postgresUrl: string): Promise<TestDatabase> {
  databases += 1;
  const name = `${prefixOfRun(process.ppid)}${process.pid}_${databases}`;
  await administer(postgresUrl, `create database ${name}`);
  return {
    address: { kind: 'postgres', url: `${postgresUrl}/${name}` },
    drop: async () => {
      await administer(postgresUrl, `drop database ${name} with (force)`);
    },
  };
}

/** What the tests of this process's children have left on a server that is not thrown away. */
export async function dropTestDatabases(postgresUrl: string): Promise<void> {
  const prefix = prefixOfRun(process.pid).replaceAll('_', '\\_');
  const left = await administer(postgresUrl, `select datname from pg_database where datname like '${prefix}%'`);
  for (const { datname } of left) await administer(postgresUrl, `drop database ${datname} with (force)`);
}

function prefixOfRun(mainProcess: number): string {
  return `kawaraban_test_${mainProcess}_`;
}

async function administer(postgresUrl: string, statement: string): Promise<readonly { readonly datname: string }[]> {
  const client = new pg.Client({ connectionString: `${postgresUrl}/postgres` });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(statement);
  await client.end();
  return rows;
}
