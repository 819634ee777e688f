import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openEngine } from '../../src/adapters/ledger/engines.js';
import type { HookRequest } from '../../src/application/ports/webhook-format.js';
import { ghostMessage, standardMessage } from '../support/hook-sender.js';
import { Desk, readTimeline } from '../support/run-kawaraban.js';

const SOON = { timeout: 30_000, interval: 100 };

const printedWebhook = z.strictObject({
  name: z.string(),
  dialect: z.enum(['standard', 'ghost', 'wordpress']),
  address: z.url(),
  secret: z.string().regex(/^whsec_/),
  oldCountsUntil: z.iso.datetime().nullable(),
});

describe('webhooks', { timeout: 120_000 }, () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  async function runSources(...args: readonly string[]) {
    const { code, stdout, stderr } = await desk.run(['sources', ...args, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return printedWebhook.parse(JSON.parse(stdout));
  }
  const addWebhook = (name: string, dialect: string) =>
    runSources('add', '--kind', 'webhook', '--name', name, '--dialect', dialect);

  async function startService() {
    const { greeting, stop } = await desk.start(['start'], /^Data: /m);
    const url = /listens on (\S+)/.exec(greeting)?.[1] ?? '';
    const x = /X: SIMULATED, its timeline is on (\S+)/.exec(greeting)?.[1] ?? '';
    const send = async (name: string, { headers, body }: HookRequest) => {
      const answer = await fetch(`${url}/hooks/${name}`, {
        method: 'POST',
        headers: headers as Record<string, string>,
        body: Buffer.from(body),
      });
      return { status: answer.status, text: await answer.text(), headers: Object.fromEntries(answer.headers) };
    };
    const tweets = async () => (await readTimeline(x)).posts.map(({ text }) => text);
    return { stop, send, tweets };
  }

  it('one article after the other goes from the message to the timelines, once, whoever sends it', async () => {
    const [cms, blog] = await Promise.all([addWebhook('cms', 'standard'), addWebhook('blog', 'ghost')]);
    const { stop, send, tweets } = await startService();

    const ferry = standardMessage(cms.secret, new Date(), {
      title: 'Night ferry returns',
      url: 'https://harbour-post.example/ferry',
    });
    const answers = await Promise.all([1, 2, 3].map(() => send('cms', ferry)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const light = { id: 'g1', status: 'published', title: 'The lighthouse burns again', html: '<p>It burns.</p>' };
    const published = { ...light, url: 'https://harbour-post.example/lighthouse' };
    expect(await send('blog', ghostMessage(blog.secret, new Date(), published))).toMatchObject({ status: 202 });

    await vi.waitFor(
      async () => expect((await tweets()).filter((text) => /ferry|lighthouse/.test(text))).toHaveLength(2),
      SOON,
    );
    expect(await stop()).toBe(0);
    expect(readEverything(desk.dataFolder)).not.toContain(cms.secret.slice('whsec_'.length, 40));
  });

  it('fifty at once are all answered and all planned', async () => {
    const { secret } = await addWebhook('cms', 'standard');
    const { stop, send } = await startService();
    const stories = Array.from({ length: 50 }, (_, index) => ({
      title: `Story number ${index} of the harbour`,
      url: `https://harbour-post.example/${index}`,
    }));
    const sent = stories.map((story) => send('cms', standardMessage(secret, new Date(), story)));
    expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([202]));
    const { db } = openEngine({ kind: 'sqlite', file: join(desk.dataFolder, 'ledger.sqlite') });
    try {
      await vi.waitFor(async () => {
        const parts = await db.selectFrom('parts').select('text').execute();
        // One on each network.
        for (const { title } of stories) expect(parts.filter(({ text }) => text.includes(title))).toHaveLength(2);
      }, SOON);
    } finally {
      await db.destroy();
    }
    expect(await stop()).toBe(0);
  });

  it('whoever does not know the secret cannot tell which webhooks there are', async () => {
    await addWebhook('cms', 'standard');
    const { stop, send } = await startService();
    const forged = standardMessage('whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==', new Date(), { title: 'Forged' });
    const [known, unknown, strange] = await Promise.all(['cms', 'nothing', '%00'].map((name) => send(name, forged)));
    expect(known).toMatchObject({ status: 401, text: expect.stringContaining('no such webhook') as string });
    for (const answer of [unknown, strange]) {
      expect({ ...answer, headers: null }).toEqual({ ...known, headers: null });
      expect(Object.keys(answer?.headers ?? {})).toEqual(Object.keys(known?.headers ?? {}));
    }
    const large = standardMessage('whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA==', new Date(), {
      body: 'a'.repeat(1_100_000),
    });
    expect(await send('cms', large)).toMatchObject({ status: 413 });
    expect(await stop()).toBe(0);
  });

  it('all commands that are first at the same time have one key, and a new secret leaves the old one for a day', async () => {
    const names = ['one', 'two', 'three'];
    const first = await Promise.all(names.map((name) => addWebhook(name, 'standard')));
    const again = await Promise.all(names.map((name) => runSources('secret', name)));
    expect(again).toEqual(first);
    expect(statSync(join(desk.dataFolder, 'master.key')).mode & 0o777).toBe(0o600);
    const rotated = await runSources('secret', 'one', '--rotate');
    expect(rotated.secret).not.toBe(first[0]?.secret);
    expect(rotated.oldCountsUntil).not.toBeNull();
  });
});

function readEverything(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
}
