import { afterEach, describe, expect, it } from 'vitest';
import { liftEmbargo } from '../../src/application/lift-embargo.js';
import { releasePost } from '../../src/application/resolve-post.js';
import { UNREADABLE_EMBARGO } from '../../src/domain/embargo.js';
import { ChangingArticle } from '../support/changing-article.js';
import { LATE } from '../support/samples.js';

const HOUR_MS = 3_600_000;
const WORDS = expect.stringMatching(
  /^the embargo of the article could not be read: .*until when.*two people/,
) as string;
const HELD = { state: 'held', reason: WORDS, problems: [{ code: 'embargo-unreadable', part: null, message: WORDS }] };
/** A post of an hour, and one for good that a person approves. */
const EXPIRING = {
  'facebook/default': '---\nexpires: 1h\n---\n{{ article.title }}',
  'x/default': '---\napproval: true\n---\n{{ article.title }}',
};

describe('the posts of an article under an embargo', { timeout: 60_000 }, () => {
  let article: ChangingArticle;
  afterEach(() => article.close());

  const inHours = (hours: number) => new Date(article.newsroom.clock.now().getTime() + hours * HOUR_MS);

  it('live as long as their template says from its end on', async () => {
    article = await ChangingArticle.open(EXPIRING);
    const end = inHours(3);
    await article.show({ embargoUntil: end });
    const post = { state: 'scheduled', problems: [], dueAt: end, expiresAt: inHours(4) };
    expect(await article.postOn('facebook')).toMatchObject(post);
    article.newsroom.clock.advance(3 * HOUR_MS - 10_000);
    await article.newsroom.pass(5);
    expect(await article.textsOn('facebook')).toEqual([]);
    await article.newsroom.pass(15);
    expect(await article.textsOn('facebook')).toHaveLength(1);
  });

  it('go out when its source lifts it, however long that is after the article came', async () => {
    article = await ChangingArticle.open(EXPIRING);
    await article.show({ embargoUntil: inHours(5) });
    article.newsroom.clock.advance(2 * HOUR_MS);
    await article.show();
    const post = { state: 'scheduled', problems: [], dueAt: inHours(0), expiresAt: inHours(1) };
    expect(await article.postOn('facebook')).toMatchObject(post);
    await article.newsroom.pass(10);
    expect(await article.textsOn('facebook')).toHaveLength(1);
  });

  it('that were held only since it ended after their time are planned anew when its source lifts it', async () => {
    article = await ChangingArticle.open(EXPIRING);
    await article.show({ embargoUntil: inHours(5) });
    const { id } = await article.postOn('facebook');
    const held = { state: 'held', reason: LATE.message, problems: JSON.stringify([LATE]) };
    await article.newsroom.store.engine.db.updateTable('posts').set(held).where('id', '=', id).execute();
    await article.show();
    expect(await article.postOn('facebook')).toMatchObject({ state: 'scheduled', problems: [], dueAt: inHours(0) });
  });

  it('go out when two people lift it, as if its source had', async () => {
    article = await ChangingArticle.open(EXPIRING);
    const { ports } = article.newsroom;
    const until = inHours(5);
    await article.show({ embargoUntil: until });
    article.newsroom.clock.advance(2 * HOUR_MS);
    const { articleId } = await article.postOn('facebook');
    const asked = await ports.ledger
      .by({ id: 'ilse', name: 'Ilse' })
      .askEmbargoLift(articleId ?? '', until, 'it is out');
    expect(await article.postOn('facebook')).toMatchObject({ dueAt: until });
    const seen = { until, askedAt: asked.embargoAsk?.at ?? until };
    await liftEmbargo(ports, ports.ledger.by({ id: 'tomo', name: 'Tomo' }), articleId ?? '', seen);
    const post = { state: 'scheduled', problems: [], dueAt: inHours(0), expiresAt: inHours(1) };
    expect(await article.postOn('facebook')).toMatchObject(post);
    expect(await article.postOn('x')).toMatchObject({ state: 'awaiting-approval', dueAt: inHours(0) });
    await article.show({ embargoUntil: until });
    await article.newsroom.pass(10);
    expect(await article.textsOn('facebook')).toHaveLength(1);
  });

  it('that a person holds stay held', async () => {
    article = await ChangingArticle.open(EXPIRING);
    await article.show({ embargoUntil: inHours(5) });
    const { id, revision } = await article.postOn('facebook');
    await article.newsroom.ledger.holdPost(id, revision, 'wait for the minister');
    await article.show();
    expect(await article.postOn('facebook')).toMatchObject({ state: 'held', reason: 'wait for the minister' });
  });

  describe('that nobody can read', () => {
    it('are held for a person, with an expiry and without', async () => {
      article = await ChangingArticle.open(EXPIRING);
      await article.show({ embargoUntil: UNREADABLE_EMBARGO });
      for (const network of ['x', 'facebook'] as const) {
        const { id, dueAt } = await article.postOn(network);
        expect(await article.postOn(network)).toMatchObject(HELD);
        expect(dueAt).toEqual(inHours(0));
        await expect(releasePost(article.newsroom.ports, id)).rejects.toThrow('could not be read');
      }
    });

    it('are held where it comes later', async () => {
      article = await ChangingArticle.open({
        'x/default': '---\nwhen: +1h\n---\n{{ article.title }}',
        'facebook/default': '---\nwhen: +1h\napproval: true\n---\n{{ article.title }}',
      });
      await article.show();
      await article.show({ embargoUntil: UNREADABLE_EMBARGO });
      for (const network of ['x', 'facebook'] as const) expect(await article.postOn(network)).toMatchObject(HELD);
    });

    it('wait for its end when its source says one, and go out when it lifts it', async () => {
      article = await ChangingArticle.open(EXPIRING);
      await article.show({ embargoUntil: UNREADABLE_EMBARGO });
      article.newsroom.clock.advance(3 * HOUR_MS);
      const end = inHours(2);
      await article.show({ embargoUntil: end });
      const planned = { problems: [], reason: null, dueAt: end, nextAt: end };
      expect(await article.postOn('facebook')).toMatchObject({ ...planned, state: 'scheduled', expiresAt: inHours(3) });
      expect(await article.postOn('x')).toMatchObject({ ...planned, state: 'awaiting-approval' });
      await article.show({ embargoUntil: UNREADABLE_EMBARGO });
      expect(await article.postOn('facebook')).toMatchObject(HELD);
      await article.show();
      expect(await article.postOn('facebook')).toMatchObject({ state: 'scheduled', problems: [], dueAt: inHours(0) });
      await article.newsroom.pass(10);
      expect(await article.textsOn('facebook')).toHaveLength(1);
    });

    it('go out when two people lift it', async () => {
      article = await ChangingArticle.open(EXPIRING);
      const { ports } = article.newsroom;
      await article.show({ embargoUntil: UNREADABLE_EMBARGO });
      const { articleId } = await article.postOn('facebook');
      const ilse = ports.ledger.by({ id: 'ilse', name: 'Ilse' });
      const asked = await ilse.askEmbargoLift(articleId ?? '', UNREADABLE_EMBARGO, 'it is out');
      const seen = { until: UNREADABLE_EMBARGO, askedAt: asked.embargoAsk?.at ?? UNREADABLE_EMBARGO };
      await liftEmbargo(ports, ports.ledger.by({ id: 'tomo', name: 'Tomo' }), articleId ?? '', seen);
      await article.newsroom.pass(10);
      expect(await article.textsOn('facebook')).toHaveLength(1);
      expect(await article.postOn('x')).toMatchObject({ state: 'awaiting-approval', problems: [] });
    });

    it('stay held when other words come with it', async () => {
      article = await ChangingArticle.open(EXPIRING);
      await article.show({ embargoUntil: UNREADABLE_EMBARGO });
      await article.show({ embargoUntil: UNREADABLE_EMBARGO, title: 'Ferry delayed by ice' });
      expect(await article.postOn('facebook')).toMatchObject({ ...HELD, parts: [{ text: 'Ferry delayed by ice' }] });
    });
  });
});
