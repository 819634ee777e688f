import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { HOUR_MS, letters, SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

describe.each<Engine>(['sqlite', 'postgres'])('so much at once, with the ledger on %s', (kind) => {
  let desk: SourceDesk;
  beforeEach(async () => {
    desk = await SourceDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const archive = (prefix: string, hoursAgo: number | null) =>
    letters(10).map((name, index) => {
      const own = { title: name, ...(hoursAgo === null ? { publishedAt: null } : {}) };
      return desk.article(`${prefix} ${name}`, (hoursAgo ?? 0) + index / 60, own);
    });
  const meet = async () => {
    const feed = await desk.add('harbour-post');
    await desk.poll(feed, archive('old', 48));
    desk.clock.advance(HOUR_MS);
    return feed;
  };

  it.each([
    ['under new addresses with the old dates', 49],
    ['under new addresses with new dates', 0],
    ['under new addresses without dates', null],
  ])('the archive %s stops the source, and nothing is recorded', async (_how, hoursAgo) => {
    const feed = await meet();
    expect(await desk.poll(feed, archive('moved', hoursAgo))).toMatchObject({
      kind: 'flood',
      reason: expect.stringContaining('10 of its 10 articles are unknown') as string,
    });
    expect(await desk.countArticles()).toBe(10);
    const found = await desk.test.ledger.findSource('harbour-post');
    expect(found).toMatchObject({ state: 'paused', isFlooded: true });
  });

  it.each([
    ['an empty answer', 0],
    ['an answer of a few', 3],
  ])('%s in between makes nobody forget that there is a history', async (_what, count) => {
    const feed = await meet();
    await desk.poll(feed, archive('old', 49).slice(0, count));
    desk.clock.advance(5 * 24 * HOUR_MS);
    await desk.poll(feed, []);
    const restored = archive('old', 0).map((each, index) => ({
      ...each,
      url: `https://harbour-post.example/restored/${index}`,
      guid: `restored-${index}`,
    }));
    expect(await desk.poll(feed, restored)).toMatchObject({ kind: 'flood' });
    expect(await desk.listPlanned()).toEqual([]);
  });

  it('WordPress that answers with a few at a time has a history too', async () => {
    const site = await desk.add('site', { kind: 'wordpress', address: 'https://harbour-post.example' });
    const stories = archive('old', 48);
    for (const [from, to] of [
      [0, 4],
      [4, 8],
    ])
      await desk.poll(site, stories.slice(from, to));
    desk.clock.advance(HOUR_MS);
    const moved = stories.map((each, index) => ({
      ...each,
      url: `https://moved.example/?p=${index}`,
      guid: `https://moved.example/?p=${index}`,
      publishedAt: desk.clock.now(),
    }));
    expect(await desk.poll(site, moved)).toMatchObject({ kind: 'flood' });
  });

  it('a feed that has few articles asks nobody, whatever it shows', async () => {
    const feed = await desk.add('harbour-post');
    for (const prefix of ['one', 'two', 'three'])
      expect(await desk.poll(feed, archive(prefix, null).slice(0, 4))).toMatchObject({ kind: 'taken-in' });
  });

  it('a source that a person has paused waits for no answer', async () => {
    const { id } = await meet();
    await desk.test.ledger.pauseSource(id, 'the site is moving');
    const found = await desk.test.ledger.findSource('harbour-post');
    expect(found).toMatchObject({ state: 'paused', isFlooded: false });
  });

  it('a burst of news is no flood, however large', async () => {
    const feed = await meet();
    const news = letters(50).map((name) => desk.article(`news ${name}`, 0.5));
    expect(await desk.poll(feed, news)).toMatchObject({ kind: 'taken-in' });
    expect(await desk.listPlanned()).toHaveLength(50);
  });

  it('half of a poll is no flood, nor are new GUIDs for known pages', async () => {
    const feed = await meet();
    const known = archive('old', 49);
    expect(await desk.poll(feed, [...archive('more', 60).slice(0, 5), ...known.slice(0, 5)])).toMatchObject({
      kind: 'taken-in',
    });
    expect(
      await desk.poll(
        feed,
        known.map((each) => ({ ...each, guid: `new-${each.guid ?? ''}` })),
      ),
    ).toMatchObject({
      kind: 'taken-in',
      recorded: [],
    });
  });

  it('a person says that it is to be posted, or that it is old news', async () => {
    const feed = await meet();
    await desk.poll(feed, archive('moved', null));
    await desk.test.ledger.acceptFlood(feed.id, 'post');
    expect(await desk.test.ledger.findSource('harbour-post')).toMatchObject({ state: 'active', isFlooded: false });
    expect(await desk.poll(feed, archive('moved', null))).toMatchObject({ kind: 'taken-in' });
    expect(await desk.listPlanned()).toHaveLength(10);
    await desk.poll(feed, archive('again', null));
    await desk.test.ledger.acceptFlood(feed.id, 'skip');
    expect(await desk.poll(feed, archive('again', null))).toMatchObject({ kind: 'taken-in' });
    expect([await desk.countArticles(), (await desk.listPlanned()).length]).toEqual([30, 10]);
  });
});
