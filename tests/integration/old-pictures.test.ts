import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestNewsroom } from '../support/test-newsroom.js';

let newsroom: TestNewsroom;
beforeEach(async () => {
  newsroom = await TestNewsroom.open();
});
afterEach(() => newsroom.close());

it('a service that runs drops what it has fetched from the web a day ago', async () => {
  const pictures = () => newsroom.store.engine.db.selectFrom('pictures').select('id').execute();
  await newsroom.ledger.keepFetched('https://baytimes.example/a.gif', 'a', Uint8Array.of(1));
  await newsroom.sweepOnce();
  expect(await pictures()).toEqual([{ id: 'a' }]);
  newsroom.clock.advance(24 * 3_600_000);
  await newsroom.sweepOnce();
  expect(await pictures()).toEqual([]);
});
