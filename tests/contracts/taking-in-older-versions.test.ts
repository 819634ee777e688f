import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Article } from '../../src/domain/article.js';
import type { Source } from '../../src/domain/source.js';
import { HookDesk } from '../support/hook-desk.js';
import { HOUR_MS } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

const FERRY = { title: 'Night ferry returns', url: 'https://harbour-post.example/ferry', id: 'ferry-1' };

describe.each<Engine>(['sqlite', 'postgres'])('an older version of an article, with the ledger on %s', (kind) => {
  let desk: HookDesk;
  let feed: Source;
  beforeEach(async () => {
    desk = await HookDesk.open(kind, inject('postgresUrl'));
    feed = await desk.sources.addMet('feed');
  });
  afterEach(() => desk.close());

  const at = (minutes: number) => new Date(desk.clock.now().getTime() + minutes * 60_000);
  const version = (title: string, updatedAt: Date | null, change: Partial<Article> = {}) =>
    desk.sources.article('ferry', 1, { title, updatedAt, ...change });
  const show = (...shown: readonly Article[]) => desk.sources.poll(feed, shown);
  const words = async () => (await desk.onlyArticle()).article.title;

  it('that a feed shows again changes nothing, and the newer one is no change after it', async () => {
    const [first, second] = [version('Frery returns', at(-50)), version('Ferry returns', at(-40))];
    await show(first);
    expect(await show(second)).toMatchObject({ recorded: [{ change: 'changed' }] });
    expect(await show(first)).toMatchObject({ recorded: [], failures: [] });
    expect(await words()).toBe('Ferry returns');
    expect(await show(second)).toMatchObject({ recorded: [] });
    expect(await show(version('Ferry is late', at(-30)))).toMatchObject({ recorded: [{ revision: 3 }] });
  });

  it('is older than one with a later date and the same words', async () => {
    const wrong = version('Frery returns', at(-40));
    await show(version('Ferry returns', at(-50)));
    await show(version('Ferry returns', at(-30)));
    expect(await show(wrong)).toMatchObject({ recorded: [] });
    expect(await words()).toBe('Ferry returns');
  });

  it('lifts no embargo', async () => {
    const embargoUntil = at(600);
    await show(version('Ferry returns', at(-50)));
    await show(version('Ferry returns', at(-40), { embargoUntil }));
    await show(version('Ferry returns', at(-50)));
    expect((await desk.onlyArticle()).article.embargoUntil).toEqual(embargoUntil);
  });

  it('without a date is taken for the newest, as what has the date of the one before', async () => {
    await show(version('Frery returns', at(-40)));
    expect(await show(version('Ferry returns', null))).toMatchObject({ recorded: [{ change: 'changed' }] });
    expect(await show(version('Ferry is late', at(-40)))).toMatchObject({ recorded: [{ change: 'changed' }] });
  });

  it('a date from the future is one of now: what changes later is taken', async () => {
    await show(version('Ferry returns', at(365 * 24 * 60)));
    desk.clock.advance(HOUR_MS);
    expect(await show(version('Ferry is late', at(0)))).toMatchObject({ recorded: [{ change: 'changed' }] });
  });

  it('of another source is no matter: its own words count at each', async () => {
    const other = await desk.sources.addMet('other');
    await show(version('Ferry returns', at(-30)));
    await desk.sources.poll(other, [version('Ferry is back', at(-50))]);
    expect(await desk.sources.poll(other, [version('Ferry is late', at(-40))])).toMatchObject({
      recorded: [{ change: 'changed' }],
    });
  });

  it('that a webhook without dates delivers late changes nothing, by the time at which it was signed', async () => {
    const cms = await desk.add('cms');
    await desk.receive('cms', desk.message(cms, FERRY));
    desk.clock.advance(1_000);
    const edit = desk.message(cms, { ...FERRY, title: 'Night ferry is late' });
    desk.clock.advance(1_000);
    await desk.receive('cms', desk.message(cms, { ...FERRY, title: 'Night ferry is cancelled' }));
    expect(await desk.receive('cms', edit)).toMatchObject({ kind: 'taken-in', recorded: [] });
    expect(await words()).toBe('Night ferry is cancelled');
  });

  it('a webhook that names a day alone, or begins to name dates, is not taken for late', async () => {
    const cms = await desk.add('cms');
    await desk.receive('cms', desk.message(cms, FERRY));
    desk.clock.advance(1_000);
    const edit = { ...FERRY, title: 'Night ferry is late', updated: desk.clock.now().toISOString().slice(0, 10) };
    expect(await desk.receive('cms', desk.message(cms, edit))).toMatchObject({ recorded: [{ change: 'changed' }] });
  });

  it('that Ghost delivers late changes nothing, though it was signed just now', async () => {
    const ghost = await desk.add('blog', 'ghost');
    const post = { id: 'g1', status: 'published', title: 'Frery returns', url: FERRY.url, html: '<p>It sails.</p>' };
    const send = (title: string, updated: Date) =>
      desk.sendAsGhost(ghost, { ...post, title, updated_at: updated.toISOString() }, { status: 'draft' });
    await send('Frery returns', at(-50));
    await send('Ferry returns', at(-30));
    desk.clock.advance(1_000);
    expect(await send('Frery returns', at(-40))).toMatchObject({ kind: 'taken-in', recorded: [] });
    expect(await words()).toBe('Ferry returns');
  });
});
