import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { HOUR_MS, letters, SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

const DAY_MS = 24 * HOUR_MS;

describe.each<Engine>(['sqlite', 'postgres'])('articles that bear a day alone, with the ledger on %s', (kind) => {
  let desk: SourceDesk;
  beforeEach(async () => {
    desk = await SourceDesk.open(kind, inject('postgresUrl'));
    // An evening in America: the day that is today there began 25 hours ago, where it begins in UTC.
    desk.clock.advance(DAY_MS - (desk.clock.now().getTime() % DAY_MS) + HOUR_MS);
  });
  afterEach(() => desk.close());

  const dated = (title: string, daysAgo: number) => {
    const midnight = desk.clock.now().getTime() - HOUR_MS;
    return desk.article(title, 0, { publishedAt: new Date(midnight - daysAgo * DAY_MS) });
  };

  it('are as old as the end of that day', async () => {
    const feed = await desk.addMet('harbour-post');
    await desk.poll(feed, [dated('today there', 1), dated('three days ago', 3)]);
    expect(await desk.listPlanned()).toEqual(['today there']);
  });

  it('are no flood when many come on one day', async () => {
    const feed = await desk.add('harbour-post');
    await desk.poll(
      feed,
      letters(8).map((name) => dated(`old ${name}`, 4)),
    );
    const today = letters(8).map((name) => dated(`new ${name}`, 1));
    expect(await desk.poll(feed, today)).toMatchObject({ kind: 'taken-in' });
  });
});
