import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Post } from '../../src/domain/post.js';
import type { Source } from '../../src/domain/source.js';
import { HookDesk } from '../support/hook-desk.js';
import { ghostMessage } from '../support/hook-sender.js';
import { plannedPost, wantedAccount } from '../support/samples.js';
import { HOUR_MS } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

const FERRY = { title: 'Night ferry returns', url: 'https://harbour-post.example/ferry', id: 'ferry-1' };

describe.each<Engine>(['sqlite', 'postgres'])('when Ghost takes an article back, with the ledger on %s', (kind) => {
  const POST = { id: 'g1', status: 'published', title: FERRY.title, url: FERRY.url, html: '<p>It sails.</p>' };
  let desk: HookDesk;
  let blog: Source;
  beforeEach(async () => {
    desk = await HookDesk.open(kind, inject('postgresUrl'));
    blog = await desk.add('blog', 'ghost');
    await desk.sendAsGhost(blog, POST, { status: 'draft' });
    afterEach(() => desk.close());
  });
  const unpublish = () =>
    desk.sendAsGhost(
      blog,
      { ...POST, status: 'draft', url: 'https://harbour-post.example/p/g1/' },
      { status: 'published' },
    );
  async function plan(): Promise<Post> {
    const account = await desk.ledger.syncAccount(wantedAccount());
    const [post] = await desk.ledger.planPosts((await desk.onlyArticle()).id, [
      plannedPost(account.id, { template: 'x/default', occasion: 'publish', dueAt: desk.clock.now() }),
    ]);
    if (post === undefined) throw new Error('nothing was planned');
    return post;
  }
  const heldForIt = {
    state: 'held',
    reason: expect.stringContaining('blog took it back') as string,
    problems: [{ code: 'withdrawn' }],
  };

  it('what has not gone out waits for a person, after a release and another withdrawal again', async () => {
    const post = await plan();
    expect(await unpublish()).toMatchObject({ note: expect.stringContaining('1 posts are held') as string });
    expect(await desk.ledger.findPost(post.id)).toMatchObject(heldForIt);
    expect(await desk.ledger.releasePost(post.id)).toMatchObject({ state: 'scheduled', problems: [] });
    desk.clock.advance(1000);
    await unpublish();
    expect(await desk.ledger.findPost(post.id)).toMatchObject(heldForIt);
    expect(await desk.sources.listEvents('article-withdrawn')).toHaveLength(2);
  });

  const publishAgain = () => desk.sendAsGhost(blog, POST, { status: 'scheduled' });

  it('and publishes it again, a person may release it, and is told so', async () => {
    const post = await plan();
    await unpublish();
    const before = await desk.ledger.findPost(post.id);
    desk.clock.advance(HOUR_MS);
    expect(await publishAgain()).toMatchObject({ note: expect.stringContaining('published again') as string });
    const said = 'blog took it back, and has published it again at 2026-11-24T10:00:00.000Z';
    const after = await desk.ledger.findPost(post.id);
    expect(after).toMatchObject({
      state: 'held',
      reason: expect.stringContaining(said) as string,
      problems: [{ code: 'withdrawn', message: expect.stringContaining('release it') as string }],
    });
    expect(after?.revision).toBeGreaterThan(before?.revision ?? 0);
    expect(await desk.sources.listEvents('article-published-again')).toEqual([after?.reason]);
    expect((await desk.sources.listEvents('post-held')).at(-1)).toBe(after?.reason);
    expect(await desk.ledger.releasePost(post.id)).toMatchObject({ state: 'scheduled', problems: [] });
  });

  it('and publishes it again and takes it back, the last counts; and once more, nothing is said twice', async () => {
    const post = await plan();
    await unpublish();
    desk.clock.advance(1000);
    await publishAgain();
    desk.clock.advance(1000);
    await desk.sendAsGhost(blog, POST, { status: 'published', title: 'as before' });
    expect(await desk.sources.listEvents('article-published-again')).toHaveLength(1);
    expect(await unpublish()).toMatchObject({ note: expect.stringContaining('1 posts are held') as string });
    expect(await desk.ledger.findPost(post.id)).toMatchObject({
      reason: expect.stringContaining('blog took it back at 2026-11-24T09:00:02.000Z') as string,
      problems: [{ code: 'withdrawn' }],
    });
  });

  it('and it was held for something else, that reason stays beside it', async () => {
    const post = await plan();
    await unpublish();
    const [withdrawn] = (await desk.ledger.findPost(post.id))?.problems ?? [];
    const late = { code: 'late', part: null, message: 'its hour is over' };
    const problems = JSON.stringify([late, withdrawn]);
    const { db } = desk.sources.test.engine;
    await db.updateTable('posts').set({ problems, reason: late.message }).where('id', '=', post.id).execute();
    desk.clock.advance(1000);
    await publishAgain();
    expect(await desk.ledger.findPost(post.id)).toMatchObject({
      reason: late.message,
      problems: [late, { message: expect.stringContaining('published it again') as string }],
    });
  });

  it('what was published before that, or what another source shows, gives nothing back', async () => {
    const post = await plan();
    const late = ghostMessage(desk.secretOf(blog), desk.clock.now(), POST, { status: 'scheduled' });
    desk.clock.advance(1000);
    await unpublish();
    await desk.receive('blog', late);
    const cms = await desk.add('cms');
    desk.clock.advance(1000);
    await desk.receive('cms', desk.message(cms, FERRY));
    expect(await desk.ledger.findPost(post.id)).toMatchObject(heldForIt);
    expect(await desk.sources.listEvents('article-published-again')).toEqual([]);
  });

  it('what is planned afterwards waits too', async () => {
    await unpublish();
    expect(await plan()).toMatchObject(heldForIt);
  });

  it('what is on its way or out stays, and an article that is not known is no matter', async () => {
    const post = await plan();
    expect(await desk.ledger.claimPost(post.id, post.revision)).toMatchObject({ kind: 'claimed' });
    await desk.sendAsGhost(blog, {}, POST);
    expect(await desk.ledger.findPost(post.id)).toMatchObject({ state: 'publishing' });
    const other = { ...POST, id: 'g2', url: 'https://harbour-post.example/other' };
    expect(await desk.sendAsGhost(blog, {}, other)).toMatchObject({
      note: expect.stringContaining('not known') as string,
    });
  });
});
