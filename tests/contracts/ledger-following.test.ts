import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { OutdatedPost } from '../../src/application/ports/ledger.js';
import type { Article } from '../../src/domain/article.js';
import type { FollowSettlement } from '../../src/domain/following.js';
import type { Post } from '../../src/domain/post.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { ARTICLE, plannedPost } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const HOUR_MS = 3_600_000;

describe.each<Engine>(['sqlite', 'postgres'])('following a changed article in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const record = (change: Partial<Article> = {}) =>
    desk.ledger.recordArticle({ ...ARTICLE, ...change }, ['url:a'], 'file', null);
  const plan = async (change: Parameters<typeof plannedPost>[1] = {}): Promise<Post> => {
    const { id } = await record();
    const wanted = { template: 'x/default', occasion: 'publish', articleRevision: 1, ...change };
    const [post] = await desk.ledger.planPosts(id, [plannedPost(desk.account.id, wanted)]);
    if (post === undefined) throw new Error('it was planned before');
    return post;
  };
  const claim = async (): Promise<OutdatedPost> => {
    const outdated = await desk.ledger.claimOutdated(null);
    if (outdated === null) throw new Error('every post tells the newest');
    return outdated;
  };
  const followed = (revision: number, change: Partial<FollowSettlement> = {}): FollowSettlement =>
    ({ kind: 'followed', revision, note: null, texts: null, ...change }) as FollowSettlement;

  it('a post is outdated when its article has changed, and is looked at by one at a time', async () => {
    const post = await plan();
    expect(await desk.ledger.claimOutdated(null)).toBeNull();
    await record({ title: 'Ferry Delayed' });
    const claims = await Promise.all(Array.from({ length: 5 }, () => desk.ledger.claimOutdated(null)));
    const [outdated, ...others] = claims.filter((each) => each !== null);
    expect(others).toEqual([]);
    expect(outdated).toMatchObject({
      post: { id: post.id },
      told: { title: ARTICLE.title },
      recorded: { revision: 2, article: { title: 'Ferry Delayed' } },
      isApproved: false,
      tries: 0,
    });
    expect(await desk.ledger.settleOutdated(outdated?.token ?? '', followed(2))).toBe(true);
    expect(await desk.ledger.claimOutdated(null)).toBeNull();
  });

  it('a change that comes meanwhile is looked at afterwards', async () => {
    await plan();
    await record({ title: 'Ferry Delayed' });
    const { token } = await claim();
    await record({ title: 'Ferry Cancelled' });
    await desk.ledger.settleOutdated(token, followed(2));
    expect(await claim()).toMatchObject({ told: { title: 'Ferry Delayed' }, recorded: { revision: 3 } });
  });

  it('a post that was planned from an older revision is outdated at once', async () => {
    const { id } = await record();
    await record({ title: 'Ferry Delayed' });
    await desk.ledger.planPosts(id, [
      plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish', articleRevision: 1 }),
    ]);
    expect(await claim()).toMatchObject({ told: { title: ARTICLE.title }, recorded: { revision: 2 } });
  });

  it('whoever took too long has lost it', async () => {
    await plan();
    await record({ title: 'Ferry Delayed' });
    const { token } = await claim();
    desk.clock.advance(HOUR_MS);
    expect(await desk.ledger.settleOutdated(token, followed(2))).toBe(false);
    expect((await claim()).token).not.toBe(token);
  });

  it('what did not work is tried again at its time, and the tries are counted', async () => {
    await plan();
    await record({ title: 'Ferry Delayed' });
    const { token } = await claim();
    await desk.ledger.settleOutdated(token, { kind: 'follow-later', at: desk.in(HOUR_MS), note: null });
    expect(await desk.ledger.claimOutdated(null)).toBeNull();
    desk.clock.advance(HOUR_MS);
    expect(await claim()).toMatchObject({ tries: 1 });
  });

  it('what was edited in place is what the ledger says, and history tells it', async () => {
    const post = await plan();
    await desk.publish(post, '1');
    await record({ title: 'Ferry Delayed' });
    const { token } = await claim();
    await desk.ledger.settleOutdated(token, followed(2, { note: 'edited', texts: ['Ferry Delayed'] }));
    expect(await desk.fresh(post)).toMatchObject({ state: 'published', parts: [{ text: 'Ferry Delayed' }] });
    expect(await desk.ledger.listEvents(post.id)).toContainEqual(
      expect.objectContaining({ kind: 'article-changed', detail: 'edited' }),
    );
  });

  it('a post on its way, of a thread that has begun or at its end is not touched', async () => {
    const parts = ['one', 'two'].map((text) => ({ text, link: null, media: [], priceMicros: null }));
    const thread = await plan({ parts });
    await desk.publish(thread, '1');
    await record({ title: 'Ferry Delayed' });
    expect(await desk.ledger.claimOutdated(null)).toBeNull();
    desk.clock.advance(HOUR_MS);
    await desk.publish(thread, '2');
    expect(await claim()).toMatchObject({ post: { state: 'published' } });
  });

  it('nothing that readers see changes while the newsroom is silent, or on a paused account', async () => {
    const post = await plan();
    await desk.publish(post, '1');
    await record({ title: 'Ferry Delayed' });
    await desk.ledger.startSilence('storm', null);
    expect(await desk.ledger.claimOutdated(null)).toBeNull();
    await desk.ledger.endSilence();
    const other = await desk.schedule({ text: 'other' });
    desk.clock.advance(HOUR_MS);
    await desk.sendAnd(other, {
      kind: 'account-paused',
      reason: 'refused',
      answer: { status: 401, code: null, message: '' },
    });
    expect(await desk.ledger.claimOutdated(null)).toBeNull();
    await desk.ledger.resumeAccount(desk.account.id);
    expect(await claim()).toMatchObject({ post: { id: post.id } });
  });

  it('of one article, only what is unsent can be asked for', async () => {
    const post = await plan();
    const { id } = await record({ title: 'Ferry Delayed' });
    expect(await desk.ledger.claimOutdated('another')).toBeNull();
    await desk.publish(post, '1');
    expect(await desk.ledger.claimOutdated(id)).toBeNull();
    expect(await claim()).toMatchObject({ post: { id: post.id } });
  });

  it('a person who released the post has read it', async () => {
    const post = await plan({ needsApproval: true });
    await desk.ledger.releasePost(post.id);
    await record({ title: 'Ferry Delayed' });
    expect(await claim()).toMatchObject({ isApproved: true });
  });

  it('a scheduled post can be held with a reason, if nothing else happened to it', async () => {
    const post = await plan();
    expect(await desk.ledger.holdPost(post.id, 7, 'why')).toBeNull();
    expect(await desk.ledger.holdPost(post.id, 1, 'why')).toMatchObject({ state: 'held', reason: 'why', revision: 2 });
    expect(await desk.ledger.holdPost(post.id, 2, 'again')).toBeNull();
  });

  it('a post can answer another one that is out', async () => {
    const { id } = await record();
    const correction = { template: 'x/default', occasion: 'correction:2', replyTo: '77', text: 'Correction' };
    const [post] = await desk.ledger.planPosts(id, [plannedPost(desk.account.id, correction)]);
    if (post === undefined) throw new Error('not planned');
    expect(post.parts).toMatchObject([{ inReplyTo: '77' }]);
    expect((await desk.claim(post)).part.inReplyTo).toBe('77');
  });
});
