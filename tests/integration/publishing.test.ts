import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { LiquidTemplateRenderer } from '../../src/adapters/templating/liquid-template-renderer.js';
import { createPost } from '../../src/application/create-post.js';
import { ingestArticle } from '../../src/application/ingest-article.js';
import { planRecorded } from '../../src/application/plan-recorded.js';
import { publishAndContinue } from '../../src/application/publish-post.js';
import { retractPost } from '../../src/application/retract-post.js';
import { sweep, type SweepPorts } from '../../src/application/sweep.js';
import { takeIn } from '../../src/application/take-in.js';
import { TIMING } from '../../src/domain/timing.js';
import { DEFAULT_ACCOUNT_SETTINGS, type Account, type NetworkName } from '../../src/domain/account.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import type { Post } from '../../src/domain/post.js';
import { MemoryPostQueue } from '../support/memory-post-queue.js';
import { ARTICLE, plannedPost, wantedAccount } from '../support/samples.js';
import { openTestLedger, TestClock, type TestLedger } from '../support/test-ledger.js';
import { startTestNetwork, type TestNetwork } from '../support/test-networks.js';

const NEVER = { begun: new AbortController().signal, cutOff: new AbortController().signal };
const BROKEN = { x: 'internal-error', facebook: 'unexpected-retry-later' } as const;

