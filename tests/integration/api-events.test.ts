import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Route } from '../../src/api/contract/route.js';
import { ROUTES, type RouteName } from '../../src/api/contract/routes.js';
import { ApiDesk, type Colleague } from '../support/api-desk.js';
import { FeedServer } from '../support/feed-server.js';
import { deskActs } from '../support/desk-acts.js';

/** Why nobody hears of it. */
const CHANGES_NOTHING = 'changes nothing';
const SILENT: Partial<Record<RouteName, string>> = {
  ...{ readLink: CHANGES_NOTHING, previewPosts: CHANGES_NOTHING, readLinkCard: CHANGES_NOTHING },
  ...{ tryTemplate: CHANGES_NOTHING, replayTemplate: CHANGES_NOTHING, checkAccount: CHANGES_NOTHING },
  storePicture: 'is shown nowhere before a post shows it',
  setUp: 'is done before anybody can listen',
  retractPost: 'asks the network first: take-down.test.ts has one, and sees its event',
};
const NAMES = (Object.keys(ROUTES) as RouteName[]).filter((name) => (ROUTES[name] as Route).method !== 'GET');

describe('whoever listens to /api/events', { timeout: 60_000 }, () => {
  let desk: ApiDesk;
  let admin: Colleague;
  let feed: FeedServer;
  let folder: string;
  let account: string;
  let acts: ReturnType<typeof deskActs>;
  /** When it happened, of each change that was told. */
  const heard: number[] = [];
  const ending = new AbortController();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kawaraban-templates-'));
    cpSync('templates', folder, { recursive: true });
    feed = await FeedServer.start();
    desk = await ApiDesk.open({ KAWARABAN_TEMPLATES: folder, FETCH_ALLOW_PRIVATE: '127.0.0.1' });
    admin = await desk.join('Admin', 'admin');
    account = (await desk.accountOn('x')).id;
    acts = deskActs({ desk, admin, writer: await desk.join('Writer', 'editor'), account, feedUrl: feed.url });
    await desk.api.listen({ port: 0, host: '127.0.0.1' });
    await listen();
  }, 60_000);
  afterAll(async () => {
    ending.abort();
    await desk.close();
    await feed.stop();
    rmSync(folder, { recursive: true });
  });

  const listen = async () => {
    const { port } = desk.api.server.address() as AddressInfo;
    const options = { headers: { ...admin.headers }, signal: ending.signal };
    const reply = await fetch(`http://127.0.0.1:${String(port)}/api/events`, options);
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    const told = await reader?.read();
    expect(told?.value).toContain('retry');
    const goOn = async (): Promise<void> => {
      let unread = '';
      for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
        const lines = (unread + next.value).split('\n');
        unread = lines.pop() ?? '';
        for (const line of lines) if (line.startsWith('data: {"')) heard.push(Date.parse(atOf(line)));
      }
    };
    void goOn().catch(() => undefined);
  };

  it('nothing is called silent that is none of its operations', () => {
    expect(NAMES).toEqual(expect.arrayContaining(Object.keys(SILENT)));
  });

  it.each(NAMES.filter((name) => SILENT[name] === undefined))('hears of %s', async (name) => {
    const prepare = acts[name];
    if (prepare === undefined) throw new Error(`tests/support/desk-acts.ts does not do ${name}`);
    const act = await prepare();
    // What the preparations did happened until then.
    const before = desk.newsroom.clock.now().getTime();
    await vi.waitUntil(() => desk.newsroom.clock.now().getTime() > before, { interval: 1 });
    await act();
    await vi.waitFor(() => expect(heard.some((at) => at > before)).toBe(true), { timeout: 10_000 });
  });
});

function atOf(line: string): string {
  return (JSON.parse(line.slice('data: '.length)) as { readonly at: string }).at;
}
