import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where each test makes a database of its own. */
    postgresUrl: string;
  }
}

/** One PostgreSQL for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres(process.env['TEST_DATABASE_URL']);
  project.provide('postgresUrl', cluster.url);
  return () => cluster.stop();
}
