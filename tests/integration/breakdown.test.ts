import { afterEach, beforeEach, expect, it } from 'vitest';
import { ingestArticle } from '../../src/application/ingest-article.js';
import { TIMING } from '../../src/domain/timing.js';
import { ARTICLE } from '../support/samples.js';
import { TestNewsroom } from '../support/test-newsroom.js';

let newsroom: TestNewsroom;
let ports: TestNewsroom['ports'];
beforeEach(async () => {
  newsroom = await TestNewsroom.open();
  ({ ports } = newsroom);
});
afterEach(() => newsroom.close());

/** Preparing a post for X throws while this says so of its text. */
function breakPreparing(isBroken: (text: string) => boolean): void {
  const { network } = newsroom.networks.x;
  const prepare = network.prepare.bind(network);
  network.prepare = (part, ...given) =>
    isBroken(part.text) ? Promise.reject(new Error('there is no picture library')) : prepare(part, ...given);
}

it('a post that breaks before it leaves does not hold up the others of its account', async () => {
  breakPreparing((text) => text === 'one');
  const [one, two] = [await newsroom.say('x', 'one'), await newsroom.say('x', 'two')];
  await ports.postQueue.ringDue();
  expect(await newsroom.fresh(two)).toMatchObject({ state: 'published' });
  const nextAt = new Date(newsroom.clock.now().getTime() + TIMING.retrySoonMs);
  expect(await newsroom.fresh(one)).toMatchObject({ state: 'scheduled', nextAt });
});

it('it goes out, once, when what broke is mended', async () => {
  let isBroken = true;
  breakPreparing(() => isBroken);
  const post = await newsroom.say('x', 'one');
  await newsroom.pass(60);
  isBroken = false;
  await newsroom.pass(120);
  expect(await newsroom.fresh(post)).toMatchObject({ state: 'published' });
  expect(await newsroom.networks.x.posts()).toHaveLength(1);
});

it('a person is told when it does not get better, and nothing has left', async () => {
  breakPreparing(() => true);
  const post = await newsroom.say('x', 'one');
  await newsroom.pass(3_600, 60);
  const reason = 'something went wrong here before it was sent: there is no picture library';
  expect(await newsroom.fresh(post)).toMatchObject({ state: 'rejected', reason });
  expect(newsroom.log).toMatchObject([{ level: 40, msg: expect.stringContaining(reason) as string }]);
  expect(await newsroom.networks.x.countRequests('publish')).toBe(0);
});

it('a look at the page of a post that breaks holds up neither the others nor, when it is mended, the post', async () => {
  newsroom.ports = { ...ports, pages: { ...ports.pages, ask: () => Promise.reject(new Error('no reader')) } };
  const told = await ingestArticle(ports, ARTICLE, 'file', { at: null, wallTime: null, accountName: 'x' });
  const bare = await newsroom.say('x', 'no link');
  await newsroom.sweepOnce();
  expect(await newsroom.fresh(bare)).toMatchObject({ state: 'published' });
  newsroom.ports = ports;
  await newsroom.pass(60);
  expect(await ports.ledger.findPost(told.posts[0]?.id ?? '')).toMatchObject({ state: 'published' });
});
