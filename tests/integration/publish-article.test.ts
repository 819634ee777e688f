import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESS_ARTICLE, PRESS_BOILERPLATE, PRESS_TITLE } from '../support/press-article.js';
import { Desk, readTimeline } from '../support/run-kawaraban.js';

const ARTICLE_URL = 'https://harboureveningnews.example/2026/lighthouse';

describe('publishing an article from the command line', { timeout: 120_000 }, () => {
  let desk: Desk;
  let file: string;
  beforeEach(() => {
    desk = new Desk();
    file = desk.write('lighthouse.txt', PRESS_ARTICLE);
  });
  afterEach(() => desk.clear());

  it('says it once on each network, and publishing the file again says nothing more', async () => {
    const first = await desk.runForPosts(['publish', file, '--wait']);
    expect(first.article).toMatchObject({
      title: PRESS_TITLE,
      authors: ['Ada Quay', 'Ben Shore', 'Cleo Strand'],
      publication: {
        name: 'Harbour Evening News',
        url: 'https://harboureveningnews.example',
        x: '@HarbourEvening',
        facebook: 'https://www.facebook.com/HarbourEveningNews',
      },
    });
    expect(first.posts.map((post) => post.network).sort()).toEqual(['facebook', 'x']);
    for (const post of first.posts) {
      expect(post).toMatchObject({
        state: 'published',
        simulated: true,
        problems: [],
        template: `${post.network}/default`,
      });
      expect(post.publishedAt).not.toBeNull();
      expect(post.parts).toHaveLength(1);
      expect(post.parts[0]?.remoteId).not.toBeNull();
      expect(post.parts[0]?.text).not.toMatch(PRESS_BOILERPLATE);
      if (post.network === 'x') expect(post.parts[0]?.used).toBeLessThanOrEqual(280);
    }
    const seen = await desk.readTimelines();
    expect(seen.x.posts).toHaveLength(1);
    expect(seen.x.posts[0]?.text).toContain(PRESS_TITLE);
    expect(seen.facebook.posts).toHaveLength(1);
    expect(seen.facebook.posts[0]?.text).toContain('Ada Quay, Ben Shore and Cleo Strand');

    const second = await desk.runForPosts(['publish', file, '--wait']);
    expect(second.posts.map((post) => post.id).sort()).toEqual(first.posts.map((post) => post.id).sort());
    expect(await desk.readTimelines()).toEqual(seen);
  });

  it('without --wait it is planned, and a later --wait sends it', async () => {
    const planned = await desk.runForPosts(['publish', file]);
    expect(planned.posts.map((post) => post.state)).toEqual(['scheduled', 'scheduled']);
    const sent = await desk.runForPosts(['publish', file, '--wait']);
    expect(sent.posts.map((post) => post.state)).toEqual(['published', 'published']);
    expect(sent.posts.map((post) => post.id)).toEqual(planned.posts.map((post) => post.id));
  });

  it('goes to the one account asked for, and to the other when the editor wants that too', async () => {
    const onX = await desk.runForPosts(['publish', file, '--account', 'x']);
    expect(onX.posts.map((post) => post.account)).toEqual(['x']);
    const onBoth = await desk.runForPosts(['publish', file]);
    expect(onBoth.posts.map((post) => post.account).sort()).toEqual(['facebook', 'x']);
    expect(onBoth.posts.find((post) => post.account === 'x')?.id).toBe(onX.posts[0]?.id);
  });

  it('goes out at the time asked for, in the time zone of the newsroom', async () => {
    const before = Date.now();
    const [onX] = (await desk.runForPosts(['publish', file, '--account', 'x', '--at', '+2h'])).posts;
    expect(onX).toMatchObject({ state: 'scheduled', account: 'x', publishedAt: null });
    const dueIn = Date.parse(onX?.dueAt ?? '') - before;
    expect(dueIn).toBeGreaterThanOrEqual(2 * 3_600_000 - 1_000);
    expect(dueIn).toBeLessThan(2 * 3_600_000 + 60_000);

    await desk.run(['publish', file, '--account', 'facebook', '--at', '18:30']);
    const [onFacebook] = await desk.listPosts(['--account', 'facebook']);
    expect(onFacebook?.dueAt).toMatch(/T09:30:00\.000Z$/);
    const until = Date.parse(onFacebook?.dueAt ?? '') - before;
    expect(until).toBeGreaterThan(-60_000);
    expect(until).toBeLessThanOrEqual(86_400_000 + 60_000);
  });

  it("carries the article's own link where each network wants it", async () => {
    const { article, posts } = await desk.runForPosts(['publish', file, '--url', ARTICLE_URL, '--at', '+1d']);
    expect(article?.url).toBe(ARTICLE_URL);
    const partOn = (network: string) => posts.find((post) => post.network === network)?.parts[0];
    expect(partOn('x')?.text).toContain(ARTICLE_URL);
    expect(partOn('x')?.text.indexOf(ARTICLE_URL)).toBe(partOn('x')?.text.lastIndexOf(ARTICLE_URL));
    expect(partOn('facebook')?.text).not.toContain(ARTICLE_URL);
    expect(partOn('facebook')?.link).toBe(ARTICLE_URL);
  });

  it('keeps an embargo that was there before, whatever the file and the person say', async () => {
    const text = '---\ntitle: The lighthouse\nEMBARGO---\nIt burns again.';
    const embargoed = desk.write('embargoed.md', text.replace('EMBARGO', 'embargoUntil: 2999-05-06 10:00 +02:00\n'));
    const without = desk.write('without.md', text.replace('EMBARGO', ''));
    await desk.runForPosts(['publish', embargoed]);
    for (const again of [
      ['publish', without],
      ['publish', without, '--at', '+1h'],
      ['ingest', without],
    ]) {
      expect((await desk.run(again)).code).toBe(0);
      const due = (await desk.listPosts()).map((post) => post.dueAt);
      expect(due).toEqual(['2999-05-06T08:00:00.000Z', '2999-05-06T08:00:00.000Z']);
    }
  });

  it("by the newsroom's own template waits for an editor where the template wants that", async () => {
    desk.write('templates/x/urgent.liquid', '---\nwhen: now\napproval: true\n---\nURGENT: {{ article.title }}\n');
    const own = { KAWARABAN_TEMPLATES: join(desk.folder, 'templates') };
    const { posts } = await desk.runForPosts(['publish', file, '--wait'], own);
    expect(posts).toMatchObject([
      { state: 'awaiting-approval', template: 'x/urgent', parts: [{ text: `URGENT: ${PRESS_TITLE}` }] },
    ]);
  });

  it('two newsrooms on one machine do not meet', async () => {
    const other = new Desk();
    try {
      const [mine, theirs] = await Promise.all([
        desk.runForPosts(['publish', file, '--wait']),
        other.runForPosts(['publish', file, '--wait']),
      ]);
      expect(mine.posts.map((post) => post.state)).toEqual(['published', 'published']);
      expect(theirs.posts.map((post) => post.state)).toEqual(['published', 'published']);
      expect((await other.listPosts()).map((post) => post.id)).toEqual(theirs.posts.map((post) => post.id));
      expect((await other.readTimelines()).x.posts).toHaveLength(1);
    } finally {
      await other.clear();
    }
  });

  it('a simulated account speaks to the server that X_API_URL and FACEBOOK_API_URL name', async () => {
    const elsewhere = new Desk();
    try {
      const { urls, stop } = await elsewhere.simulate();
      const environment = { X_API_URL: urls.x, FACEBOOK_API_URL: urls.facebook };
      const { posts } = await desk.runForPosts(['publish', file, '--wait'], environment);
      expect(posts.map(({ state, simulated }) => ({ state, simulated }))).toEqual([
        { state: 'published', simulated: true },
        { state: 'published', simulated: true },
      ]);
      expect((await readTimeline(urls.x)).posts).toHaveLength(1);
      expect((await readTimeline(urls.facebook)).posts).toHaveLength(1);
      expect(await stop()).toBe(0);
    } finally {
      await elsewhere.clear();
    }
    expect((await desk.readTimelines()).x.posts).toEqual([]);
  });
});
