import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ClaimedPost } from '../../src/application/ports/ledger.js';
import type { Account } from '../../src/domain/account.js';
import type { Post } from '../../src/domain/post.js';
import { ARTICLE, plannedPost, wantedAccount } from '../support/samples.js';
import { openTestLedger, type Engine, type TestLedger } from '../support/test-ledger.js';

const ANSWER = { status: 503, code: null, message: 'overloaded' };
const PUBLISHED = {
  kind: 'part-published',
  remoteId: '101',
  url: 'https://x.example/101',
  blockAccountUntil: null,
} as const;

describe.each<Engine>(['sqlite', 'postgres'])('the ledger on %s', (kind) => {
  let test: TestLedger;
  let account: Account;
  beforeEach(async () => {
    test = await openTestLedger(kind, inject('postgresUrl'));
    account = await test.ledger.syncAccount(wantedAccount());
  });
  afterEach(() => test.destroy());

  const scheduled = (change: Parameters<typeof plannedPost>[1] = {}): Promise<Post> =>
    test.ledger.createPost(plannedPost(account.id, change));
  const claimed = async (post: Post): Promise<ClaimedPost> => {
    const claim = await test.ledger.claimPost(post.id, post.revision);
    if (claim.kind !== 'claimed') throw new Error(`not claimed: ${JSON.stringify(claim)}`);
    return claim;
  };
  const fresh = async (post: Post): Promise<Post> => {
    const found = await test.ledger.findPost(post.id);
    if (found === null) throw new Error('the post is gone');
    return found;
  };
  const send = async (post: Post): Promise<string> => {
    const claim = await claimed(post);
    expect(await test.ledger.openDelivery(claim.token)).toBe(true);
    return claim.token;
  };

  describe('articles', () => {
    it('an article is known again by any of its keys', async () => {
      const first = await test.ledger.recordArticle(ARTICLE, ['url:a', 'guid:1'], 'file', null);
      const again = await test.ledger.recordArticle(ARTICLE, ['guid:1', 'text:z'], 'file', null);
      const byNewKey = await test.ledger.recordArticle(ARTICLE, ['text:z'], 'file', null);
      expect([first.change, again.change, byNewKey.change]).toEqual(['new', 'none', 'none']);
      expect(new Set([first.id, again.id, byNewKey.id]).size).toBe(1);
      expect(again.article).toEqual(ARTICLE);
    });

    it('an edited article is the next revision of the same article', async () => {
      const first = await test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', null);
      const edited = await test.ledger.recordArticle({ ...ARTICLE, title: 'Ferry Delayed' }, ['url:a'], 'file', null);
      expect(edited).toMatchObject({
        id: first.id,
        revision: 2,
        change: 'changed',
        article: { title: 'Ferry Delayed' },
      });
    });

    it('the wish of the person who published it stays with the article, the latest before the plan', async () => {
      const first = { at: new Date('2026-11-25T09:00:00Z'), accountName: null };
      const second = { at: null, accountName: 'x' };
      await test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', first);
      expect(await test.ledger.listUnplannedArticles()).toMatchObject([{ wish: first }]);
      await test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', second);
      expect(await test.ledger.listUnplannedArticles()).toMatchObject([{ wish: second }]);
    });

    it('a plan is made once, however often it is asked for', async () => {
      const { id } = await test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', null);
      const plan = plannedPost(account.id, { template: 'x/default', occasion: 'publish' });
      expect(await test.ledger.listUnplannedArticles()).toHaveLength(1);
      expect(await test.ledger.planPosts(id, [plan])).toHaveLength(1);
      expect(await test.ledger.planPosts(id, [plan])).toHaveLength(0);
      expect(await test.ledger.listPosts({ articleId: id })).toHaveLength(1);
      expect(await test.ledger.listUnplannedArticles()).toHaveLength(0);
    });

    it('one article that arrives four times at once is one article with one post', async () => {
      const plan = plannedPost(account.id, { template: 'x/default', occasion: 'publish' });
      const ids = await Promise.all(
        [1, 2, 3, 4].map(async () => {
          const { id } = await test.ledger.recordArticle(ARTICLE, ['url:a', 'guid:1'], 'file', null);
          await test.ledger.planPosts(id, [plan]);
          return id;
        }),
      );
      expect(new Set(ids).size).toBe(1);
      expect(await test.ledger.listPosts({})).toHaveLength(1);
    });
  });

  describe('texts', () => {
    it('a text that is scheduled on the account already is held with the reason', async () => {
      const first = await scheduled();
      const second = await scheduled();
      expect(second).toMatchObject({ state: 'held', problems: [{ code: 'identical-text', part: 0 }] });
      expect(second.reason).toContain(first.id);
    });

    it('two identical posts queued at once do not both go out', async () => {
      const posts = await Promise.all([scheduled(), scheduled(), scheduled()]);
      expect(posts.filter((post) => post.state === 'scheduled')).toHaveLength(1);
    });

    it('the text of a cancelled post may be said again', async () => {
      await test.ledger.cancelPost((await scheduled()).id);
      expect(await scheduled()).toMatchObject({ state: 'scheduled' });
    });
  });

  describe('claims', () => {
    it('a post is not claimed a millisecond early', async () => {
      const post = await scheduled({ dueAt: new Date(test.clock.now().getTime() + 1) });
      expect(await test.ledger.claimPost(post.id, 1)).toEqual({ kind: 'early', until: post.dueAt });
      test.clock.advance(1);
      expect((await claimed(post)).part.text).toBe('The night ferry returns');
    });

    it('an alarm of an older plan rings in vain', async () => {
      const post = await scheduled();
      await test.ledger.reschedulePost(post.id, test.clock.now());
      expect(await test.ledger.claimPost(post.id, 1)).toEqual({ kind: 'gone' });
      await claimed(await fresh(post));
    });

    it('of twenty workers one gets the post', async () => {
      const post = await scheduled();
      const claims = await Promise.all(Array.from({ length: 20 }, () => test.ledger.claimPost(post.id, 1)));
      expect(claims.filter((claim) => claim.kind === 'claimed')).toHaveLength(1);
    });

    it('an account sends one post at a time', async () => {
      const [first, second] = [await scheduled({ text: 'one' }), await scheduled({ text: 'two' })];
      const claims = await Promise.all([first, second].map((post) => test.ledger.claimPost(post.id, 1)));
      expect(claims.map((claim) => claim.kind).sort()).toEqual(['claimed', 'early']);
    });

    it('a paused account, an account that must wait and one in its gap send nothing', async () => {
      const post = await scheduled();
      const claim = await claimed(post);
      const until = new Date(test.clock.now().getTime() + 60_000);
      await test.ledger.settlePost(claim.token, {
        kind: 'try-again',
        at: test.clock.now(),
        discardPrepared: false,
        blockAccountUntil: until,
        answer: ANSWER,
      });
      expect(await test.ledger.claimPost(post.id, 2)).toEqual({ kind: 'early', until });
      test.clock.advance(60_000);
      const again = await claimed(await fresh(post));
      await test.ledger.settlePost(again.token, {
        kind: 'account-paused',
        reason: 'the token is dead',
        answer: ANSWER,
      });
      expect(await fresh(post)).toMatchObject({
        state: 'scheduled',
        account: { state: 'paused', pausedReason: 'the token is dead' },
      });
      expect(await test.ledger.claimPost(post.id, (await fresh(post)).revision)).toEqual({ kind: 'gone' });
      await test.ledger.resumeAccount(account.id);
      await claimed(await fresh(post));
    });

    it('two posts of an account keep its gap', async () => {
      await test.ledger.syncAccount(wantedAccount({ settings: { characterLimit: null, minimumGapMs: 600_000 } }));
      const [first, second] = [await scheduled({ text: 'one' }), await scheduled({ text: 'two' })];
      await test.ledger.settlePost(await send(first), PUBLISHED);
      expect(await test.ledger.claimPost(second.id, 1)).toEqual({
        kind: 'early',
        until: new Date(test.clock.now().getTime() + 600_000),
      });
    });

    it('a worker whose lease is over can neither send nor settle', async () => {
      const claim = await claimed(await scheduled());
      test.clock.advance(60_000);
      expect(await test.ledger.openDelivery(claim.token)).toBe(false);
      expect(await test.ledger.settlePost(claim.token, PUBLISHED)).toBeNull();
    });

    it('a claim that died before its intent is scheduled again under the next revision', async () => {
      const post = await scheduled();
      await claimed(post);
      test.clock.advance(60_000);
      expect(await test.ledger.sweepLate()).toEqual([{ alarm: { postId: post.id, revision: 2 }, at: post.dueAt }]);
      await claimed(await fresh(post));
    });

    it('a claim that died after its intent is looked up, not sent again', async () => {
      const post = await scheduled();
      await send(post);
      test.clock.advance(60_000);
      expect(await test.ledger.sweepLate()).toEqual([]);
      expect(await fresh(post)).toMatchObject({ state: 'publishing' });
      expect(await test.ledger.listSendable()).toEqual([]);
      expect(await test.ledger.claimLookUp()).toMatchObject({ part: { text: 'The night ferry returns' } });
    });

    it('what was prepared is found again, until the text changes', async () => {
      const post = await scheduled();
      const prepared = { mediaIds: ['m1'], usableUntil: new Date('2026-11-25T09:00:00Z') };
      const claim = await claimed(post);
      expect(await test.ledger.savePrepared(claim.token, prepared)).toBe(true);
      await test.ledger.settlePost(claim.token, {
        kind: 'try-again',
        at: test.clock.now(),
        discardPrepared: false,
        blockAccountUntil: null,
        answer: ANSWER,
      });
      const again = await claimed(await fresh(post));
      expect(again.prepared).toEqual(prepared);
      await test.ledger.settlePost(again.token, {
        kind: 'try-again',
        at: test.clock.now(),
        discardPrepared: false,
        blockAccountUntil: null,
        answer: ANSWER,
      });
      await test.ledger.replaceParts(post.id, [{ text: 'Another text', link: null, media: [] }], []);
      expect((await claimed(await fresh(post))).prepared).toBeNull();
    });
  });

  describe('settling', () => {
    it('a published post shows its address and is never sendable again', async () => {
      const post = await scheduled();
      const settled = await test.ledger.settlePost(await send(post), PUBLISHED);
      expect(settled).toMatchObject({ state: 'published', parts: [{ remoteId: '101', url: 'https://x.example/101' }] });
      expect(await test.ledger.listSendable()).toEqual([]);
      await expect(test.ledger.reschedulePost(post.id, test.clock.now())).rejects.toMatchObject({
        code: 'KWB_TRANSITION_REFUSED',
      });
    });

    it('a thread goes on with its next part, below the one before', async () => {
      const parts = ['one', 'two'].map((text) => ({ text, link: null, media: [] }));
      const post = await scheduled({ parts });
      await test.ledger.settlePost(await send(post), PUBLISHED);
      const between = await fresh(post);
      expect(between).toMatchObject({ state: 'scheduled', revision: 2, dueAt: post.dueAt });
      test.clock.advance(5_000);
      const second = await claimed(between);
      expect(second.part).toMatchObject({ position: 1, text: 'two', inReplyTo: '101' });
      await test.ledger.openDelivery(second.token);
      expect(await test.ledger.settlePost(second.token, { ...PUBLISHED, remoteId: '102' })).toMatchObject({
        state: 'published',
      });
    });

    it('one post of the network is the answer to one delivery only', async () => {
      await test.ledger.settlePost(await send(await scheduled({ text: 'one' })), PUBLISHED);
      const token = await send(await scheduled({ text: 'two' }));
      await expect(test.ledger.settlePost(token, PUBLISHED)).rejects.toThrow(/unique|duplicate/i);
    });

    it('a post that was cancelled while it was being sent says so', async () => {
      const post = await scheduled();
      await send(post);
      await expect(test.ledger.cancelPost(post.id)).rejects.toMatchObject({ code: 'KWB_TRANSITION_REFUSED' });
    });

    it('a post expires before it is sent, never between its parts', async () => {
      const expiresAt = new Date(test.clock.now().getTime() + 1_000);
      const parts = ['one', 'two'].map((text) => ({ text, link: null, media: [] }));
      const [lonely, thread] = [await scheduled({ expiresAt }), await scheduled({ parts, expiresAt })];
      await test.ledger.settlePost(await send(thread), PUBLISHED);
      test.clock.advance(10_000);
      await test.ledger.sweepLate();
      expect(await fresh(lonely)).toMatchObject({ state: 'expired' });
      expect((await claimed(await fresh(thread))).part.position).toBe(1);
    });
  });

  describe('unknown deliveries', () => {
    const unknown = async (text: string): Promise<Post> => {
      const post = await scheduled({ text });
      const at = new Date(test.clock.now().getTime() + 50_000);
      await test.ledger.settlePost(await send(post), { kind: 'look-up', at, ifAbsent: 'send-again', answer: ANSWER });
      return post;
    };

    it('a look is made when it is due, by one worker', async () => {
      await unknown('one');
      expect(await test.ledger.claimLookUp()).toBeNull();
      test.clock.advance(50_000);
      const looks = await Promise.all([
        test.ledger.claimLookUp(),
        test.ledger.claimLookUp(),
        test.ledger.claimLookUp(),
      ]);
      expect(looks.filter((look) => look !== null)).toHaveLength(1);
    });

    it('a found post is adopted with its address', async () => {
      const post = await unknown('one');
      test.clock.advance(50_000);
      const look = await test.ledger.claimLookUp();
      await test.ledger.settleLookUp(look?.token ?? '', {
        kind: 'part-published',
        remoteId: '7',
        url: 'https://x.example/7',
      });
      expect(await fresh(post)).toMatchObject({ state: 'published', parts: [{ remoteId: '7' }] });
    });

    it('an absent post is sent again once, and the ledger remembers that', async () => {
      const post = await unknown('one');
      test.clock.advance(50_000);
      const look = await test.ledger.claimLookUp();
      expect(look?.history).toEqual({ deferredOnce: false, sentAgain: false });
      await test.ledger.settleLookUp(look?.token ?? '', { kind: 'send-again' });
      const claim = await claimed(await fresh(post));
      expect(claim.history.sentAgain).toBe(true);
      expect(await test.ledger.openDelivery(claim.token)).toBe(true);
    });

    it('two unknowns in a row hold the account until a look has an answer', async () => {
      await unknown('one');
      await unknown('two');
      const third = await scheduled({ text: 'three' });
      expect(await test.ledger.claimPost(third.id, 1)).toMatchObject({ kind: 'early' });
      test.clock.advance(50_000);
      const look = await test.ledger.claimLookUp();
      await test.ledger.settleLookUp(look?.token ?? '', {
        kind: 'look-again',
        at: new Date(test.clock.now().getTime() + 60_000),
        clean: true,
      });
      await claimed(third);
    });
  });

  describe('accounts', () => {
    it('a simulated account gives way to the real one, and what was planned on it is cancelled', async () => {
      const post = await scheduled();
      const real = await test.ledger.syncAccount(wantedAccount({ simulated: false, remoteId: '42' }));
      expect(real).toMatchObject({ name: 'x', simulated: false });
      expect(real.id).not.toBe(account.id);
      expect(await fresh(post)).toMatchObject({ state: 'cancelled', account: { id: account.id, state: 'retired' } });
      expect(await test.ledger.syncAccount(wantedAccount({ simulated: false, remoteId: '42' }))).toMatchObject({
        id: real.id,
      });
    });

    it('a real account never becomes a simulated one', async () => {
      await test.ledger.syncAccount(wantedAccount({ simulated: false }));
      await expect(test.ledger.syncAccount(wantedAccount())).rejects.toMatchObject({ code: 'KWB_CONFIG_INVALID' });
    });
  });

  it('pictures come back byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    await test.ledger.storePicture('p1', bytes);
    await test.ledger.storePicture('p1', bytes);
    expect(Uint8Array.from((await test.ledger.loadPicture('p1')) ?? [])).toEqual(bytes);
    expect(await test.ledger.loadPicture('p2')).toBeNull();
  });

  it('the history of a post says what happened, in order', async () => {
    const post = await scheduled();
    await test.ledger.settlePost(await send(post), PUBLISHED);
    const kinds = (await test.ledger.listEvents(post.id)).map((event) => event.kind);
    expect(kinds).toEqual(['post-planned', 'delivery-opened', 'delivery-part-published']);
  });
});
