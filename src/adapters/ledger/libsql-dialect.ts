import type Database from 'libsql';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryResult,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import type { DiskWait } from './disk-wait.js';
import type { LedgerTables } from './schema.js';

const MAX_PREPARED = 500;

type LibsqlDatabase = SqliteDatabase & { readonly inTransaction: boolean };

/**
 * Begins every transaction as a writer. A deferred one that turns into a writer fails at once when another process
 * writes (measured: two of three processes).
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: LibsqlDatabase;
  readonly #disk: DiskWait;
  constructor(database: LibsqlDatabase, disk: DiskWait) {
    super({ database });
    this.#database = database;
    this.#disk = disk;
  }
  override async destroy(): Promise<void> {
    await super.destroy();
    await this.#disk.close();
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** On a full disk SQLite has done so by itself: https://www.sqlite.org/lang_transaction.html (section 3) */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

class LibsqlAdapter extends SqliteAdapter {
  readonly #database: LibsqlDatabase;
  constructor(database: LibsqlDatabase) {
    super();
    this.#database = database;
  }
  /** Null: no transaction is open. */
  ask<Row>({ sql, parameters }: CompiledQuery<Row>): QueryResult<Row> | null {
    if (!this.#database.inTransaction) return null;
    const statement = this.#database.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
  }
  /** SQLite can change its schema inside a transaction, so that two processes that migrate take turns. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export class LibsqlDialect extends SqliteDialect {
  readonly #database: LibsqlDatabase;
  readonly #disk: DiskWait;
  constructor(libsql: Database.Database, disk: DiskWait) {
    const database = withPreparedOnce(libsql);
    super({ database });
    this.#database = database;
    this.#disk = disk;
  }
  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database, this.#disk);
  }
  override createAdapter(): DialectAdapter {
    return new LibsqlAdapter(this.#database);
  }
}

/**
 * Asks SQLite at once where a transaction has the connection to itself: what Kysely does so that others take turns takes
 * as long as a small answer. Null: whoever asks has to wait for the connection.
 */
export function askAtOnce<Row>(db: Kysely<LedgerTables>, query: CompiledQuery<Row>): QueryResult<Row> | null {
  const { adapter } = db.getExecutor();
  return db.isTransaction && adapter instanceof LibsqlAdapter ? adapter.ask(query) : null;
}

/** The ledger asks some hundred different questions, over and over: each is prepared once. */
function withPreparedOnce(database: Database.Database): LibsqlDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => database.close(),
    prepare: (sql) => {
      const statement = prepared.get(sql) ?? withShapeKnown(database.prepare(sql));
      if (prepared.size < MAX_PREPARED) prepared.set(sql, statement);
      return statement;
    },
  };
}

/**
 * libsql asks the engine each time whether a statement reads, and writes the name of each column anew for each row: both
 * take longer than to find the row.
 */
function withShapeKnown(statement: Database.Statement): SqliteStatement {
  const { reader } = statement;
  const names = reader ? statement.columns().map(({ name }) => name) : [];
  const toRow = (raw: unknown) => {
    const values = raw as readonly unknown[];
    const row: Record<string, unknown> = {};
    for (const [index, name] of names.entries()) row[name] = values[index];
    return row;
  };
  if (reader) statement.raw(true);
  return {
    reader,
    all: (parameters) => statement.all(parameters).map(toRow),
    run: (parameters) => statement.run(parameters),
    iterate: function* (parameters) {
      for (const values of statement.iterate(parameters)) yield toRow(values);
    },
  };
}
