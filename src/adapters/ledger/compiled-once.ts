import {
  OperationNodeTransformer,
  ValueNode,
  type Compilable,
  type CompiledQuery,
  type DialectAdapter,
  type Kysely,
  type KyselyPlugin,
  type QueryResult,
} from 'kysely';
import { askAtOnce } from './libsql-dialect.js';
import type { LedgerTables } from './schema.js';

type Value = string | number | null;
type Argument = Value | readonly (string | number)[];
type Db = Kysely<LedgerTables>;
type Ask<Args extends readonly Argument[], Row> = (db: Db, ...args: Args) => Promise<readonly Row[]>;

/** A statement whose parameters are the given values, each found by its index, or constants of its own. */
interface Compiled<Row> {
  readonly query: CompiledQuery<Row>;
  readonly indexes: readonly number[];
}

/** Statements of one shape, for each engine. */
class CompiledShapes<Row> {
  readonly #shapes = new WeakMap<DialectAdapter, Map<string, Compiled<Row>>>();

  /** `build` gets a place for each value and may use it as a value only. */
  async execute(
    db: Db,
    shape: string,
    values: readonly Value[],
    build: (places: readonly string[]) => Compilable<Row>,
  ): Promise<QueryResult<Row>> {
    const { adapter } = db.getExecutor();
    const shapes = this.#shapes.get(adapter) ?? new Map<string, Compiled<Row>>();
    this.#shapes.set(adapter, shapes);
    const compiled = shapes.get(shape) ?? compile(values.length, build);
    shapes.set(shape, compiled);
    const { query, indexes } = compiled;
    const parameters = query.parameters.map((constant, at) => {
      const index = indexes[at] ?? -1;
      return index === -1 ? constant : values[index];
    });
    const filled = { ...query, parameters };
    return askAtOnce(db, filled) ?? db.executeQuery<Row>(filled);
  }
}

const PLACE = '\u0000value ';

function compile<Row>(count: number, build: (places: readonly string[]) => Compilable<Row>): Compiled<Row> {
  const places = Array.from({ length: count }, (_, index) => `${PLACE}${index}`);
  const query = build(places).compile();
  return { query, indexes: query.parameters.map((parameter) => places.indexOf(parameter as string)) };
}

/**
 * Writes constants out. SQLite makes its plan anew at each binding of a value that decides whether a partial index will
 * do, which takes longer than to find the row: https://www.sqlite.org/c3ref/prepare.html (of `sqlite3_prepare_v2`, 3).
 */
class WithConstants extends OperationNodeTransformer implements KyselyPlugin {
  transformQuery({ node, queryId }: Parameters<KyselyPlugin['transformQuery']>[0]) {
    return this.transformNode(node, queryId);
  }

  transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    return Promise.resolve(result);
  }

  protected override transformValue(node: ValueNode): ValueNode {
    const { value } = node;
    return typeof value === 'string' && value.startsWith(PLACE) ? node : ValueNode.createImmediate(value);
  }
}

const WITH_CONSTANTS = new WithConstants();

/**
 * A query that every post asks many times, built and compiled once for each engine, and for each length of its lists:
 * that takes longer than SQLite takes to answer. `build` may use its arguments as values only.
 */
export function compiledOnce<Args extends readonly Argument[], Row>(
  build: (db: Db, ...args: Args) => Compilable<Row>,
): Ask<Args, Row> {
  const shapes = new CompiledShapes<Row>();
  return async (db, ...args) => {
    const lengths = args.map((arg) => (Array.isArray(arg) ? arg.length : '-')).join();
    const { rows } = await shapes.execute(db, lengths, args.flat(), (places) => {
      const left = [...places];
      const placed = args.map((arg) => (Array.isArray(arg) ? left.splice(0, arg.length) : left.shift()));
      return build(db.withPlugin(WITH_CONSTANTS), ...(placed as unknown as Args));
    });
    return rows;
  };
}

type Table = keyof LedgerTables;

const inserts = new CompiledShapes<unknown>();
const insertsIfNew = new CompiledShapes<unknown>();
const updates = new CompiledShapes<unknown>();

/** Inserts one row. */
export async function insertRow<T extends Table>(db: Db, table: T, row: LedgerTables[T]): Promise<void> {
  await inserts.execute(db, shapeOf(table, row), valuesOf(row), (places) => insertion(db, table, row, places));
}

/** Inserts one row, unless one with its key is there; false = it is. */
export async function insertIfNew<T extends Table>(db: Db, table: T, row: LedgerTables[T]): Promise<boolean> {
  const { numAffectedRows } = await insertsIfNew.execute(db, shapeOf(table, row), valuesOf(row), (places) =>
    insertion(db, table, row, places).onConflict((conflict) => conflict.doNothing()),
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** Sets columns of the rows that have all the values of `which`; returns how many rows that were. */
export async function updateRows<T extends Table>(
  db: Db,
  table: T,
  which: Partial<LedgerTables[T]>,
  change: Partial<LedgerTables[T]>,
): Promise<number> {
  const values = [...valuesOf(change), ...valuesOf(which)];
  const shape = `${shapeOf(table, change)} ${Object.keys(which).join()}`;
  const { numAffectedRows } = await updates.execute(db, shape, values, (places) =>
    updating(db, table, which, change, places),
  );
  return Number(numAffectedRows ?? 0n);
}

function updating(db: Db, table: Table, which: object, change: object, places: readonly string[]) {
  const wanted = places.slice(Object.keys(change).length);
  return Object.keys(which).reduce(
    (query, column, index) => query.where(column as never, '=', wanted[index] as never),
    db.updateTable(table).set(placed(change, places) as never),
  );
}

function insertion(db: Db, table: Table, row: object, places: readonly string[]) {
  return db.insertInto(table).values(placed(row, places));
}

function placed(row: object, places: readonly string[]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.keys(row).map((column, index) => [column, places[index]]));
}

function shapeOf(table: Table, row: object): string {
  return `${table} ${Object.keys(row).join()}`;
}

function valuesOf(row: object): readonly Value[] {
  return Object.values(row) as Value[];
}
