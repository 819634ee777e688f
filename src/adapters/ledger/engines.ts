import Database from 'libsql';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { KawarabanError } from '../../domain/errors.js';
import { limitAnswers } from './answer-limit.js';
import { DiskWait } from './disk-wait.js';
import { LibsqlDialect } from './libsql-dialect.js';
import { explainRefusal } from './refused-writes.js';
import { saveCopy } from './save-copy.js';
import type { LedgerTables } from './schema.js';

export type LedgerAddress =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/** An open database: the queries are the same for both engines; what differs stands here. */
export interface LedgerEngine {
  readonly kind: LedgerAddress['kind'];
  /** Where it is, for people: never with a password. */
  readonly place: string;
  readonly db: Kysely<LedgerTables>;
  /** For what takes as long as it takes, and waits for others who do the same: a migration. */
  withPatience<T>(work: (db: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
  /** Ends when no power failure can undo any more what was committed before. */
  waitForDisk(): Promise<void>;
  /** The engine's own clock, in epoch milliseconds. */
  readNow(): Promise<number>;
  /** Saves a copy of the whole ledger before a migration, and says where; null where the engine's own backups are the way. */
  backUp(migration: string): Promise<string | null>;
}

const BUSY_TIMEOUT_MS = 5_000;
/** Well within a claim, and longer than any statement of the ledger takes on a machine that is busy. */
const ANSWER_LIMIT_MS = 15_000;

/** `answerLimitMs`: a PostgreSQL that does not answer for so long is taken for one that went away. */
export function openEngine(address: LedgerAddress, answerLimitMs = ANSWER_LIMIT_MS): LedgerEngine {
  if (address.kind === 'postgres') return openPostgres(address.url, answerLimitMs);
  try {
    return openSqlite(address.file);
  } catch (error) {
    throw explainRefusal(error, address.file);
  }
}

/**
 * Where two programs are the first on a new file, SQLite refuses the second one this switch at once, whatever
 * `busy_timeout` says: a read lock is to become one for writing (https://www.sqlite.org/c3ref/busy_handler.html).
 */
function switchToWal(database: Database.Database): void {
  const until = performance.now() + BUSY_TIMEOUT_MS;
  for (;;)
    try {
      database.exec('pragma journal_mode = WAL');
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
}

function openSqlite(file: string): LedgerEngine {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new Database(file);
  for (const pragma of [
    `busy_timeout = ${BUSY_TIMEOUT_MS}`,
    // A commit does not wait for the disk: `waitForDisk` does, where it matters, and holds up nothing else.
    'synchronous = NORMAL',
    'foreign_keys = ON',
    // In KiB. A month of the calendar is some megabytes of pages, more than the 2 MB that SQLite would keep.
    'cache_size = -32768',
    // In pages. A burst writes a thousand within a second, and most of them are the same ones.
    'wal_autocheckpoint = 4000',
  ])
    database.exec(`pragma ${pragma}`);
  switchToWal(database);
  chmodSync(file, 0o600);
  const disk = new DiskWait(`${file}-wal`);
  const db = new Kysely<LedgerTables>({ dialect: new LibsqlDialect(database, disk) });
  return {
    kind: 'sqlite',
    place: file,
    db,
    withPatience: (work) => work(db),
    waitForDisk: disk.wait,
    readNow: () => Promise.resolve(readNow(database)),
    backUp: (migration) => Promise.resolve(saveCopy(database, file, migration, new Date(readNow(database)))),
  };
}

/** Epoch milliseconds. */
function readNow(database: Database.Database): number {
  const row = database.prepare(`select cast(unixepoch('subsec') * 1000 as integer) as now`).get();
  return (row as { now: number }).now;
}

/** Times are epoch milliseconds and far below 2^53: plain numbers on both engines. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format): unknown =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
};

function openPostgres(url: string, answerLimitMs: number): LedgerEngine {
  const db = new Kysely<LedgerTables>({
    dialect: new PostgresDialect({ pool: limitAnswers(openPool(url), answerLimitMs) }),
  });
  return {
    kind: 'postgres',
    place: 'PostgreSQL (DATABASE_URL)',
    db,
    withPatience: async (work) => {
      const patient = new Kysely<LedgerTables>({ dialect: new PostgresDialect({ pool: openPool(url) }) });
      try {
        return await work(patient);
      } finally {
        await patient.destroy();
      }
    },
    // A commit has waited for it.
    waitForDisk: () => Promise.resolve(),
    readNow: async () => {
      const { rows } = await sql<{
        now: number;
      }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
      const now = rows[0]?.now;
      if (now === undefined) throw new KawarabanError('KWB_LEDGER_UNREACHABLE', 'PostgreSQL did not tell the time');
      return now;
    },
    backUp: () => Promise.resolve(null),
  };
}

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // Linux would ask only after two hours whether the other side is still there.
    keepAliveInitialDelayMillis: 10_000,
    // A worker that stops in the middle of a transaction would hold the account's row for as long as it sleeps.
    idle_in_transaction_session_timeout: BUSY_TIMEOUT_MS,
    types: TYPES,
  });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So would one that dies in the middle of a transaction: its query fails, and that is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
