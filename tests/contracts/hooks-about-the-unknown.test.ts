import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { HookDesk } from '../support/hook-desk.js';
import { HOUR_MS } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

const FERRY = { title: 'Night ferry returns', url: 'https://harbour-post.example/ferry', id: 'ferry-1' };

describe.each<Engine>(['sqlite', 'postgres'])('an article that no webhook had told of, on %s', (kind) => {
  let desk: HookDesk;
  beforeEach(async () => {
    desk = await HookDesk.open(kind, inject('postgresUrl'));
    await Promise.all([desk.add('cms'), desk.add('ghost', 'ghost'), desk.add('blog', 'wordpress')]);
    desk.clock.advance(HOUR_MS);
  });
  afterEach(() => desk.close());

  const ago = (hours: number) => new Date(desk.clock.now().getTime() - hours * HOUR_MS).toISOString();
  const sourceOf = async (name: string) => {
    const source = await desk.ledger.findSource(name);
    if (source === null) throw new Error(`there is no ${name}`);
    return source;
  };
  const send = async (name: string, content: unknown) =>
    desk.receive(name, desk.message(await sourceOf(name), content));
  const tellStandard = (type: string, date: string | null) => send('cms', { type, data: { ...FERRY, date } });
  const tellPlugin = (type: string, published: string | null) =>
    send('blog', { type, data: { guid: FERRY.url, link: FERRY.url, title: FERRY.title, published } });
  const tellGhost = async (previous: object, published_at: string | null) => {
    const current = { id: 'g1', status: 'published', title: FERRY.title, url: FERRY.url, published_at };
    return desk.sendAsGhost(await sourceOf('ghost'), current, previous);
  };

  type Telling = (publishedAt: string | null) => Promise<unknown>;
  const EDITS: readonly (readonly [string, Telling])[] = [
    ['Standard Webhooks', (at) => tellStandard('article.updated', at)],
    ['our WordPress plugin', (at) => tellPlugin('post.updated', at)],
    ['Ghost', (at) => tellGhost({ title: 'Nihgt ferry', updated_at: ago(9) }, at)],
  ];
  const PUBLICATIONS: readonly (readonly [string, Telling])[] = [
    ['Standard Webhooks', (at) => tellStandard('article.published', at)],
    ['our WordPress plugin', (at) => tellPlugin('post.published', at)],
    ['Ghost', (at) => tellGhost({ status: 'scheduled', updated_at: ago(9) }, at)],
    ['Ghost, where it never was a draft', (at) => tellGhost({}, at)],
  ];

  it.each(EDITS)('and that is older than the webhook is no news when %s tells of an edit', async (_who, edit) => {
    await edit(ago(6));
    expect(await desk.ledger.listNewestArticles(9)).toMatchObject([{ notPosted: 'primed' }]);
    expect(await desk.sources.listPlanned()).toEqual([]);
  });

  it.each(EDITS)('and that bears no date is no news when %s tells of an edit', async (_who, edit) => {
    await edit(null);
    expect(await desk.ledger.listNewestArticles(9)).toMatchObject([{ notPosted: 'primed' }]);
  });

  it.each(EDITS)('is news when %s tells of an edit and its publication was missed', async (_who, edit) => {
    await edit(ago(0.5));
    expect(await desk.sources.listPlanned()).toEqual([FERRY.title]);
  });

  it.each(PUBLICATIONS)('is news when %s says that it came out, under whatever date', async (_who, publish) => {
    await publish(ago(6));
    expect(await desk.sources.listPlanned()).toEqual([FERRY.title]);
  });
});