/** The whole line on one ledger, with both networks as simulators and a queue that rings when the clock is moved. */
describe('a newsroom', () => {
  let store: TestLedger;
  let clock: TestClock;
  let ports: SweepPorts & { readonly postQueue: MemoryPostQueue };
  let networks: Record<NetworkName, TestNetwork>;
  let accounts: Record<NetworkName, Account>;

  beforeEach(async () => {
    clock = new TestClock(Date.now());
    store = await openTestLedger('sqlite', inject('postgresUrl'), clock);
    networks = { x: await startTestNetwork('x', clock), facebook: await startTestNetwork('facebook', clock) };
    accounts = {
      x: await store.ledger.syncAccount(wantedAccount()),
      facebook: await store.ledger.syncAccount(wantedAccount({ network: 'facebook', name: 'facebook' })),
    };
    const measure = (network: NetworkName) => (text: string) =>
      networks[network].network.measure(text, accounts[network]).used;
    const templates = await LiquidTemplateRenderer.load({
      folder: 'templates',
      zone: 'UTC',
      measures: { x: measure('x'), facebook: measure('facebook') },
    });
    const postQueue = new MemoryPostQueue({
      clock,
      ring: async ({ postId, revision }) => {
        const result = await publishAndContinue(ports, postId, revision, NEVER);
        return result.kind === 'early' ? { kind: 'ring-again', at: result.until } : { kind: 'done' };
      },
    });
    ports = {
      clock,
      ledger: store.ledger,
      networks: { x: networks.x.network, facebook: networks.facebook.network },
      postQueue,
      sources: {},
      hubs: null,
      templates,
      zone: 'UTC',
      timing: TIMING,
    };
  });
  afterEach(async () => {
    await Promise.all([networks.x.close(), networks.facebook.close()]);
    await store.destroy();
  });

  const say = (network: NetworkName, text: string, at: Date | null = null): Promise<Post> =>
    createPost(ports, accounts[network], { text, link: null, media: [], at, wallTime: null });
  const fresh = async (post: Post): Promise<Post | null> => store.ledger.findPost(post.id);
  /** One sweep with everything that it begins. */
  const sweepOnce = async (): Promise<void> => {
    const begun: Promise<unknown>[] = [];
    await sweep(ports, (_name, work) => begun.push(work()), NEVER);
    await Promise.all(begun);
  };
  /** Lets time pass in steps, as the sweeps of a running service would see it. */
  const pass = async (seconds: number): Promise<void> => {
    for (let passed = 0; passed < seconds; passed += 5) {
      clock.advance(5_000);
      await ports.postQueue.ringDue();
      await sweepOnce();
    }
  };

  it('a burst from a source goes out in the order of publication, spread by the gap', async () => {
    await store.ledger.syncAccount(wantedAccount({ settings: { ...DEFAULT_ACCOUNT_SETTINGS, minimumGapMs: 60_000 } }));
    const address = 'https://harbour-post.example/hook';
    const hook = { name: 'hook', kind: 'webhook', address, settings: DEFAULT_SOURCE_SETTINGS, backfill: 0 } as const;
    const source = await store.ledger.addSource(hook);
    const titles = ['Eels return', 'Docks open', 'Cranes fall', 'Boats race', 'Anchors rust'];
    const articles = titles.map((title, minutesAgo) => ({
      ...ARTICLE,
      title,
      url: `https://harbour-post.example/${minutesAgo}`,
      publishedAt: new Date(clock.now().getTime() - minutesAgo * 60_000),
    }));
    expect(await takeIn(ports, source, articles, 'webhook')).toMatchObject({ kind: 'taken-in' });
    await Promise.all([sweepOnce(), planRecorded(ports), sweepOnce()]);
    const posts = (await store.ledger.listPosts({ accountName: 'x' })).toSorted((a, b) => +a.nextAt - +b.nextAt);
    expect(posts.map((post) => post.parts[0]?.text.split('\n')[0])).toEqual([...titles].reverse());
    expect(new Set(posts.map(({ nextAt }, index) => +nextAt - index * 60_000)).size).toBe(1);
  });

  it('says a new article once on each network, however often it comes', async () => {
    const first = await ingestArticle(ports, ARTICLE, 'file', { at: null, wallTime: null, accountName: null });
    await ports.postQueue.ringDue();
    const again = await ingestArticle(ports, ARTICLE, 'file', { at: null, wallTime: null, accountName: null });
    await ports.postQueue.ringDue();
    expect(again.posts.map((post) => post.id)).toEqual(first.posts.map((post) => post.id));
    expect(again.posts.map((post) => post.state)).toEqual(['published', 'published']);
    for (const network of Object.values(networks)) expect(await network.posts()).toHaveLength(1);
  });

  it('says on a second account what a person published on one account first', async () => {
    await ingestArticle(ports, ARTICLE, 'file', { at: null, wallTime: null, accountName: 'x' });
    await ports.postQueue.ringDue();
    expect(await networks.facebook.posts()).toEqual([]);
    await ingestArticle(ports, ARTICLE, 'file', { at: null, wallTime: null, accountName: null });
    await ports.postQueue.ringDue();
    for (const network of Object.values(networks)) expect(await network.posts()).toHaveLength(1);
  });

  it('says a sample to simulated accounts only', async () => {
    await store.ledger.syncAccount(wantedAccount({ simulated: false }));
    const { posts } = await ingestArticle(ports, ARTICLE, 'sample', null);
    expect(posts.map((post) => post.account.name)).toEqual(['facebook']);
  });

  it('says nothing before the embargo ends, whatever a person asks for', async () => {
    const embargoUntil = new Date(clock.now().getTime() + 60_000);
    const { posts } = await ingestArticle(ports, { ...ARTICLE, embargoUntil }, 'file', {
      at: clock.now(),
      wallTime: null,
      accountName: null,
    });
    expect(posts.map((post) => post.dueAt)).toEqual([embargoUntil, embargoUntil]);
    await pass(55);
    expect(await networks.x.posts()).toEqual([]);
    await pass(10);
    expect(await networks.x.posts()).toHaveLength(1);
  });

  it('says the new text when an article changes before its post went out', async () => {
    const at = new Date(clock.now().getTime() + 60_000);
    await ingestArticle(ports, ARTICLE, 'file', { at, wallTime: null, accountName: null });
    await ingestArticle(
      ports,
      { ...ARTICLE, title: 'Night Ferry Delayed', summary: 'Ice keeps it in port.' },
      'file',
      null,
    );
    await pass(70);
    for (const network of Object.values(networks)) {
      const [post, ...others] = await network.posts();
      expect(others).toEqual([]);
      expect(post?.text).toContain('Ice keeps it in port.');
    }
  });

  it('plans what was recorded when a process died before it planned', async () => {
    await store.ledger.recordArticle(ARTICLE, ['url:a'], 'file', { at: null, wallTime: null, accountName: 'x' });
    await sweepOnce();
    expect((await store.ledger.listPosts({})).map((post) => post.account.name)).toEqual(['x']);
  });

  it('sends with the queue empty: the sweep alone sees to everything', async () => {
    const post = await store.ledger.createPost(
      plannedPost(accounts.x.id, { text: 'no alarm rings for this', dueAt: clock.now() }),
    );
    await sweepOnce();
    expect(await fresh(post)).toMatchObject({ state: 'published' });
  });

  it('two sweeps and an alarm at once send one post', async () => {
    await say('x', 'once only');
    await Promise.all([sweepOnce(), sweepOnce(), ports.postQueue.ringDue()]);
    expect(await networks.x.posts()).toHaveLength(1);
  });

  it('goes on with a thread below the part before, some seconds later', async () => {
    const parts = ['one', 'two', 'three'].map((text) => ({ text, link: null, media: [], priceMicros: null }));
    await store.ledger.createPost(plannedPost(accounts.x.id, { parts, dueAt: clock.now() }));
    await pass(20);
    const [one, two, three] = await networks.x.posts();
    expect([one?.text, two?.text, three?.text]).toEqual(['one', 'two', 'three']);
    expect([two?.inReplyTo, three?.inReplyTo]).toEqual([one?.id, two?.id]);
  });

  it.each<[NetworkName, string, object]>([
    ['x', 'the connection was cut after the work', { kind: 'drop', applied: true }],
    ['x', 'an error hid the success', { kind: 'error', key: BROKEN.x, applied: true }],
    ['x', 'the answer was cut', { kind: 'truncate' }],
    ['facebook', 'the connection was cut after the work', { kind: 'drop', applied: true }],
    ['facebook', 'an error hid the success', { kind: 'error', key: BROKEN.facebook, applied: true }],
  ])('adopts a post on %s of which %s', async (name, _, fault) => {
    await networks[name].strike({ operation: 'publish', fault });
    const post = await say(name, 'is it there?');
    await ports.postQueue.ringDue();
    expect(await fresh(post)).toMatchObject({ state: 'publishing' });
    await pass(90);
    const [there] = await networks[name].posts();
    expect(await fresh(post)).toMatchObject({ state: 'published', parts: [{ remoteId: there?.id }] });
    expect(await networks[name].posts()).toHaveLength(1);
    expect(await networks[name].countRequests('publish')).toBe(1);
  });

  it.each<[NetworkName, number]>([
    ['x', 180],
    ['facebook', 700],
  ])('sends again on %s, once, what two clean looks did not find', async (name, seconds) => {
    await networks[name].strike({ operation: 'publish', fault: { kind: 'drop', applied: false } });
    const post = await say(name, 'it never arrived');
    await ports.postQueue.ringDue();
    await pass(60);
    expect(await networks[name].countRequests('publish')).toBe(1);
    await pass(seconds);
    expect(await fresh(post)).toMatchObject({ state: 'published' });
    expect(await networks[name].posts()).toHaveLength(1);
    expect(await networks[name].countRequests('publish')).toBe(2);
  });

  it('pauses an account whose credentials are refused, and loses nothing', async () => {
    networks.x.forgetCredentials();
    const post = await say('x', 'who are you?');
    await ports.postQueue.ringDue();
    expect(await fresh(post)).toMatchObject({ state: 'scheduled', account: { state: 'paused' } });
    await pass(20);
    expect(await networks.x.countRequests('publish')).toBe(1);
  });

  it('retracts what it published', async () => {
    const post = await say('facebook', 'a mistake');
    await ports.postQueue.ringDue();
    expect(await retractPost(ports, post.id, AbortSignal.timeout(20_000))).toMatchObject({ state: 'retracted' });
    expect(await networks.facebook.posts()).toEqual([]);
  });
});
