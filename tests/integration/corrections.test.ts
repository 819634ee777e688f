import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editPost } from '../../src/application/edit-post.js';
import { ingestArticle } from '../../src/application/ingest-article.js';
import { releasePost } from '../../src/application/resolve-post.js';
import { retractPost } from '../../src/application/retract-post.js';
import type { NetworkName } from '../../src/domain/account.js';
import type { Article } from '../../src/domain/article.js';
import type { Post } from '../../src/domain/post.js';
import { ARTICLE } from '../support/samples.js';
import { TemplateFolder } from '../support/template-folder.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const HOUR_MS = 3_600_000;
const TEMPLATES = {
  'x/default': '---\nexpires: 6h\ncorrection: reply\n---\n{{ article.title }}\n{% next_post %}\n{{ article.summary }}',
  'facebook/default': '---\ncorrection: edit\n---\n{{ article.title }}\n\n{{ article.summary }}',
};
const DELAYED = 'Night Ferry Delayed by Ice';
const CANCELLED = 'Night Ferry Cancelled';
const WHAT = `the headline “${ARTICLE.title}” became “${DELAYED}”`;

describe('an article that changes', { timeout: 60_000 }, () => {
  let templates: TemplateFolder;
  let newsroom: TestNewsroom;
  beforeEach(() => {
    templates = new TemplateFolder(TEMPLATES);
  });
  afterEach(async () => {
    await newsroom.close();
    templates.remove();
  });

  async function open(own: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [name, text] of Object.entries(own)) templates.write(name, text);
    newsroom = await TestNewsroom.open({ templates: templates.path });
  }
  const takeIn = (change: Partial<Article> = {}) =>
    ingestArticle(newsroom.ports, { ...ARTICLE, ...change }, 'file', null);
  /** The article is taken in and everything about it is out. */
  async function publish(): Promise<void> {
    await takeIn();
    await newsroom.ports.postQueue.ringDue();
    await newsroom.pass(10);
  }
  async function postOn(network: NetworkName, occasion = 'publish'): Promise<Post> {
    const posts = await newsroom.ledger.listPosts({ accountName: network });
    const found = posts.find((post) => post.occasion === occasion);
    if (found === undefined) throw new Error(`there is no post on ${network} for ${occasion}`);
    return found;
  }
  const textsOn = async (network: NetworkName) => (await newsroom.networks[network].posts()).map(({ text }) => text);
  const historyOn = async (network: NetworkName) =>
    (await newsroom.ledger.listEvents((await postOn(network)).id))
      .filter(({ kind }) => kind === 'article-changed')
      .map(({ detail }) => detail);

  describe('after its post went out', () => {
    it('is changed in place on Facebook', async () => {
      await open();
      await publish();
      await takeIn({ title: DELAYED });
      await newsroom.sweepOnce();
      expect(await textsOn('facebook')).toEqual([`${DELAYED}\n\n${ARTICLE.summary}`]);
      expect(await postOn('facebook')).toMatchObject({
        state: 'published',
        parts: [{ text: `${DELAYED}\n\n${ARTICLE.summary}` }],
      });
      expect(await historyOn('facebook')).toEqual([`${WHAT}: edited in place`]);
      await takeIn({ title: DELAYED, summary: 'Ice keeps it in port.' });
      await newsroom.sweepOnce();
      expect(await textsOn('facebook')).toEqual([`${DELAYED}\n\nIce keeps it in port.`]);
    });

    it('is answered on X, once for each headline, below the first part', async () => {
      await open();
      await publish();
      await takeIn({ title: DELAYED });
      await Promise.all([newsroom.sweepOnce(), newsroom.sweepOnce()]);
      await newsroom.pass(10);
      await takeIn({ title: CANCELLED });
      await newsroom.pass(10);
      const [first, second, ...corrections] = await newsroom.networks.x.posts();
      expect(second?.inReplyTo).toBe(first?.id);
      expect(corrections).toMatchObject([
        { text: `Correction: ${DELAYED}`, inReplyTo: first?.id },
        { text: `Correction: ${CANCELLED}`, inReplyTo: first?.id },
      ]);
      expect((await historyOn('x'))[0]).toBe(`${WHAT}: a correction is posted in reply`);
      expect(await postOn('x', 'correction:2')).toMatchObject({ state: 'published', template: 'x/default' });
    });

    it('is looked for on X when the answer to the correction is lost, and not said twice', async () => {
      await open();
      await publish();
      await newsroom.networks.x.strike({ operation: 'publish', fault: { kind: 'drop', applied: true } });
      await takeIn({ title: DELAYED });
      await newsroom.pass(60);
      expect(await textsOn('x')).toEqual([ARTICLE.title, ARTICLE.summary, `Correction: ${DELAYED}`]);
      expect(await postOn('x', 'correction:2')).toMatchObject({ state: 'published' });
    });

    it('with the same headline gets no answer on X, but is told in its history', async () => {
      await open();
      await publish();
      await takeIn({ summary: 'Ice keeps it in port.' });
      await newsroom.pass(10);
      expect(await textsOn('x')).toHaveLength(2);
      expect(await historyOn('x')).toEqual([
        'its article changed: the post stays as it is, since the headline is the same',
      ]);
    });

    it('that readers of the post would not notice is not worth a word', async () => {
      await open();
      await publish();
      await takeIn({ body: 'Another body.' });
      await newsroom.sweepOnce();
      expect(await historyOn('x')).toEqual([]);
      expect(await historyOn('facebook')).toEqual([]);
    });

    it('stays as it is where the template wants that, and history tells it', async () => {
      await open({ 'x/default': '{{ article.title }}', 'facebook/default': '{{ article.summary }}' });
      await publish();
      await takeIn({ title: DELAYED });
      await newsroom.pass(10);
      expect(await textsOn('x')).toEqual([ARTICLE.title]);
      for (const network of ['x', 'facebook'] as const)
        expect(await historyOn(network)).toEqual([
          `${WHAT}: the post stays as it is, as its template wants (correction: none)`,
        ]);
    });

    it.each([
      ['was cut', { kind: 'drop', applied: true }],
      ['was cut before', { kind: 'drop', applied: false }],
      ['was an error', { kind: 'error', key: 'unexpected-retry-later' }],
    ])('is changed again on Facebook when the answer %s', async (_, fault) => {
      await open();
      await publish();
      await newsroom.networks.facebook.strike({ operation: 'edit', fault });
      await takeIn({ title: DELAYED });
      await newsroom.sweepOnce();
      expect(await historyOn('facebook')).toMatchObject([expect.stringContaining(`${WHAT}: not edited yet`)]);
      await newsroom.pass(20);
      expect(await textsOn('facebook')).toEqual([`${DELAYED}\n\n${ARTICLE.summary}`]);
      expect(await newsroom.networks.facebook.countRequests('edit')).toBe(2);
      await newsroom.pass(60);
      expect(await newsroom.networks.facebook.countRequests('edit')).toBe(2);
    });

    it('is not changed on Facebook where an editor had found other words', async () => {
      await open();
      const { posts } = await takeIn();
      const onFacebook = posts.find(({ account }) => account.name === 'facebook');
      await editPost(newsroom.ports, onFacebook?.id ?? '', { part: null, text: 'My own words' });
      await newsroom.pass(10);
      await takeIn({ title: DELAYED });
      await newsroom.sweepOnce();
      expect(await textsOn('facebook')).toEqual(['My own words']);
      expect(await historyOn('facebook')).toEqual([
        `${WHAT}: the post stays as it is, since its words are not those of its template`,
      ]);
    });

    it('is told when Facebook refuses the change', async () => {
      await open();
      await publish();
      await newsroom.networks.facebook.strike({
        operation: 'edit',
        fault: { kind: 'error', key: 'abusive-content' },
      });
      await takeIn({ title: DELAYED });
      await newsroom.pass(20);
      expect(await newsroom.networks.facebook.countRequests('edit')).toBe(1);
      expect(await historyOn('facebook')).toMatchObject([
        expect.stringContaining(`${WHAT}: not edited, the network says`),
      ]);
    });

    it('is not corrected where the post was retracted', async () => {
      await open();
      await publish();
      await retractPost(newsroom.ports, (await postOn('x')).id, AbortSignal.timeout(20_000));
      await takeIn({ title: DELAYED });
      await newsroom.pass(10);
      expect(await textsOn('x')).toEqual([]);
    });

    it('says the newest headline in a correction that still waits for a person', async () => {
      await open({ 'x/default': '---\napproval: true\ncorrection: reply\n---\n{{ article.title }}' });
      await takeIn();
      await releasePost(newsroom.ports, (await postOn('x')).id);
      await newsroom.pass(10);
      await takeIn({ title: DELAYED });
      await newsroom.pass(5);
      await takeIn({ title: CANCELLED });
      await newsroom.pass(5);
      const correction = await postOn('x', 'correction:2');
      expect(correction).toMatchObject({ state: 'awaiting-approval', parts: [{ text: `Correction: ${CANCELLED}` }] });
      await releasePost(newsroom.ports, correction.id);
      await newsroom.pass(5);
      expect(await textsOn('x')).toEqual([ARTICLE.title, `Correction: ${CANCELLED}`]);
    });

    it('is found by the sweep when the process died that took the change in', async () => {
      await open();
      await publish();
      const changed = { ...ARTICLE, title: DELAYED };
      await newsroom.ledger.recordArticle(changed, ['url:harbour-post.example/2026/ferry-returns'], 'file', null);
      await newsroom.pass(10);
      expect(await textsOn('x')).toContain(`Correction: ${DELAYED}`);
      expect(await textsOn('facebook')).toEqual([`${DELAYED}\n\n${ARTICLE.summary}`]);
    });
  });

  describe('before its post went out', () => {
    const LATER = {
      'x/default': '---\nwhen: +1h\n---\n{{ article.title }}',
      'facebook/default': '---\nwhen: +1h\napproval: true\n---\n{{ article.title }}',
    };

    it('is said anew', async () => {
      await open(LATER);
      await takeIn();
      const { posts } = await takeIn({ title: DELAYED });
      expect(posts).toMatchObject([
        { state: 'scheduled', parts: [{ text: DELAYED }] },
        { state: 'awaiting-approval', parts: [{ text: DELAYED }] },
      ]);
      expect(await historyOn('x')).toEqual([WHAT]);
    });

    it('is held with both headlines where a person had approved the old one, and goes out when one approves the new', async () => {
      await open(LATER);
      await takeIn();
      await releasePost(newsroom.ports, (await postOn('facebook')).id);
      await takeIn({ title: DELAYED });
      expect(await postOn('facebook')).toMatchObject({
        state: 'held',
        reason: `${WHAT} after a person had read the post`,
        parts: [{ text: DELAYED }],
      });
      await releasePost(newsroom.ports, (await postOn('facebook')).id);
      await takeIn({ title: DELAYED });
      newsroom.clock.advance(HOUR_MS);
      await newsroom.ports.postQueue.ringDue();
      expect(await textsOn('facebook')).toEqual([DELAYED]);
    });

    it('is held where an editor had found other words, and these stay', async () => {
      await open(LATER);
      await takeIn();
      await editPost(newsroom.ports, (await postOn('x')).id, { part: null, text: 'My own words' });
      await takeIn({ title: DELAYED });
      expect(await postOn('x')).toMatchObject({
        state: 'held',
        reason: `${WHAT} after a person had read the post`,
        parts: [{ text: 'My own words' }],
      });
    });

    it('waits for an embargo that came later, and comes back when it is taken away', async () => {
      await open(LATER);
      await takeIn();
      const { dueAt } = await postOn('x');
      const embargoUntil = new Date(dueAt.getTime() + HOUR_MS);
      await takeIn({ embargoUntil });
      expect(await postOn('x')).toMatchObject({ state: 'scheduled', dueAt: embargoUntil, nextAt: embargoUntil });
      expect(await postOn('facebook')).toMatchObject({ state: 'awaiting-approval', dueAt: embargoUntil });
      await takeIn();
      expect(await postOn('x')).toMatchObject({ state: 'scheduled', dueAt, nextAt: dueAt });
    });

    it('stays at the time that a person chose, when an embargo ends earlier than that', async () => {
      await open(LATER);
      await takeIn();
      const post = await postOn('x');
      const at = new Date(post.dueAt.getTime() + 3 * HOUR_MS);
      await newsroom.ledger.reschedulePost(post.id, at, null);
      await takeIn({ embargoUntil: new Date(post.dueAt.getTime() + HOUR_MS) });
      expect(await postOn('x')).toMatchObject({ dueAt: at });
    });
  });
});
