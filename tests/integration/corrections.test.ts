import { afterEach, describe, expect, it } from 'vitest';
import { editPost } from '../../src/application/edit-post.js';
import { releasePost } from '../../src/application/resolve-post.js';
import { retractPost } from '../../src/application/retract-post.js';
import { CANCELLED, ChangingArticle, DELAYED, WHAT } from '../support/changing-article.js';
import { ARTICLE } from '../support/samples.js';

const TEMPLATES = {
  'x/default': '---\nexpires: 6h\ncorrection: reply\n---\n{{ article.title }}\n{% next_post %}\n{{ article.summary }}',
  'facebook/default': '---\ncorrection: edit\n---\n{{ article.title }}\n\n{{ article.summary }}',
};

describe('an article that changes after its post went out', { timeout: 60_000 }, () => {
  let article: ChangingArticle;
  afterEach(() => article.close());

  async function open(templates: Readonly<Record<string, string>> = {}): Promise<void> {
    article = await ChangingArticle.open({ ...TEMPLATES, ...templates });
  }

  it('is changed in place on Facebook', async () => {
    await open();
    await article.publish();
    await article.takeIn({ title: DELAYED });
    await article.newsroom.sweepOnce();
    expect(await article.textsOn('facebook')).toEqual([`${DELAYED}\n\n${ARTICLE.summary}`]);
    expect(await article.postOn('facebook')).toMatchObject({
      state: 'published',
      parts: [{ text: `${DELAYED}\n\n${ARTICLE.summary}` }],
    });
    expect(await article.historyOn('facebook')).toEqual([`${WHAT}: edited in place`]);
    await article.takeIn({ title: DELAYED, summary: 'Ice keeps it in port.' });
    await article.newsroom.sweepOnce();
    expect(await article.textsOn('facebook')).toEqual([`${DELAYED}\n\nIce keeps it in port.`]);
  });

  it('is answered on X, once for each headline, below the first part', async () => {
    await open();
    await article.publish();
    await article.takeIn({ title: DELAYED });
    await Promise.all([article.newsroom.sweepOnce(), article.newsroom.sweepOnce()]);
    await article.newsroom.pass(10);
    await article.takeIn({ title: CANCELLED });
    await article.newsroom.pass(10);
    const [first, second, ...corrections] = await article.newsroom.networks.x.posts();
    expect(second?.inReplyTo).toBe(first?.id);
    expect(corrections).toMatchObject([
      { text: `Correction: ${DELAYED}`, inReplyTo: first?.id },
      { text: `Correction: ${CANCELLED}`, inReplyTo: first?.id },
    ]);
    expect((await article.historyOn('x'))[0]).toBe(`${WHAT}: a correction is posted in reply`);
    expect(await article.postOn('x', 'correction:2')).toMatchObject({ state: 'published', template: 'x/default' });
  });

  it('is looked for on X when the answer to the correction is lost, and not said twice', async () => {
    await open();
    await article.publish();
    await article.newsroom.networks.x.strike({ operation: 'publish', fault: { kind: 'drop', applied: true } });
    await article.takeIn({ title: DELAYED });
    await article.newsroom.pass(60);
    expect(await article.textsOn('x')).toEqual([ARTICLE.title, ARTICLE.summary, `Correction: ${DELAYED}`]);
    expect(await article.postOn('x', 'correction:2')).toMatchObject({ state: 'published' });
  });

  it('with the same headline gets no answer on X, but is told in its history', async () => {
    await open();
    await article.publish();
    await article.takeIn({ summary: 'Ice keeps it in port.' });
    await article.newsroom.pass(10);
    expect(await article.textsOn('x')).toHaveLength(2);
    expect(await article.historyOn('x')).toEqual([
      'its article changed: the post stays as it is, since the headline is the same',
    ]);
  });

  it('that readers of the post would not notice is not worth a word', async () => {
    await open();
    await article.publish();
    await article.takeIn({ body: 'Another body.' });
    await article.newsroom.sweepOnce();
    expect(await article.historyOn('x')).toEqual([]);
    expect(await article.historyOn('facebook')).toEqual([]);
  });

  it('stays as it is where the template wants that, and history tells it', async () => {
    await open({ 'x/default': '{{ article.title }}', 'facebook/default': '{{ article.summary }}' });
    await article.publish();
    await article.takeIn({ title: DELAYED });
    await article.newsroom.pass(10);
    expect(await article.textsOn('x')).toEqual([ARTICLE.title]);
    for (const network of ['x', 'facebook'] as const)
      expect(await article.historyOn(network)).toEqual([
        `${WHAT}: the post stays as it is, as its template wants (correction: none)`,
      ]);
  });

  it.each([
    ['was cut', { kind: 'drop', applied: true }],
    ['was cut before', { kind: 'drop', applied: false }],
    ['was an error', { kind: 'error', key: 'unexpected-retry-later' }],
  ])('is changed again on Facebook when the answer %s', async (_, fault) => {
    await open();
    await article.publish();
    await article.newsroom.networks.facebook.strike({ operation: 'edit', fault });
    await article.takeIn({ title: DELAYED });
    await article.newsroom.sweepOnce();
    expect(await article.historyOn('facebook')).toMatchObject([expect.stringContaining(`${WHAT}: not edited yet`)]);
    await article.newsroom.pass(20);
    expect(await article.textsOn('facebook')).toEqual([`${DELAYED}\n\n${ARTICLE.summary}`]);
    expect(await article.newsroom.networks.facebook.countRequests('edit')).toBe(2);
    await article.newsroom.pass(60);
    expect(await article.newsroom.networks.facebook.countRequests('edit')).toBe(2);
  });

  it('is not changed on Facebook where an editor had found other words', async () => {
    await open();
    const { posts } = await article.takeIn();
    const onFacebook = posts.find(({ account }) => account.name === 'facebook');
    await editPost(article.newsroom.ports, onFacebook?.id ?? '', { part: null, text: 'My own words' });
    await article.newsroom.pass(10);
    await article.takeIn({ title: DELAYED });
    await article.newsroom.sweepOnce();
    expect(await article.textsOn('facebook')).toEqual(['My own words']);
    expect(await article.historyOn('facebook')).toEqual([
      `${WHAT}: the post stays as it is, since its words are not those of its template`,
    ]);
  });

  it('is told when Facebook refuses the change', async () => {
    await open();
    await article.publish();
    await article.newsroom.networks.facebook.strike({
      operation: 'edit',
      fault: { kind: 'error', key: 'abusive-content' },
    });
    await article.takeIn({ title: DELAYED });
    await article.newsroom.pass(20);
    expect(await article.newsroom.networks.facebook.countRequests('edit')).toBe(1);
    expect(await article.historyOn('facebook')).toMatchObject([
      expect.stringContaining(`${WHAT}: not edited, the network says`),
    ]);
  });

  it('is not corrected where the post was retracted', async () => {
    await open();
    await article.publish();
    await retractPost(article.newsroom.ports, (await article.postOn('x')).id, AbortSignal.timeout(20_000));
    await article.takeIn({ title: DELAYED });
    await article.newsroom.pass(10);
    expect(await article.textsOn('x')).toEqual([]);
  });

  it('says the newest headline in a correction that still waits for a person', async () => {
    await open({ 'x/default': '---\napproval: true\ncorrection: reply\n---\n{{ article.title }}' });
    await article.takeIn();
    await releasePost(article.newsroom.ports, (await article.postOn('x')).id);
    await article.newsroom.pass(10);
    await article.takeIn({ title: DELAYED });
    await article.newsroom.pass(5);
    await article.takeIn({ title: CANCELLED });
    await article.newsroom.pass(5);
    const correction = await article.postOn('x', 'correction:2');
    expect(correction).toMatchObject({ state: 'awaiting-approval', parts: [{ text: `Correction: ${CANCELLED}` }] });
    await releasePost(article.newsroom.ports, correction.id);
    await article.newsroom.pass(5);
    expect(await article.textsOn('x')).toEqual([ARTICLE.title, `Correction: ${CANCELLED}`]);
  });

  it('is found by the sweep when the process died that took the change in', async () => {
    await open();
    await article.publish();
    const changed = { ...ARTICLE, title: DELAYED };
    await article.newsroom.ledger.recordArticle(changed, ['url:harbour-post.example/2026/ferry-returns'], 'file', null);
    await article.newsroom.pass(10);
    expect(await article.textsOn('x')).toContain(`Correction: ${DELAYED}`);
    expect(await article.textsOn('facebook')).toEqual([`${DELAYED}\n\n${ARTICLE.summary}`]);
  });
});
