import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { freePort } from '../support/free-port.js';
import { HubServer } from '../support/hub-server.js';
import { Desk, readTimeline } from '../support/run-kawaraban.js';

const SOON = { timeout: 30_000, interval: 100 };

const printedSources = z.object({
  sources: z.tuple([
    z.object({
      push: z.object({ note: z.string().nullable(), trustedUntil: z.iso.datetime().nullable() }),
      lastPoll: z.object({ note: z.string() }),
    }),
  ]),
});

describe('WebSub', { timeout: 180_000 }, () => {
  let desk: Desk;
  let hub: HubServer;
  beforeEach(async () => {
    desk = new Desk();
    hub = await HubServer.start();
    hub.feed = hub.document(['old'], new Date());
  });
  afterEach(async () => {
    await hub.stop();
    await desk.clear();
  });

  const FETCH = { FETCH_ALLOW_PRIVATE: '127.0.0.1', KAWARABAN_TIMING: '{"sweepMs":200,"pollBackOffMs":200}' };
  const addFeed = () => desk.run(['sources', 'add', hub.topic, '--name', 'feed'], FETCH);
  const listSource = async () =>
    printedSources.parse(JSON.parse((await desk.run(['sources', '--json'], FETCH)).stdout)).sources[0];

  async function startService() {
    const port = String(await freePort());
    const environment = { ...FETCH, KAWARABAN_PORT: port, KAWARABAN_PUBLIC_URL: `http://127.0.0.1:${port}` };
    const { greeting, stop } = await desk.start(['start'], /^Data: /m, environment);
    const x = /X: SIMULATED, its timeline is on (\S+)/.exec(greeting)?.[1] ?? '';
    const stories = async () =>
      (await readTimeline(x)).posts.flatMap(({ text }) => /Story (\S+) of the harbour/.exec(text)?.[1] ?? []).sort();
    return { stop, stories };
  }

  it('what the hub of a feed delivers is posted at once, and once, whatever else it says', async () => {
    hub.manner = 'fail';
    expect(await addFeed()).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('WebSub: not subscribed, that needs KAWARABAN_PUBLIC_URL') as string,
    });
    const { stop, stories } = await startService();
    await vi.waitFor(() => expect(hub.wishes).not.toEqual([]), SOON);
    hub.manner = 'redirect';
    await vi.waitFor(() => expect(hub.subscriber.topic).toBe(hub.topic), SOON);
    expect(hub.subscriber.callback).toMatch(/\/hooks\/websub\/[\w.-]{60,}$/);
    expect(hub.subscriber.secret).toMatch(/^[0-9a-f]{64}$/);

    const topic = { 'hub.topic': hub.topic, 'hub.challenge': 'anything', 'hub.lease_seconds': '1000' };
    expect(await hub.ask({ 'hub.mode': 'subscribe', ...topic })).toMatchObject({ status: 404 });
    expect(await hub.ask({ 'hub.mode': 'unsubscribe', ...topic })).toMatchObject({ status: 404 });

    const fat = hub.document(['lamp', 'old'], new Date());
    expect(await hub.deliver(fat)).toBe(202);
    expect(await hub.deliver(fat, { method: 'sha1' })).toBe(202);
    expect(await hub.deliver(hub.document(['forged'], new Date()), { secret: 'a guess' })).toBe(202);
    await vi.waitFor(async () => expect(await stories()).toEqual(['lamp']), SOON);

    hub.feed = hub.document(['storm', 'lamp', 'old'], new Date());
    expect(await hub.deliver('', { method: 'sha512' })).toBe(202);
    await vi.waitFor(async () => expect(await stories()).toEqual(['lamp', 'storm']), SOON);
    const { push, lastPoll } = await listSource();
    expect(lastPoll.note).toContain('3 articles');
    expect(push.note).toContain('2 articles, nothing new');
    expect(push.trustedUntil).not.toBeNull();

    await hub.ask({ 'hub.mode': 'denied', 'hub.topic': hub.topic, 'hub.reason': 'members only' });
    expect((await listSource()).push).toEqual({ note: 'denied by the hub: members only', trustedUntil: null });
    const guessed = hub.subscriber.callback.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await fetch(guessed, { method: 'POST', body: fat })).status).toBe(404);
    expect((await desk.run(['sources', 'remove', 'feed'], FETCH)).code).toBe(0);
    expect(await hub.deliver(hub.document(['late'], new Date()))).toBe(410);
    expect(await stories()).toEqual(['lamp', 'storm']);
    expect(await stop()).toBe(0);
  });
});
