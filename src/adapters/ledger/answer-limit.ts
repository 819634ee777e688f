import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

type Query = (sql: string, parameters: readonly unknown[]) => Promise<pg.QueryResult>;

/**
 * A pool whose connections are given up when an answer takes longer than this. A link that goes silent closes nothing:
 * without a limit whatever asks would wait until the kernel gives up, a quarter of an hour or two. Whether the last words
 * took effect is as unknown as after a lost connection, and nothing is said twice. What was open there ends with the
 * connection, or by `idle_in_transaction_session_timeout` where the server does not hear of that.
 */
export function limitAnswers(pool: pg.Pool, limitMs: number): PostgresPool {
  return {
    connect: async () => limitClient(await pool.connect(), limitMs),
    end: () => pool.end(),
  };
}

function limitClient(client: pg.PoolClient, limitMs: number): PostgresPoolClient {
  let isSilent = false;
  const giveUp = (): void => {
    isSilent = true;
    // Cuts the connection at once, which fails the query; the pool takes no client back that has ended.
    void client.end();
  };
  const query: Query = async (sql, parameters) => {
    const timer = setTimeout(giveUp, limitMs);
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      throw isSilent
        ? new Error(`PostgreSQL gave no answer for ${limitMs / 1000} s (timeout)`, { cause: error })
        : error;
    } finally {
      clearTimeout(timer);
    }
  };
  // Cursors, the other way to ask, are used nowhere.
  return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
}
