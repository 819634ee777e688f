import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropTestDatabases } from './test-databases.js';
import { PostgresServer } from './postgres-server.js';

export interface PostgresCluster {
  /** Address of its maintenance database, without a trailing slash or database name. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A throw-away PostgreSQL of our own on loopback, or the one that TEST_DATABASE_URL names. */
export async function startPostgres(testDatabaseUrl: string | undefined): Promise<PostgresCluster> {
  if (testDatabaseUrl !== undefined) {
    const url = testDatabaseUrl.replace(/\/[^/]*$/, '');
    return { url, stop: () => dropTestDatabases(url) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'kwb-pg-'));
  const server = await PostgresServer.create(folder, ['fsync=off']);
  return {
    url: server.url,
    stop: async () => {
      await server.stop('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
