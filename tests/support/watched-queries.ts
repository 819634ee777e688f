import { CompiledQuery, type KyselyPlugin, type PluginTransformQueryArgs } from 'kysely';
import type { LedgerEngine } from '../../src/adapters/ledger/engines.js';

/** Tables that grow for as long as the newsroom works. */
const GROWING = /^SCAN (posts|parts|deliveries|events|articles|sightings|post_texts)\b/;

/** Listens to what a ledger on SQLite asks, and says how SQLite goes about it. */
export class WatchedQueries {
  readonly #asked: PluginTransformQueryArgs[] = [];
  readonly engine: LedgerEngine;

  constructor(engine: LedgerEngine) {
    const listener: KyselyPlugin = {
      transformQuery: (query) => {
        this.#asked.push(query);
        return query.node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    };
    this.engine = { ...engine, db: engine.db.withPlugin(listener) };
  }

  get count(): number {
    return this.#asked.length;
  }

  /** How each question is answered, step by step. */
  async listSteps(): Promise<readonly string[]> {
    return (await this.#readPlans()).flatMap(({ steps }) => steps);
  }

  /**
   * Where a table that grows is read from end to end. Not where an index is walked in the order of the list and only as
   * far as its page goes.
   */
  async findScans(): Promise<readonly string[]> {
    return (await this.#readPlans()).flatMap(({ sql, steps }) => {
      const isPage = sql.includes(' limit ') && !steps.includes('USE TEMP B-TREE FOR ORDER BY');
      const found = steps.filter((step) => GROWING.test(step) && !(isPage && step.includes(' INDEX ')));
      return found.map((step) => `${step}: ${sql}`);
    });
  }

  async #readPlans(): Promise<readonly { readonly sql: string; readonly steps: readonly string[] }[]> {
    const { db } = this.engine;
    const plans: { sql: string; steps: string[] }[] = [];
    for (const { node, queryId } of [...this.#asked]) {
      const { sql, parameters } = db.getExecutor().compileQuery(node, queryId);
      const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
      const { rows } = await db.executeQuery<{ detail: string }>(plan);
      plans.push({ sql, steps: rows.map(({ detail }) => detail) });
    }
    return plans;
  }
}
