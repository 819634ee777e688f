import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from 'kysely';
import type { LedgerTables } from './schema.js';

type Argument = string | number;
type Ask<Args extends readonly Argument[], Row> = (db: Kysely<LedgerTables>, ...args: Args) => Promise<readonly Row[]>;

/**
 * A query that every post asks many times, built and compiled once for each engine: that takes longer than SQLite takes
 * to answer. `build` may use its arguments as values only, and must name as many as it takes.
 */
export function compiledOnce<Args extends readonly Argument[], Row>(
  build: (db: Kysely<LedgerTables>, ...args: Args) => Compilable<Row>,
): Ask<Args, Row> {
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  const places = Array.from({ length: build.length - 1 }, (_, index) => `\u0000argument ${index}`);
  return async (db, ...args) => {
    const { adapter } = db.getExecutor();
    const query = compiled.get(adapter) ?? build(db, ...(places as unknown as Args)).compile();
    compiled.set(adapter, query);
    const parameters = query.parameters.map((value) => {
      const place = places.indexOf(value as string);
      return place === -1 ? value : args[place];
    });
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}
