import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editPost } from '../../src/application/edit-post.js';
import { ingestArticle } from '../../src/application/ingest-article.js';
import { planRecorded } from '../../src/application/plan-recorded.js';
import { retractPost } from '../../src/application/retract-post.js';
import { takeIn } from '../../src/application/take-in.js';
import { DEFAULT_ACCOUNT_SETTINGS, type NetworkName } from '../../src/domain/account.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import { TIMING } from '../../src/domain/timing.js';
import { ARTICLE, plannedPost, wantedAccount } from '../support/samples.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const BROKEN = { x: 'internal-error', facebook: 'unexpected-retry-later' } as const;

describe('a newsroom', () => {
  let newsroom: TestNewsroom;
  let store: TestNewsroom['store'];
  let clock: TestNewsroom['clock'];
  let ports: TestNewsroom['ports'];
  let networks: TestNewsroom['networks'];
  let accounts: TestNewsroom['accounts'];

  beforeEach(async () => {
    newsroom = await TestNewsroom.open();
    ({ store, clock, ports, networks, accounts } = newsroom);
  });
  afterEach(() => newsroom.close());

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
    await Promise.all([newsroom.sweepOnce(), planRecorded(ports), newsroom.sweepOnce()]);
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
    await ports.ledger.syncAccount(wantedAccount({ simulated: false }));
    const { posts } = await ingestArticle(ports, ARTICLE, 'sample', null);
    expect(posts.map((post) => post.account.name)).toEqual(['facebook']);
  });

  it('says nothing before the embargo ends, whatever a person asks for', async () => {
    const embargoUntil = new Date(newsroom.clock.now().getTime() + 60_000);
    const { posts } = await ingestArticle(ports, { ...ARTICLE, embargoUntil }, 'file', {
      at: newsroom.clock.now(),
      wallTime: null,
      accountName: null,
    });
    expect(posts.map((post) => post.dueAt)).toEqual([embargoUntil, embargoUntil]);
    await newsroom.pass(55);
    expect(await networks.x.posts()).toEqual([]);
    await newsroom.pass(10);
    expect(await networks.x.posts()).toHaveLength(1);
  });

  it('says the new text when an article changes before its post went out', async () => {
    const at = new Date(newsroom.clock.now().getTime() + 60_000);
    await ingestArticle(ports, ARTICLE, 'file', { at, wallTime: null, accountName: null });
    await ingestArticle(
      ports,
      { ...ARTICLE, title: 'Night Ferry Delayed', summary: 'Ice keeps it in port.' },
      'file',
      null,
    );
    await newsroom.pass(70);
    for (const network of Object.values(networks)) {
      const [post, ...others] = await network.posts();
      expect(others).toEqual([]);
      expect(post?.text).toContain('Ice keeps it in port.');
    }
  });

  it('holds a post whose article has changed after its approval', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kwb-templates-'));
    mkdirSync(join(folder, 'x'));
    writeFileSync(join(folder, 'x', 'asked.liquid'), '---\napproval: true\n---\n{{ article.title }}\n');
    const asking = await TestNewsroom.open({ templates: folder });
    rmSync(folder, { recursive: true });
    const ingest = async (title: string) =>
      (await ingestArticle(asking.ports, { ...ARTICLE, title }, 'file', null)).posts[0];
    const post = await ingest('Ferry Returns');
    expect(post).toMatchObject({ state: 'awaiting-approval' });
    await asking.store.ledger.releasePost(post?.id ?? '');
    expect(await ingest('Ferry Returns')).toMatchObject({ state: 'scheduled' });
    expect(await ingest('Ferry Delayed')).toMatchObject({
      state: 'held',
      reason: expect.stringContaining('after a person had read the post') as string,
      parts: [{ text: 'Ferry Delayed' }],
    });
    await asking.close();
  });

  it('plans what was recorded when a process died before it planned', async () => {
    await store.ledger.recordArticle(ARTICLE, ['url:a'], 'file', { at: null, wallTime: null, accountName: 'x' });
    await newsroom.sweepOnce();
    expect((await store.ledger.listPosts({})).map((post) => post.account.name)).toEqual(['x']);
  });

  it('sends with the queue empty: the sweep alone sees to everything', async () => {
    const post = await ports.ledger.createPost(
      plannedPost(accounts.x.id, { text: 'no alarm rings for this', dueAt: newsroom.clock.now() }),
    );
    await newsroom.sweepOnce();
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'published' });
  });

  it('two sweeps and an alarm at once send one post', async () => {
    await newsroom.say('x', 'once only');
    await Promise.all([newsroom.sweepOnce(), newsroom.sweepOnce(), ports.postQueue.ringDue()]);
    expect(await networks.x.posts()).toHaveLength(1);
  });

  it('goes on with a thread below the part before, some seconds later', async () => {
    const parts = ['one', 'two', 'three'].map((text) => ({ text, link: null, media: [], priceMicros: null }));
    await store.ledger.createPost(plannedPost(accounts.x.id, { parts, dueAt: clock.now() }));
    await newsroom.pass(20);
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
    const post = await newsroom.say(name, 'is it there?');
    await ports.postQueue.ringDue();
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'publishing' });
    await newsroom.pass(90);
    const [there] = await networks[name].posts();
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'published', parts: [{ remoteId: there?.id }] });
    expect(await networks[name].posts()).toHaveLength(1);
    expect(await networks[name].countRequests('publish')).toBe(1);
  });

  it.each<[NetworkName, number]>([
    ['x', 180],
    ['facebook', 700],
  ])('sends again on %s, once, what two clean looks did not find', async (name, seconds) => {
    await networks[name].strike({ operation: 'publish', fault: { kind: 'drop', applied: false } });
    const post = await newsroom.say(name, 'it never arrived');
    await ports.postQueue.ringDue();
    await newsroom.pass(60);
    expect(await networks[name].countRequests('publish')).toBe(1);
    await newsroom.pass(seconds);
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'published' });
    expect(await networks[name].posts()).toHaveLength(1);
    expect(await networks[name].countRequests('publish')).toBe(2);
  });

  it('removes the unpublished post of the words that were edited before they went out', async () => {
    const settings = { ...DEFAULT_ACCOUNT_SETTINGS, twoPhase: true };
    await store.ledger.syncAccount(wantedAccount({ network: 'facebook', name: 'facebook', settings }));
    await networks.facebook.strike({ operation: 'publish-visible', fault: { kind: 'error', key: 'page-buc-limit' } });
    const post = await newsroom.say('facebook', 'The ferry sails at nine');
    await ports.postQueue.ringDue();
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'scheduled' });
    await editPost(ports, post.id, { part: null, text: 'The ferry sails at ten' });
    clock.advance(TIMING.blockedMs);
    await newsroom.sweepOnce();
    expect(await networks.facebook.posts()).toMatchObject([{ text: 'The ferry sails at ten' }]);
    expect(await networks.facebook.countRequests('retract')).toBe(1);
    clock.advance(60_000);
    await newsroom.sweepOnce();
    expect(await networks.facebook.countRequests('retract')).toBe(1);
  });

  it('pauses an account whose credentials are refused, and loses nothing', async () => {
    networks.x.forgetCredentials();
    const post = await newsroom.say('x', 'who are you?');
    await ports.postQueue.ringDue();
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'scheduled', account: { state: 'paused' } });
    await newsroom.pass(20);
    expect(await networks.x.countRequests('publish')).toBe(1);
    expect(newsroom.log).toEqual([
      expect.objectContaining({
        level: 50,
        msg: expect.stringMatching(
          /^account x is paused .* connect the account again.*: kawaraban accounts resume x$/,
        ) as string,
      }),
    ]);
  });

  it('tells people of a post that is rejected', async () => {
    await networks.x.strike({ operation: 'publish', fault: { kind: 'error', key: 'too-long' } });
    const post = await newsroom.say('x', 'too long for X');
    await ports.postQueue.ringDue();
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'rejected' });
    expect(newsroom.log).toMatchObject([
      { level: 40, msg: expect.stringContaining(`${post.id} on x is rejected: `) as string },
    ]);
  });

  it('tells people of a post that only they can find', async () => {
    await store.ledger.syncAccount(wantedAccount({ settings: { ...DEFAULT_ACCOUNT_SETTINGS, resend: 'never' } }));
    await networks.x.strike({ operation: 'publish', fault: { kind: 'drop', applied: false } });
    const post = await newsroom.say('x', 'is it there?');
    await newsroom.pass(240);
    expect(await newsroom.fresh(post)).toMatchObject({ state: 'unconfirmed' });
    expect(newsroom.log).toMatchObject([
      {
        level: 40,
        msg: expect.stringMatching(`${post.id} on x is unconfirmed: .* kawaraban resend ${post.id}`) as string,
      },
    ]);
  });

  it('retracts what it published', async () => {
    const post = await newsroom.say('facebook', 'a mistake');
    await ports.postQueue.ringDue();
    expect(await retractPost(ports, post.id, AbortSignal.timeout(20_000))).toMatchObject({ state: 'retracted' });
    expect(await networks.facebook.posts()).toEqual([]);
    expect(await retractPost(ports, post.id, AbortSignal.timeout(20_000))).toMatchObject({ state: 'retracted' });
    expect(await networks.facebook.countRequests('retract')).toBe(1);
  });

  it('a card that Facebook could not read anew is told in the history of the post, which goes out', async () => {
    await networks.facebook.strike({ operation: 'scrape', fault: { kind: 'error', key: BROKEN.facebook } });
    const { posts } = await ingestArticle(ports, ARTICLE, 'file', {
      at: null,
      wallTime: null,
      accountName: 'facebook',
    });
    await ports.postQueue.ringDue();
    const [post] = posts;
    expect(await ports.ledger.findPost(post?.id ?? '')).toMatchObject({ state: 'published' });
    expect(await ports.ledger.listEvents(post?.id ?? '')).toContainEqual(
      expect.objectContaining({ kind: 'prepare-warning', detail: expect.stringContaining('did not read') as string }),
    );
  });
});
