import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config/read-config.js';
import { createApp } from '../../src/create-app.js';
import { DEFAULT_SOURCE_SETTINGS } from '../../src/domain/source.js';
import { FeedServer } from '../support/feed-server.js';
import { silentLog } from '../support/redis.js';
import { Desk } from '../support/run-kawaraban.js';

const SOON = { timeout: 40_000, interval: 300 };
const ENVIRONMENT = {
  KAWARABAN_TIMING: '{"sweepMs":300,"fileStableMs":300}',
  FETCH_ALLOW_PRIVATE: '127.0.0.0/8',
};

/** The whole program beside a site on loopback. */
describe('a newsroom whose articles come from sources', { timeout: 180_000 }, () => {
  let desk: Desk;
  let site: FeedServer;
  beforeEach(async () => {
    desk = new Desk();
    site = await FeedServer.start();
    const front = '<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head></html>';
    site.listener = (request, response) => {
      if (request.url === '/') response.setHeader('content-type', 'text/html').end(front);
      else if (request.url === '/news.xml') response.end(site.document());
      else if (/^\/[a-d](?:-again)?$/.test(request.url ?? '')) response.end('<html><title>An article</title></html>');
      else response.writeHead(404).end('<html>nothing here</html>');
    };
  });
  afterEach(async () => {
    await site.stop();
    await desk.clear();
  });

  const kawaraban = (...args: readonly string[]) => desk.run(args, ENVIRONMENT);
  const show = (name: string, change: { guid?: string; link?: string } = {}): void => {
    site.stories = [{ name, publishedAt: new Date(), ...change }, ...site.stories];
  };
  const listPosts = (state: string) => desk.listPosts(['--state', state], ENVIRONMENT);

  it('posts each article that appears, once, and asks about one whose title is known', async () => {
    show('a');
    const added = await kawaraban('sources', 'add', site.url, '--name', 'harbour', '--every', '1s');
    expect(added.stdout, added.stderr).toMatch(
      /^harbour · feed · ok · .* 1 there already when it was first read, not posted .*news\.xml\n$/,
    );
    await kawaraban('sources', 'add', desk.folder, '--name', 'drop');
    const { greeting, stop } = await desk.start(['start'], /Ctrl-C/, ENVIRONMENT);
    const service = /listens on (\S+)/.exec(greeting)?.[1] ?? '';
    const before = (await listPosts('published')).length;

    for (const name of ['b', 'c', 'd']) show(name);
    show('b', { guid: 'again', link: `${site.url}/b-again` });
    desk.write('letter.md', '---\ntitle: A letter to the editor about the pier\n---\n\nThe pier creaks.\n');
    await vi.waitFor(async () => {
      expect((await listPosts('published')).length - before).toBe(8);
      expect(await listPosts('held')).toHaveLength(2);
    }, SOON);
    const held = await listPosts('held');
    expect(held[0]?.reason).toMatch(/title is like that of an article of .*“Story b of the harbour”.*release it/);
    const released = await desk.runForPosts(['release', held[0]?.id ?? ''], ENVIRONMENT);
    expect(released.posts[0]?.state).not.toBe('held');
    // A file is moved at the look after the one that recorded it.
    await vi.waitFor(() => expect(existsSync(join(desk.folder, 'done', 'letter.md'))).toBe(true), SOON);

    expect((await kawaraban('sources', 'pause', 'harbour', '--reason', 'the site is being moved')).code).toBe(0);
    await vi.waitFor(async () => {
      const health: unknown = await (await fetch(`${service}/health/ready`)).json();
      expect(health).toEqual({ status: 'degraded', reasons: ['source harbour is paused: the site is being moved'] });
    }, SOON);
    expect((await kawaraban('sources', 'poll', 'harbour')).stderr).toContain('the site is being moved');
    expect((await kawaraban('sources')).stdout).toMatch(
      /^drop · folder · ok .*\nharbour · feed · PAUSED: the site is being moved/,
    );
    expect((await kawaraban('sources', 'resume', 'harbour')).stdout).toMatch(
      /ok · \d+ s ago: .*(nothing new|the same as before)/,
    );
    expect(await stop()).toBe(0);

    const { x, facebook } = await desk.readTimelines();
    for (const name of ['a', 'b', 'c', 'd']) {
      const expected = name === 'a' ? 0 : 1;
      const says = ({ text }: { text: string }): boolean =>
        text.includes(`${site.url}/${name}\n`) || text.endsWith(`${site.url}/${name}`);
      expect(x.posts.filter(says), name).toHaveLength(expected);
      expect(
        facebook.posts.filter(({ text }) => text.includes(`What happened to ${name}.`)).length,
      ).toBeLessThanOrEqual(2);
    }
  });

  it('is told when there is no feed, no folder, no such source, or the name is taken', async () => {
    site.listener = (_request, response) => response.setHeader('content-type', 'text/html').end('<html>Hello</html>');
    const config = readConfig({ KAWARABAN_DATA: desk.dataFolder, ...ENVIRONMENT });
    const program = createApp(config, silentLog, new AbortController().signal, () => undefined);
    const request = { name: null, kind: null, settings: DEFAULT_SOURCE_SETTINGS, backfill: 0 };
    const add = (address: string, name: string | null = null) => program.addSource({ ...request, address, name });

    await expect(add(site.url)).rejects.toThrow(/there is no feed at .*give the address of the feed itself/);
    await expect(add('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'KWB_SOURCE_UNUSABLE' });
    await expect(add(join(desk.folder, 'nothing'))).rejects.toThrow('there is no folder');
    await expect(program.pollSource('harbour')).rejects.toThrow('there is no source "harbour"; there are: none');
    expect(await add(desk.folder, 'drop')).toMatchObject({ kind: 'folder', address: desk.folder, state: 'active' });
    await expect(add(desk.folder, 'other')).rejects.toThrow('the source "drop" reads');
    await expect(add('http://127.0.0.1:1/', 'drop')).rejects.toMatchObject({ code: 'KWB_SOURCE_UNUSABLE' });
    await expect(program.acceptSource('drop', 'post')).rejects.toThrow('nothing to accept');
    expect(await program.removeSource('drop')).toMatchObject({ state: 'removed' });
    expect(await program.listSources()).toEqual([]);
  });

  it('takes in by hand what a feed or a file holds, as a source would', async () => {
    const config = readConfig({ KAWARABAN_DATA: desk.dataFolder, ...ENVIRONMENT });
    const program = createApp(config, silentLog, new AbortController().signal, () => undefined);
    show('b');
    site.stories = [...site.stories, { name: 'a', publishedAt: new Date(Date.now() - 61 * 3_600_000) }];
    const first = await program.ingest(`${site.url}/news.xml`, false);
    expect(first).toMatchObject({ shown: 2, note: '1 new, 1 too old to post' });
    expect(first.posts.map(({ post }) => post.state)).toEqual(['scheduled', 'scheduled']);
    expect(await program.ingest(`${site.url}/news.xml`, false)).toMatchObject({ note: 'nothing new', posts: [] });

    const letter = desk.write('letter.md', '---\ntitle: Story b of the Harbour\n---\n\nThe pier creaks.\n');
    const alike = await program.ingest(letter, false);
    expect(alike.note).toBe('1 new, 1 held: a title like it is known');
    expect(alike.posts.map(({ post }) => post.state)).toEqual(['held', 'held']);
    expect((await program.listSources()).map(({ name }) => name)).toEqual(['by-hand']);
    await expect(program.ingest(desk.write('page.html', '<html></html>'), false)).rejects.toThrow('page.html');
  });
});
