import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { DerivedSecrets } from '../../src/adapters/secrets/derived-secrets.js';
import type { Source } from '../../src/domain/source.js';
import { HookDesk } from '../support/hook-desk.js';
import { standardMessage } from '../support/hook-sender.js';
import { HOUR_MS } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

const FERRY = { title: 'Night ferry returns', url: 'https://harbour-post.example/ferry', id: 'ferry-1' };

describe.each<Engine>(['sqlite', 'postgres'])('what webhooks leave in the ledger on %s', (kind) => {
  let desk: HookDesk;
  beforeEach(async () => {
    desk = await HookDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  it('an article is recorded once, however often and at the same time it is delivered', async () => {
    const source = await desk.add('cms');
    const request = desk.message(source, FERRY);
    const receptions = await Promise.all([1, 2, 3, 4].map(() => desk.receive('cms', request)));
    expect(receptions.every(({ kind: what }) => what === 'taken-in' || what === 'known')).toBe(true);
    expect(await desk.receive('cms', request)).toMatchObject({ kind: 'known' });
    expect(await desk.receive('cms', desk.message(source, FERRY))).toMatchObject({ kind: 'taken-in', recorded: [] });
    expect(await desk.sources.listPlanned()).toEqual([FERRY.title]);
  });

  it('another message under an id that is known is refused, for a week', async () => {
    const source = await desk.add('cms');
    await desk.receive('cms', desk.message(source, FERRY, 'msg_1'));
    desk.clock.advance(6 * 24 * HOUR_MS);
    await desk.receive('cms', desk.message(source, FERRY, 'msg_2'));
    const other = { ...FERRY, title: 'Another title' };
    expect(await desk.receive('cms', desk.message(source, other, 'msg_1'))).toMatchObject({ kind: 'conflict' });
    expect((await desk.onlyArticle()).article.title).toBe(FERRY.title);
    desk.clock.advance(24 * HOUR_MS);
    await desk.receive('cms', desk.message(source, FERRY, 'msg_3'));
    expect(await desk.ledger.findHook(source.id, 'msg_1')).toBeNull();
    expect(await desk.ledger.findHook(source.id, 'msg_2')).not.toBeNull();
  });

  it('the line about the last message is written once a minute where it is the same', async () => {
    const source = await desk.add('cms');
    const lastWords = async () => (await desk.ledger.findSource('cms'))?.lastPoll;
    await desk.ledger.noteHook(source.id, 'failed', 'refused: it is not signed');
    const first = await lastWords();
    desk.clock.advance(1000);
    await desk.ledger.noteHook(source.id, 'failed', 'refused: it is not signed');
    expect(await lastWords()).toEqual(first);
    await desk.ledger.noteHook(source.id, 'articles', '1 new');
    expect(await lastWords()).toEqual({ at: desk.clock.now(), outcome: 'articles', note: '1 new' });
  });

  describe('when our WordPress plugin tells of posts of another type, whose GUIDs it has as HTML', () => {
    const SITE = 'https://harbour-post.example';
    let blog: Source;
    beforeEach(async () => {
      blog = await desk.add('blog', 'wordpress');
    });
    const tell = (type: string, id: number, change: object = {}) => {
      const guid = `${SITE}/?post_type=news&#038;p=${id}`;
      const data = { guid, link: `${SITE}/news/story-${id}/`, title: `Story number ${id}`, content: '<p>It is.</p>' };
      return desk.receive('blog', desk.message(blog, { type, data: { ...data, ...change } }));
    };
    const articles = async () =>
      (await desk.ledger.listNewestArticles(10)).map(({ article }) => article.title).sort((a, b) => a.localeCompare(b));
    const withdrawn = () => desk.sources.test.engine.db.selectFrom('articles').where('withdrawn', 'is not', null);

    it('each is an article of its own: published, changed and taken back', async () => {
      for (const id of [12, 13]) await tell('post.published', id);
      expect(await articles()).toEqual(['Story number 12', 'Story number 13']);
      await tell('post.updated', 13, { title: 'The thirteenth' });
      expect(await articles()).toEqual(['Story number 12', 'The thirteenth']);
      await tell('post.unpublished', 13, { link: '' });
      expect(await withdrawn().select('title').execute()).toEqual([{ title: 'The thirteenth' }]);
    });

    it('one that was recorded under the GUID as it was sent is not recorded again, and another is', async () => {
      const guid = `${SITE}/?post_type=news&#038;p=12`;
      const old = desk.sources.article('Story number 12', 1, { guid, url: `${SITE}/news/old-slug/` });
      const keys = [
        `guid:${guid}`,
        'url:harbour-post.example/news/old-slug',
        'url:harbour-post.example?post_type=news',
      ];
      await desk.ledger.recordArticle(old, keys, 'source', null);
      await tell('post.published', 12);
      expect(await articles()).toEqual(['Story number 12']);
      await tell('post.published', 13);
      expect(await articles()).toEqual(['Story number 12', 'Story number 13']);
    });
  });
});

describe('a webhook', () => {
  let desk: HookDesk;
  beforeEach(async () => {
    desk = await HookDesk.open('sqlite', '');
  });
  afterEach(() => desk.close());

  it('changes an article by an edit, and the message before it does not change it back', async () => {
    const source = await desk.add('cms');
    const first = desk.message(source, FERRY);
    await desk.receive('cms', first);
    const edit = desk.message(source, { ...FERRY, title: 'Night ferry returns on Friday' });
    expect(await desk.receive('cms', edit)).toMatchObject({ kind: 'taken-in', recorded: [{ change: 'changed' }] });
    await desk.receive('cms', first);
    expect((await desk.onlyArticle()).article.title).toBe('Night ferry returns on Friday');
  });

  it('tells of the same article as the feed', async () => {
    const feed = await desk.sources.addMet('feed');
    await desk.sources.poll(feed, [desk.sources.article('ferry', 0, { ...FERRY, guid: 'another' })]);
    const cms = await desk.add('cms');
    const message = desk.message(cms, { ...FERRY, url: `${FERRY.url}/?utm_source=cms` });
    expect(await desk.receive('cms', message)).toMatchObject({ kind: 'taken-in', recorded: [] });
    expect(await desk.sources.countArticles()).toBe(1);
  });

  it('takes nothing from whoever does not know its secret, and one that is not there answers the same', async () => {
    await desk.add('cms');
    const blog = await desk.add('blog', 'ghost');
    const stranger = standardMessage('whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==', desk.clock.now(), FERRY);
    for (const name of ['cms', 'blog', 'nothing', 'given'])
      expect(await desk.receive(name, stranger)).toMatchObject({ kind: 'forged' });
    expect(await desk.receive('cms', desk.message(blog, FERRY))).toMatchObject({ kind: 'forged' });
    expect(await desk.sources.countArticles()).toBe(0);
  });

  it('has two secrets for a day after a change, then the new one alone', async () => {
    const before = await desk.add('cms');
    await desk.ledger.rotateSecret(before.id);
    const after = (await desk.ledger.findSource('cms')) ?? before;
    expect(desk.secretOf(after)).not.toBe(desk.secretOf(before));
    expect(await desk.receive('cms', desk.message(before, FERRY))).toMatchObject({ kind: 'taken-in' });
    desk.clock.advance(24 * HOUR_MS);
    expect(await desk.receive('cms', desk.message(before, FERRY))).toMatchObject({ kind: 'forged' });
    expect(await desk.receive('cms', desk.message(after, FERRY))).toMatchObject({ kind: 'taken-in' });
  });

  it('goes by each secret that the newsroom gives it, and by none of ours then', async () => {
    const source = await desk.add('given');
    const now = desk.clock.now();
    for (const secret of desk.secrets.ofWebhook(source, now))
      expect(await desk.receive('given', standardMessage(secret, now, FERRY))).toMatchObject({ kind: 'taken-in' });
    const ours = new DerivedSecrets({ masterKey: 'a master key', dataFolder: '', webhookSecrets: {} });
    const [derived = ''] = ours.ofWebhook(source, now);
    expect(await desk.receive('given', standardMessage(derived, now, FERRY))).toMatchObject({ kind: 'forged' });
  });

  it('has another secret when it was removed and comes back', async () => {
    const before = await desk.add('cms');
    await desk.ledger.removeSource(before.id);
    expect(await desk.receive('cms', desk.message(before, FERRY))).toMatchObject({ kind: 'forged' });
    expect(desk.secretOf(await desk.add('cms'))).not.toBe(desk.secretOf(before));
  });

  it('takes nothing in while it is paused, so that its sender tries again', async () => {
    const source = await desk.add('cms');
    await desk.ledger.pauseSource(source.id, 'a move');
    const request = desk.message(source, FERRY);
    expect(await desk.receive('cms', request)).toMatchObject({ kind: 'paused' });
    await desk.ledger.resumeSource(source.id);
    expect(await desk.receive('cms', request)).toMatchObject({ kind: 'taken-in', recorded: [{ change: 'new' }] });
  });

  it('says why a message cannot be read, and reads it when it is mended', async () => {
    const source = await desk.add('cms');
    expect(await desk.receive('cms', desk.message(source, { url: FERRY.url }, 'msg_1'))).toMatchObject({
      kind: 'unreadable',
      note: expect.stringContaining('title') as string,
    });
    expect(await desk.receive('cms', desk.message(source, FERRY, 'msg_1'))).toMatchObject({ kind: 'taken-in' });
  });
});
