import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { PRESS_ARTICLE } from '../support/press-article.js';
import { Desk } from '../support/run-kawaraban.js';
import { createTestDatabase } from '../support/test-databases.js';

describe('the whole program on PostgreSQL', () => {
  let desk: Desk;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let environment: Record<string, string>;
  beforeEach(async () => {
    desk = new Desk();
    database = await createTestDatabase('postgres', inject('postgresUrl'));
    environment = { DATABASE_URL: database.address.kind === 'postgres' ? database.address.url : '' };
  });
  afterEach(async () => {
    await desk.clear();
    await database.drop();
  });

  it('publishes an article once, however often it is asked to', async () => {
    const file = desk.write('article.txt', PRESS_ARTICLE);
    for (let times = 0; times < 2; times += 1) {
      const run = await desk.run(['publish', file, '--wait', '--json'], environment);
      expect(run.code, run.stderr).toBe(0);
    }
    const timelines = await desk.readTimelines();
    expect([timelines.x.posts.length, timelines.facebook.posts.length]).toEqual([1, 1]);
  }, 120_000);

  it('a database that cannot be used is said without its password', async () => {
    const run = await desk.run(['posts'], { DATABASE_URL: 'postgres://editor:sesame@127.0.0.1:1/news' });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('DATABASE_URL');
    expect(run.stderr).not.toContain('sesame');
  });
});
