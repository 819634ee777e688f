import { afterEach, describe, expect, it } from 'vitest';
import { editPost } from '../../src/application/edit-post.js';
import { ingestArticle } from '../../src/application/ingest-article.js';
import { keepWallTimes } from '../../src/application/keep-wall-times.js';
import { releasePost } from '../../src/application/resolve-post.js';
import { ChangingArticle, DELAYED, WHAT } from '../support/changing-article.js';
import { ARTICLE } from '../support/samples.js';

const HOUR_MS = 3_600_000;
const LATER = {
  'x/default': '---\nwhen: +1h\n---\n{{ article.title }}',
  'facebook/default': '---\nwhen: +1h\napproval: true\n---\n{{ article.title }}',
};

describe('an article that changes before its post went out', { timeout: 60_000 }, () => {
  let article: ChangingArticle;
  afterEach(() => article.close());

  it('is said anew', async () => {
    article = await ChangingArticle.open(LATER);
    await article.takeIn();
    const { posts } = await article.takeIn({ title: DELAYED });
    expect(posts).toMatchObject([
      { state: 'scheduled', parts: [{ text: DELAYED }] },
      { state: 'awaiting-approval', parts: [{ text: DELAYED }] },
    ]);
    expect(await article.historyOn('x')).toEqual([WHAT]);
  });

  it('is held with both headlines where a person had approved the old one, and goes out when one approves the new', async () => {
    article = await ChangingArticle.open(LATER);
    await article.takeIn();
    await releasePost(article.newsroom.ports, (await article.postOn('facebook')).id);
    await article.takeIn({ title: DELAYED });
    expect(await article.postOn('facebook')).toMatchObject({
      state: 'held',
      reason: `${WHAT} after a person had read the post`,
      parts: [{ text: DELAYED }],
    });
    await releasePost(article.newsroom.ports, (await article.postOn('facebook')).id);
    await article.takeIn({ title: DELAYED });
    article.newsroom.clock.advance(HOUR_MS);
    await article.newsroom.ports.postQueue.ringDue();
    expect(await article.textsOn('facebook')).toEqual([DELAYED]);
  });

  it('is held where an editor had found other words, and these stay', async () => {
    article = await ChangingArticle.open(LATER);
    await article.takeIn();
    await editPost(article.newsroom.ports, (await article.postOn('x')).id, { part: null, text: 'My own words' });
    await article.takeIn({ title: DELAYED });
    expect(await article.postOn('x')).toMatchObject({
      state: 'held',
      reason: `${WHAT} after a person had read the post`,
      parts: [{ text: 'My own words' }],
    });
  });

  it('waits for an embargo that came later, and comes back when it is taken away', async () => {
    article = await ChangingArticle.open(LATER);
    await article.show();
    const { dueAt } = await article.postOn('x');
    const embargoUntil = new Date(dueAt.getTime() + HOUR_MS);
    await article.show({ embargoUntil });
    expect(await article.postOn('x')).toMatchObject({ state: 'scheduled', dueAt: embargoUntil, nextAt: embargoUntil });
    expect(await article.postOn('facebook')).toMatchObject({ state: 'awaiting-approval', dueAt: embargoUntil });
    await article.show();
    expect(await article.postOn('x')).toMatchObject({ state: 'scheduled', dueAt, nextAt: dueAt });
  });

  it('goes on waiting where a person publishes it again from a file that names no embargo, or an earlier one', async () => {
    article = await ChangingArticle.open(LATER);
    const embargoUntil = new Date(article.newsroom.clock.now().getTime() + 3 * HOUR_MS);
    await article.show({ embargoUntil });
    const wish = { at: article.newsroom.clock.now(), wallTime: null, accountName: null };
    for (const said of [null, article.newsroom.clock.now()]) {
      const published = { ...ARTICLE, title: DELAYED, embargoUntil: said };
      const { posts } = await ingestArticle(article.newsroom.ports, published, 'file', wish);
      expect(posts).toMatchObject([
        { state: 'scheduled', dueAt: embargoUntil, nextAt: embargoUntil },
        { state: 'awaiting-approval', dueAt: embargoUntil },
      ]);
    }
    await article.newsroom.ports.postQueue.ringDue();
    expect(await article.textsOn('x')).toEqual([]);
  });

  it('stays at the time that a person chose, when an embargo ends earlier than that', async () => {
    article = await ChangingArticle.open(LATER);
    await article.takeIn();
    const post = await article.postOn('x');
    const at = new Date(post.dueAt.getTime() + 3 * HOUR_MS);
    await article.newsroom.ledger.reschedulePost(post.id, { at, wallTime: null });
    await article.takeIn({ embargoUntil: new Date(post.dueAt.getTime() + HOUR_MS) });
    expect(await article.postOn('x')).toMatchObject({ dueAt: at });
  });

  it('keeps its time where new rules of a zone would put it before the end of an embargo', async () => {
    article = await ChangingArticle.open(LATER);
    const { newsroom } = article;
    const now = newsroom.clock.now().getTime();
    await article.takeIn({ embargoUntil: new Date(now + 2 * HOUR_MS) });
    const at = new Date(now + 3 * HOUR_MS);
    const wallTime = { at: new Date(now + HOUR_MS).toISOString().slice(0, 16), zone: 'UTC' };
    await newsroom.ledger.reschedulePost((await article.postOn('x')).id, { at, wallTime });
    await keepWallTimes(newsroom.ports);
    expect(await article.postOn('x')).toMatchObject({ state: 'scheduled', dueAt: at });
  });

  it('is kept whatever the limits say also where new rules of a zone give its hour another time', async () => {
    article = await ChangingArticle.open(LATER);
    const { newsroom } = article;
    await article.takeIn();
    const at = new Date(Math.ceil(newsroom.clock.now().getTime() / HOUR_MS + 3) * HOUR_MS);
    const hour = new Date(at.getTime() + HOUR_MS);
    const wallTime = { at: hour.toISOString().slice(0, 16), zone: 'UTC' };
    await newsroom.ledger.reschedulePost((await article.postOn('x')).id, { at, wallTime, keepsTime: true });
    await keepWallTimes(newsroom.ports);
    expect(await article.postOn('x')).toMatchObject({ dueAt: hour, keepsTime: true });
  });
});
