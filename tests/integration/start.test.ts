import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspectPicture } from '../../src/adapters/pictures/inspect-picture.js';
import { PRESS_ARTICLE } from '../support/press-article.js';
import { Desk, readTimeline, type RunningKawaraban } from '../support/run-kawaraban.js';

const RUNS = /^Data: /m;
const SOON = { timeout: 20_000, interval: 100 };

describe('the service', { timeout: 120_000 }, () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  const startService = (): Promise<RunningKawaraban> => desk.start(['start', '--port', '0'], RUNS);

  it('posts a sample on its very first start, and only then', async () => {
    const first = await startService();
    const { home, x, facebook } = addressesIn(first.greeting);
    expect(first.greeting).toMatch(/^The sample is posted\b.*SIMULATED/m);
    const shown = { x: await readTimeline(x), facebook: await readTimeline(facebook) };
    expect(shown.x.posts).toHaveLength(1);
    expect(shown.facebook.posts).toHaveLength(1);
    for (const page of [x, facebook]) expect(await readPage(page)).toContain('SIMULATED');

    const sample = shown.facebook.posts[0]?.link ?? '';
    expect(sample).toContain(`${home}/sample/`);
    const page = await readPage(sample);
    const title = /<meta property="og:title" content="([^"]+)">/.exec(page)?.[1];
    expect(title).toBeTruthy();
    expect(page).toMatch(/<meta property="og:description" content="[^"]+">/);
    expect(await readPage(x)).toContain(title);
    const picture = await fetch(/<meta property="og:image" content="([^"]+)">/.exec(page)?.[1] ?? '');
    expect(inspectPicture(new Uint8Array(await picture.arrayBuffer()))).toMatchObject({
      type: 'image/png',
      width: 1_200,
      height: 630,
    });
    expect(await first.stop()).toBe(0);

    const second = await startService();
    expect(second.greeting).not.toContain('The sample is posted');
    const now = addressesIn(second.greeting);
    expect({ x: await readTimeline(now.x), facebook: await readTimeline(now.facebook) }).toEqual(shown);
    expect(await second.stop()).toBe(0);
  });

  it('is there at once in quiet hours too, while its sample waits for their end', async () => {
    const hourIn = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
    const quiet = { KAWARABAN_TIMEZONE: 'UTC', X_QUIET_HOURS: `${hourIn(-1)}-${hourIn(2)}` };
    const { greeting, stop } = await desk.start(['start', '--port', '0'], RUNS, quiet);
    expect(greeting).toMatch(/^└─ scheduled .* sends at /m);
    expect(greeting).not.toContain('The sample is posted');
    expect(await stop()).toBe(0);
  });

  it('sends what other commands plan while it runs', async () => {
    const { greeting, stop } = await startService();
    const { x, facebook } = addressesIn(greeting);
    await desk.runForPosts(['publish', desk.write('lighthouse.txt', PRESS_ARTICLE)]);
    for (const simulator of [x, facebook])
      await vi.waitFor(async () => expect((await readTimeline(simulator)).posts).toHaveLength(2), SOON);
    const { posts } = await desk.runForPosts(['post', 'Sailing at nine', '--account', 'x', '--wait']);
    expect(posts).toMatchObject([{ state: 'published' }]);
    const retracted = await desk.runForPosts(['retract', posts[0]?.id ?? '', '--yes']);
    expect(retracted.posts).toMatchObject([{ state: 'retracted' }]);
    expect((await readTimeline(x)).posts).toHaveLength(2);
    expect(await stop()).toBe(0);
  });

  it('sends in its time what was planned while nothing ran, and not what was cancelled', async () => {
    const soon = new Date(Date.now() + 8_000).toISOString();
    const [cancelled] = (await desk.runForPosts(['post', 'No ferry', '--account', 'x', '--at', soon])).posts;
    const [planned] = (await desk.runForPosts(['post', 'Ferry again', '--account', 'x', '--at', soon])).posts;
    await desk.run(['cancel', cancelled?.id ?? '']);
    const { greeting, stop } = await startService();
    const textsOnX = async () => (await readTimeline(addressesIn(greeting).x)).posts.map((post) => post.text);
    await vi.waitFor(async () => expect(await textsOnX()).toContain('Ferry again'), SOON);
    const show = async () => (await desk.runForPosts(['show', planned?.id ?? ''])).posts[0];
    // The network shows it before its answer is written down.
    await vi.waitFor(async () => expect(await show()).toMatchObject({ state: 'published' }), SOON);
    const sent = await show();
    expect(Date.parse(sent?.publishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(soon));
    expect(await textsOnX()).not.toContain('No ferry');
    expect(await stop()).toBe(0);
  });

  it('goes on after its terminal is closed where it has none', async () => {
    const { greeting, pid, stop } = await startService();
    process.kill(pid, 'SIGHUP');
    const { posts } = await desk.runForPosts(['post', 'Still here', '--account', 'x', '--wait']);
    expect(posts).toMatchObject([{ state: 'published' }]);
    expect(await readPage(addressesIn(greeting).x)).toContain('Still here');
    expect(await stop()).toBe(0);
  });

  it('stops when it is asked to, and leaves no port open', async () => {
    const { greeting, stop } = await startService();
    const pages = Object.values(addressesIn(greeting));
    expect(await stop()).toBe(0);
    for (const page of pages) await expect(fetch(page)).rejects.toThrow();
  });

  it('after a power cut it goes on where it was: nothing is lost, nothing is said twice', async () => {
    const before = await startService();
    await desk.runForPosts(['post', 'Before the cut', '--account', 'x', '--wait']);
    const later = (await desk.runForPosts(['post', 'Tomorrow', '--account', 'x', '--at', '+1d'])).posts[0];
    await before.kill();
    await desk.runForPosts(['post', 'During the cut', '--account', 'x']);

    const after = await startService();
    expect(after.greeting).not.toContain('The sample is posted');
    const { x, facebook } = addressesIn(after.greeting);
    await vi.waitFor(async () => expect((await readTimeline(x)).posts).toHaveLength(3), SOON);
    await desk.runForPosts(['post', 'After the cut', '--account', 'x', '--wait']);
    const texts = (await readTimeline(x)).posts.map((post) => post.text);
    expect(texts.slice(1)).toEqual(['Before the cut', 'During the cut', 'After the cut']);
    expect((await readTimeline(facebook)).posts).toHaveLength(1);
    expect((await desk.listPosts(['--state', 'scheduled'])).map((post) => post.id)).toEqual([later?.id]);
    expect(await after.stop()).toBe(0);
  });

  it('a second one on the same data folder is refused, and the first is not disturbed', async () => {
    const first = await startService();
    const { code, stderr } = await desk.run(['start', '--port', '0']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/runs already in .*KAWARABAN_DATA.*\[KWB_ALREADY_RUNNING\]/);
    const { posts } = await desk.runForPosts(['post', 'Still here', '--account', 'x', '--wait']);
    expect(posts).toMatchObject([{ state: 'published' }]);
    expect(await first.stop()).toBe(0);
  });

  it('a port that is taken is named with the cure', async () => {
    const first = await startService();
    const { port } = new URL(addressesIn(first.greeting).home);
    const other = new Desk();
    try {
      const { code, stderr } = await other.run(['start', '--port', port]);
      expect(code).toBe(1);
      expect(stderr).toMatch(new RegExp(`port ${port} .*--port or KAWARABAN_PORT.*\\[KWB_CONFIG_INVALID\\]`));
    } finally {
      await other.clear();
    }
    expect(await first.stop()).toBe(0);
  });
});

/** Where the greeting says that the pages are. */
function addressesIn(greeting: string): { readonly home: string; readonly x: string; readonly facebook: string } {
  const address = (line: RegExp): string => line.exec(greeting)?.[1] ?? '';
  return {
    home: address(/^Kawaraban listens on (\S+)$/m),
    x: address(/^X: SIMULATED, .*? (http\S+)$/m),
    facebook: address(/^Facebook: SIMULATED, .*? (http\S+)$/m),
  };
}

async function readPage(address: string): Promise<string> {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  return answer.text();
}
