import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ARTICLE, plannedPost } from '../support/samples.js';
import { TestNewsroom } from '../support/test-newsroom.js';

let newsroom: TestNewsroom;
beforeEach(async () => {
  newsroom = await TestNewsroom.open();
});
afterEach(() => newsroom.close());

it('a newsroom sends and plans while its queue takes alarms and never answers', async () => {
  const { store, ports, clock, networks, accounts } = newsroom;
  vi.spyOn(ports.postQueue, 'enqueue').mockReturnValue(new Promise(() => undefined));
  for (const text of ['One ferry', 'Another ferry'])
    await store.ledger.createPost(plannedPost(accounts.x.id, { text, dueAt: clock.now() }));
  for (const name of ['Docks open', 'Cranes fall'])
    await store.ledger.recordArticle({ ...ARTICLE, title: name, url: null }, [name], 'file', null);
  await newsroom.sweepOnce();
  expect((await networks.x.posts()).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['One ferry', 'Another ferry']),
  );
  expect(await store.ledger.listUnplannedArticles()).toEqual([]);
});
