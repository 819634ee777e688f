import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { DEFAULT_ACCOUNT_SETTINGS } from '../../src/domain/account.js';
import { ANSWER, LedgerDesk } from '../support/ledger-desk.js';
import { ARTICLE, plannedPost, wantedAccount } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

describe.each<Engine>(['sqlite', 'postgres'])('the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  describe('articles', () => {
    it('an article is known again by any of its keys', async () => {
      const first = await desk.test.ledger.recordArticle(ARTICLE, ['url:a', 'guid:1'], 'file', null);
      const again = await desk.test.ledger.recordArticle(ARTICLE, ['guid:1', 'text:z'], 'file', null);
      const byNewKey = await desk.test.ledger.recordArticle(ARTICLE, ['text:z'], 'file', null);
      expect([first.change, again.change, byNewKey.change]).toEqual(['new', 'none', 'none']);
      expect(new Set([first.id, again.id, byNewKey.id]).size).toBe(1);
      expect(again.article).toEqual(ARTICLE);
    });

    it('an article whose date alone was bumped is not a changed article', async () => {
      await desk.test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', null);
      const bumped = { ...ARTICLE, publishedAt: new Date('2026-11-24T10:00:00Z'), updatedAt: new Date() };
      const again = await desk.test.ledger.recordArticle(bumped, ['url:a'], 'file', null);
      expect(again).toMatchObject({ change: 'none', revision: 1, article: ARTICLE });
    });

    it('an edited article is the next revision of the same article', async () => {
      const first = await desk.test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', null);
      const edited = await desk.test.ledger.recordArticle(
        { ...ARTICLE, title: 'Ferry Delayed' },
        ['url:a'],
        'file',
        null,
      );
      expect(edited).toMatchObject({
        id: first.id,
        revision: 2,
        change: 'changed',
        article: { title: 'Ferry Delayed' },
      });
    });

    it('an article that sources change at once, each under a key of its own, gets a revision of each', async () => {
      const keys = ['url:a', 'url:b', 'guid:1', 'guid:2', 'text:y', 'text:z'];
      await desk.test.ledger.recordArticle(ARTICLE, keys, 'file', null);
      const changes = await Promise.all(
        keys.map((key) => desk.test.ledger.recordArticle({ ...ARTICLE, title: `as ${key} says` }, [key], 'file', null)),
      );
      expect(changes.map(({ revision }) => revision).sort()).toEqual([2, 3, 4, 5, 6, 7]);
    });

    it('the wish of the person who published it stays with the article, the latest before the plan', async () => {
      const first = { at: new Date('2026-11-25T09:00:00Z'), wallTime: null, accountName: null };
      const second = { at: null, wallTime: null, accountName: 'x' };
      await desk.test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', first);
      expect(await desk.test.ledger.listUnplannedArticles()).toMatchObject([{ wish: first }]);
      await desk.test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', second);
      expect(await desk.test.ledger.listUnplannedArticles()).toMatchObject([{ wish: second }]);
    });

    it('a plan is made once, however often it is asked for', async () => {
      const { id } = await desk.test.ledger.recordArticle(ARTICLE, ['url:a'], 'file', null);
      const plan = plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish' });
      expect(await desk.test.ledger.listUnplannedArticles()).toHaveLength(1);
      expect(await desk.test.ledger.planPosts(id, [plan])).toHaveLength(1);
      expect(await desk.test.ledger.planPosts(id, [plan])).toHaveLength(0);
      expect(await desk.test.ledger.listPosts({ articleId: id })).toHaveLength(1);
      expect(await desk.test.ledger.listUnplannedArticles()).toHaveLength(0);
    });

    it('one article that arrives four times at once is one article with one post', async () => {
      const plan = plannedPost(desk.account.id, { template: 'x/default', occasion: 'publish' });
      const ids = await Promise.all(
        [1, 2, 3, 4].map(async () => {
          const { id } = await desk.test.ledger.recordArticle(ARTICLE, ['url:a', 'guid:1'], 'file', null);
          await desk.test.ledger.planPosts(id, [plan]);
          return id;
        }),
      );
      expect(new Set(ids).size).toBe(1);
      expect(await desk.test.ledger.listPosts({})).toHaveLength(1);
    });
  });

  describe('texts', () => {
    it('a text that is scheduled on the account already is held with the reason', async () => {
      const first = await desk.schedule();
      const second = await desk.schedule();
      expect(second).toMatchObject({ state: 'held', problems: [{ code: 'identical-text', part: 0 }] });
      expect(second.reason).toContain(first.id);
    });

    it('two identical posts queued at once do not both go out', async () => {
      const posts = await Promise.all([desk.schedule(), desk.schedule(), desk.schedule()]);
      expect(posts.filter((post) => post.state === 'scheduled')).toHaveLength(1);
    });

    it('the text of a cancelled post may be said again', async () => {
      await desk.test.ledger.cancelPost((await desk.schedule()).id);
      expect(await desk.schedule()).toMatchObject({ state: 'scheduled' });
    });
  });

  describe('accounts', () => {
    it('a simulated account gives way to the real one, and what was planned on it is cancelled', async () => {
      const post = await desk.schedule();
      const real = await desk.test.ledger.syncAccount(wantedAccount({ simulated: false, remoteId: '42' }));
      expect(real).toMatchObject({ name: 'x', simulated: false });
      expect(real.id).not.toBe(desk.account.id);
      expect(await desk.fresh(post)).toMatchObject({
        state: 'cancelled',
        account: { id: desk.account.id, state: 'retired' },
      });
      expect(await desk.test.ledger.syncAccount(wantedAccount({ simulated: false, remoteId: '42' }))).toMatchObject({
        id: real.id,
      });
    });

    it('an account is connected once when several processes start at once', async () => {
      for (const simulated of [true, false]) {
        const wanted = wantedAccount({ network: 'facebook', name: 'page', simulated });
        const synced = await Promise.all([1, 2, 3].map(() => desk.ledger.syncAccount(wanted)));
        expect(new Set(synced.map(({ id }) => id)).size).toBe(1);
      }
      const pages = (await desk.ledger.listAccounts()).filter(({ name }) => name === 'page');
      expect(pages.map(({ state }) => state)).toEqual(['retired', 'active']);
    });

    it('a real account never becomes a simulated one', async () => {
      await desk.test.ledger.syncAccount(wantedAccount({ simulated: false }));
      await expect(desk.test.ledger.syncAccount(wantedAccount())).rejects.toMatchObject({ code: 'KWB_CONFIG_INVALID' });
    });
  });

  it('an account that was suspected is trusted again when a person resumes it', async () => {
    const refusal = { kind: 'rejected', reason: 'no', suspectsAccount: true, answer: ANSWER } as const;
    await desk.sendAnd(await desk.schedule({ text: 'one' }), refusal);
    const second = await desk.schedule({ text: 'two' });
    const pause = { kind: 'account-paused', reason: 'restricted', answer: ANSWER } as const;
    await desk.sendAnd(second, pause);
    await desk.ledger.resumeAccount(desk.account.id);
    expect((await desk.claim(second)).history.accountSuspected).toBe(false);
  });

  it('an account that an older version wrote has the defaults for what that did not know', async () => {
    await desk.test.engine.db
      .updateTable('accounts')
      .set({ settings: JSON.stringify({ characterLimit: 500, minimumGapMs: 1_000 }) })
      .execute();
    expect(await desk.ledger.listAccounts()).toMatchObject([
      { settings: { ...DEFAULT_ACCOUNT_SETTINGS, characterLimit: 500, minimumGapMs: 1_000 } },
    ]);
  });

  it('a picture from the web is known for a day', async () => {
    const url = 'https://harbour-post.example/ferry.jpg';
    expect(await desk.ledger.findFetched(url)).toBeNull();
    await desk.ledger.keepFetched(url, 'p1', Uint8Array.of(1));
    await desk.ledger.keepFetched(url, 'p2', Uint8Array.of(2));
    expect(await desk.ledger.findFetched(url)).toBe('p2');
    desk.clock.advance(24 * 3_600_000);
    expect(await desk.ledger.findFetched(url)).toBeNull();
  });

  it('pictures come back byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    await desk.test.ledger.storePicture('p1', bytes);
    await desk.test.ledger.storePicture('p1', bytes);
    expect(Uint8Array.from((await desk.test.ledger.loadPicture('p1')) ?? [])).toEqual(bytes);
    expect(await desk.test.ledger.loadPicture('p2')).toBeNull();
  });
});
