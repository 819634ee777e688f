import type { Kysely } from 'kysely';
import type { LedgerTables } from '../../../src/adapters/ledger/schema.js';

/** What is seeded, each behind what it refers to. */
const TABLES = [
  'accounts',
  'people',
  'sources',
  'articles',
  'article_keys',
  'article_revisions',
  'sightings',
  'posts',
  'parts',
  'told_revisions',
  'post_texts',
  'deliveries',
  'events',
] as const satisfies readonly (keyof LedgerTables)[];
type SeededTable = (typeof TABLES)[number];

/** Few enough that no engine has too many parameters, many enough that the engine works and not we. */
const ROWS_A_STATEMENT = 200;
const ROWS_A_TRANSACTION = 50_000;

/** Takes rows in any order; writes many to a statement, and tens of thousands to a transaction. */
export class RowWriter {
  #waiting = new Map<SeededTable, object[]>();
  #count = 0;

  constructor(private readonly db: Kysely<LedgerTables>) {}

  add<Table extends SeededTable>(table: Table, row: LedgerTables[Table]): void {
    const rows = this.#waiting.get(table) ?? [];
    this.#waiting.set(table, rows);
    rows.push(row);
    this.#count += 1;
  }

  /** Between two things that belong together nothing is written. */
  async writeIfMany(): Promise<void> {
    if (this.#count >= ROWS_A_TRANSACTION) await this.write();
  }

  async write(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    this.#count = 0;
    await this.db.transaction().execute(async (tx) => {
      for (const table of TABLES) {
        const rows = waiting.get(table) ?? [];
        for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
          await tx
            .insertInto(table)
            .values(rows.slice(start, start + ROWS_A_STATEMENT))
            .execute();
      }
    });
  }
}
