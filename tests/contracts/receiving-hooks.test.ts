import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { DerivedSecrets } from '../../src/adapters/secrets/derived-secrets.js';
import { WEBHOOK_FORMATS } from '../../src/adapters/sources/webhook/webhook-formats.js';
import type { HookRequest } from '../../src/application/ports/webhook-format.js';
import { receiveHook } from '../../src/application/receive-hook.js';
import type { Account } from '../../src/domain/account.js';
import { DEFAULT_SOURCE_SETTINGS, type Source, type WebhookDialect } from '../../src/domain/source.js';
import { ghostMessage, standardMessage } from '../support/hook-sender.js';
import { plannedPost, wantedAccount } from '../support/samples.js';
import { HOUR_MS, SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-ledger.js';

const FERRY = { title: 'Night ferry returns', url: 'https://harbour-post.example/ferry', id: 'ferry-1' };

describe.each<Engine>(['sqlite', 'postgres'])('webhooks with the ledger on %s', (kind) => {
  let desk: SourceDesk;
  beforeEach(async () => {
    desk = await SourceDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const secrets = new DerivedSecrets({
    masterKey: 'a master key of more than thirty-two characters',
    dataFolder: '',
    webhookSecrets: { given: ['whsec_bG9uZyBlbm91Z2ggZm9yIGEgc2VjcmV0', 'whsec_YW5vdGhlciBvbmUgb2YgdGhlIG5ld3Nyb29t'] },
  });
  const add = (name: string, dialect: WebhookDialect = 'standard') =>
    desk.add(name, { kind: 'webhook', address: `/hooks/${name}`, settings: { ...DEFAULT_SOURCE_SETTINGS, dialect } });
  const secretOf = (source: Source): string => secrets.ofWebhook(source, desk.clock.now())[0] ?? '';
  const receive = (name: string, request: HookRequest) =>
    receiveHook({ ...desk.test, zone: 'UTC', secrets, webhooks: WEBHOOK_FORMATS }, name, request);
  const message = (source: Source, content: unknown, id?: string) =>
    standardMessage(secretOf(source), desk.clock.now(), content, id);

  it('an article is recorded once, however often and at the same time it is delivered', async () => {
    const source = await add('cms');
    const request = message(source, FERRY);
    const receptions = await Promise.all([1, 2, 3, 4].map(() => receive('cms', request)));
    expect(receptions.every(({ kind: what }) => what === 'taken-in' || what === 'known')).toBe(true);
    expect(await receive('cms', request)).toMatchObject({ kind: 'known' });
    expect(await receive('cms', message(source, FERRY))).toMatchObject({ kind: 'taken-in', recorded: [] });
    expect(await desk.listPlanned()).toEqual([FERRY.title]);
  });

  it('another message under an id that is known is refused, for a week', async () => {
    const source = await add('cms');
    await receive('cms', message(source, FERRY, 'msg_1'));
    const forged = { ...FERRY, title: 'Another title' };
    desk.clock.advance(6 * 24 * HOUR_MS);
    await receive('cms', message(source, FERRY, 'msg_2'));
    expect(await receive('cms', message(source, forged, 'msg_1'))).toMatchObject({ kind: 'conflict' });
    expect(await desk.test.ledger.findArticle((await onlyArticle()).id)).toMatchObject({
      article: { title: FERRY.title },
    });
  });

  it('an edit changes the article, and the message before it does not change it back', async () => {
    const source = await add('cms');
    const first = message(source, FERRY);
    await receive('cms', first);
    const edit = message(source, { ...FERRY, title: 'Night ferry returns on Friday' });
    expect(await receive('cms', edit)).toMatchObject({ kind: 'taken-in', recorded: [{ change: 'changed' }] });
    await receive('cms', first);
    expect((await onlyArticle()).article.title).toBe('Night ferry returns on Friday');
  });

  it('the same story from the feed is the same article', async () => {
    const feed = await desk.addMet('feed');
    await desk.poll(feed, [desk.article('ferry', 0, { ...FERRY, guid: 'another' })]);
    const hook = await add('cms');
    expect(await receive('cms', message(hook, { ...FERRY, url: `${FERRY.url}/?utm_source=cms` }))).toMatchObject({
      kind: 'taken-in',
      recorded: [],
    });
    expect(await desk.countArticles()).toBe(1);
  });

  it('what nobody signed who knows the secret is refused, and whether there is such a webhook is not told', async () => {
    await add('cms');
    const ghost = await add('blog', 'ghost');
    const stranger = standardMessage('whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==', desk.clock.now(), FERRY);
    for (const name of ['cms', 'blog', 'nothing', 'given'])
      expect(await receive(name, stranger)).toMatchObject({ kind: 'forged' });
    expect(await receive('cms', message(ghost, FERRY))).toMatchObject({ kind: 'forged' });
    expect(await desk.countArticles()).toBe(0);
  });

  it('after a change of the secret both count for a day, then the new one alone', async () => {
    const before = await add('cms');
    await desk.test.ledger.rotateSecret(before.id);
    const after = (await desk.test.ledger.findSource('cms')) ?? before;
    expect(secretOf(after)).not.toBe(secretOf(before));
    expect(await receive('cms', message(before, FERRY))).toMatchObject({ kind: 'taken-in' });
    desk.clock.advance(24 * HOUR_MS);
    expect(await receive('cms', message(before, FERRY))).toMatchObject({ kind: 'forged' });
    expect(await receive('cms', message(after, FERRY))).toMatchObject({ kind: 'taken-in' });
  });

  it('of secrets that the newsroom gives each counts, and none of ours', async () => {
    const source = await add('given');
    for (const secret of secrets.ofWebhook(source, desk.clock.now()))
      expect(await receive('given', standardMessage(secret, desk.clock.now(), FERRY))).toMatchObject({
        kind: 'taken-in',
      });
    const ours = new DerivedSecrets({ masterKey: 'x'.repeat(32), dataFolder: '', webhookSecrets: {} });
    const [derived = ''] = ours.ofWebhook(source, desk.clock.now());
    expect(await receive('given', standardMessage(derived, desk.clock.now(), FERRY))).toMatchObject({ kind: 'forged' });
  });

  it('a webhook that was removed and comes back has another secret', async () => {
    const before = await add('cms');
    await desk.test.ledger.removeSource(before.id);
    expect(await receive('cms', message(before, FERRY))).toMatchObject({ kind: 'forged' });
    expect(secretOf(await add('cms'))).not.toBe(secretOf(before));
  });

  it('a paused webhook takes nothing in, so that its sender tries again', async () => {
    const source = await add('cms');
    await desk.test.ledger.pauseSource(source.id, 'a move');
    const request = message(source, FERRY);
    expect(await receive('cms', request)).toMatchObject({ kind: 'paused' });
    await desk.test.ledger.resumeSource(source.id);
    expect(await receive('cms', request)).toMatchObject({ kind: 'taken-in', recorded: [{ change: 'new' }] });
  });

  it('a message that cannot be read says why, and is read when it is mended', async () => {
    const source = await add('cms');
    expect(await receive('cms', message(source, { url: FERRY.url }, 'msg_1'))).toMatchObject({
      kind: 'unreadable',
      note: expect.stringContaining('title') as string,
    });
    expect(await receive('cms', message(source, FERRY, 'msg_1'))).toMatchObject({ kind: 'taken-in' });
  });

  describe('when Ghost takes an article back', () => {
    const POST = { id: 'g1', status: 'published', title: FERRY.title, url: FERRY.url, html: '<p>It sails.</p>' };
    let account: Account;
    let blog: Source;
    beforeEach(async () => {
      account = await desk.test.ledger.syncAccount(wantedAccount());
      blog = await add('blog', 'ghost');
      await send(POST, { status: 'draft' });
    });
    const send = (current: object, previous: object = {}) =>
      receive('blog', ghostMessage(secretOf(blog), desk.clock.now(), current, previous));
    const unpublish = () =>
      send({ ...POST, status: 'draft', url: 'https://harbour-post.example/p/g1/' }, { status: 'published' });
    const plan = async () => {
      const { id } = await onlyArticle();
      const [post] = await desk.test.ledger.planPosts(id, [
        plannedPost(account.id, { template: 'x/default', occasion: 'publish', dueAt: desk.clock.now() }),
      ]);
      if (post === undefined) throw new Error('nothing was planned');
      return post;
    };

    it('what has not gone out waits for a person, and can be released', async () => {
      const post = await plan();
      expect(await unpublish()).toMatchObject({ note: expect.stringContaining('1 posts are held') as string });
      expect(await desk.test.ledger.findPost(post.id)).toMatchObject({
        state: 'held',
        reason: expect.stringContaining('blog took it back') as string,
        problems: [{ code: 'withdrawn' }],
      });
      expect(await desk.test.ledger.releasePost(post.id)).toMatchObject({ state: 'scheduled', problems: [] });
      expect(await desk.listEvents('article-withdrawn')).toHaveLength(1);
    });

    it('what is planned afterwards waits too', async () => {
      await unpublish();
      expect(await plan()).toMatchObject({ state: 'held', problems: [{ code: 'withdrawn' }] });
    });

    it('what is out stays, and an article that is not known is no matter', async () => {
      const post = await plan();
      const claim = await desk.test.ledger.claimPost(post.id, post.revision);
      await send({}, POST);
      expect(await desk.test.ledger.findPost(post.id)).toMatchObject({ state: 'publishing' });
      expect(claim.kind).toBe('claimed');
      expect(await send({}, { ...POST, id: 'g2', url: 'https://harbour-post.example/other' })).toMatchObject({
        kind: 'taken-in',
        note: expect.stringContaining('not known') as string,
      });
    });

    it('a second withdrawal after a release holds it again', async () => {
      const post = await plan();
      await unpublish();
      await desk.test.ledger.releasePost(post.id);
      desk.clock.advance(1000);
      await unpublish();
      expect(await desk.test.ledger.findPost(post.id)).toMatchObject({
        state: 'held',
        problems: [{ code: 'withdrawn' }],
      });
    });
  });

  it('the line about the last message is written once a minute where it is the same', async () => {
    const source = await add('cms');
    const noteOf = async () => (await desk.test.ledger.findSource('cms'))?.lastPoll;
    await desk.test.ledger.noteHook(source.id, 'failed', 'refused: it is not signed');
    const first = await noteOf();
    desk.clock.advance(1000);
    await desk.test.ledger.noteHook(source.id, 'failed', 'refused: it is not signed');
    expect(await noteOf()).toEqual(first);
    await desk.test.ledger.noteHook(source.id, 'articles', '1 new');
    expect(await noteOf()).toEqual({ at: desk.clock.now(), outcome: 'articles', note: '1 new' });
  });

  async function onlyArticle() {
    const [article, ...others] = await desk.test.ledger.listUnplannedArticles();
    if (article === undefined || others.length > 0) throw new Error(`${others.length} articles more than one`);
    return article;
  }
});
