import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEngine } from '../../src/adapters/ledger/engines.js';
import { checkReadiness } from '../../src/application/check-readiness.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { DEFAULT_ACCOUNT_SETTINGS } from '../../src/domain/account.js';
import { fillDisk, makeRoom } from '../support/full-disk.js';
import { Desk, readTimeline, type Environment } from '../support/run-kawaraban.js';
import { plannedPost, wantedAccount } from '../support/samples.js';
import { TestNewsroom } from '../support/test-newsroom.js';

const SOON = { timeout: 30_000, interval: 200 };

describe('a newsroom whose disk fills up', () => {
  let newsroom: TestNewsroom;
  beforeEach(async () => {
    newsroom = await TestNewsroom.open();
    const settings = { ...DEFAULT_ACCOUNT_SETTINGS, twoPhase: true };
    await newsroom.store.ledger.syncAccount(wantedAccount({ network: 'facebook', name: 'facebook', settings }));
    // The Page's own guard against doubles would do our work.
    await newsroom.networks.facebook.configure({ duplicateGuard: false });
  });
  afterEach(() => newsroom.close());

  /** While this is written, once, the disk is full. */
  function fullOnce<Given extends unknown[], Result>(write: (...given: Given) => Promise<Result>): typeof write {
    let isFull = true;
    return async (...given) => {
      if (!isFull) return write(...given);
      isFull = false;
      fillDisk(process.pid);
      try {
        return await write(...given);
      } finally {
        makeRoom(process.pid);
      }
    };
  }
  const WRITES: readonly [string, (ledger: Ledger) => Partial<Ledger>][] = [
    ['the claim', (ledger) => ({ claimPost: fullOnce((id, revision) => ledger.claimPost(id, revision)) })],
    ['what was prepared', (ledger) => ({ savePrepared: fullOnce((token, made) => ledger.savePrepared(token, made)) })],
    ['the intent', (ledger) => ({ openDelivery: fullOnce((token) => ledger.openDelivery(token)) })],
    ['what came of it', (ledger) => ({ settlePost: fullOnce((token, what) => ledger.settlePost(token, what)) })],
  ];

  it.each(WRITES)('when %s cannot be written, posts go out once all the same when there is room', async (_, broken) => {
    const { ledger } = newsroom.store;
    for (const network of ['x', 'facebook'] as const) {
      newsroom.ports = { ...newsroom.ports, ledger: { ...ledger, ...broken(ledger) } };
      const post = await newsroom.say(network, 'The harbour is closed');
      await newsroom.ports.postQueue.ringDue();
      // X has nothing to keep of a text.
      const isRefused = network === 'facebook' || !('savePrepared' in broken(ledger));
      if (isRefused) expect(await newsroom.fresh(post)).not.toMatchObject({ state: 'published' });
      await newsroom.pass(180);
      expect(await newsroom.fresh(post)).toMatchObject({ state: 'published' });
      expect(await newsroom.networks[network].posts()).toHaveLength(1);
      expect(await newsroom.networks[network].hidden()).toEqual([]);
      expect((await ledger.readHealth()).refusedWrite !== null).toBe(isRefused);
    }
  });

  it('is not ready and says why, until nothing was refused for a minute', async () => {
    const { ledger, engine, address } = newsroom.store;
    const check = async () => {
      await ledger.beat({ id: 'worker-1', role: 'worker' });
      return checkReadiness({ ledger }, () => Promise.resolve());
    };
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(engine.db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count ?? 0}`).execute(engine.db);
    const planUntilFull = async () => {
      for (let count = 0; count < 1_000; count += 1)
        await ledger.createPost(plannedPost(newsroom.accounts.x.id, { text: `Ferry ${count}` }));
    };
    await expect(planUntilFull()).rejects.toMatchObject({
      code: 'KWB_LEDGER_TAKES_NO_WRITES',
      message: expect.stringMatching(
        `the ledger ${address.kind === 'sqlite' ? address.file : ''} takes no writes: the disk is full.* make room`,
      ) as string,
    });
    newsroom.clock.advance(5_000);
    const reason = 'the ledger takes no writes: the disk is full (last seen 5 s ago)';
    expect(await check()).toMatchObject({ status: 'not-ready', reasons: expect.arrayContaining([reason]) as string[] });
    newsroom.clock.advance(56_000);
    expect((await check()).reasons.join()).not.toContain('takes no writes');
  });
});

it('a ledger that cannot be made on a full disk says so in plain words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kwb-full-'));
  fillDisk(process.pid);
  try {
    const open = () => openEngine({ kind: 'sqlite', file: join(folder, 'ledger.sqlite') });
    expect(open).toThrow(/ledger\.sqlite takes no writes: .*: look for a full disk/);
  } finally {
    makeRoom(process.pid);
    rmSync(folder, { recursive: true });
  }
});

describe('a running service whose disk is full', () => {
  const desk = new Desk();
  const networks = new Desk();
  afterEach(() => Promise.all([desk.clear(), networks.clear()]));

  it('says so once, is not ready, and sends everything once when there is room', async () => {
    const { urls } = await networks.simulate();
    const environment: Environment = {
      X_API_URL: urls.x,
      FACEBOOK_API_URL: urls.facebook,
      KAWARABAN_TIMING: '{"sweepMs":200,"callMs":3000,"leaseGraceMs":500}',
    };
    // The last that a start writes.
    const service = await desk.start(['start'], /first administrator: \S+\n/, environment);
    const url = /listens on (\S+)/.exec(service.greeting)?.[1] ?? '';
    const read = async (path: string) => (await fetch(`${url}${path}`)).text();

    fillDisk(service.pid);
    const { posts } = await desk.runForPosts(['post', 'The harbour is closed', '--account', 'x'], environment);
    await vi.waitFor(async () => expect(await read('/health/ready')).toMatch(/"not-ready".*takes no writes/), SOON);
    // Some sweeps later.
    const seenSeconds = /kawaraban_worker_seen_seconds\{.*\} ([\d.]+)/;
    await vi.waitFor(
      async () => expect(Number(seenSeconds.exec(await read('/metrics'))?.[1])).toBeGreaterThan(2),
      SOON,
    );
    const complaints = service.complaints().trim().split('\n');
    expect(complaints).toEqual([expect.stringMatching(/ledger\.sqlite takes no writes: .*: look for a full disk/)]);

    makeRoom(service.pid);
    const isOut = async () =>
      expect(await desk.listPosts(['--state', 'published'])).toContainEqual(
        expect.objectContaining({ id: posts[0]?.id }),
      );
    await vi.waitFor(isOut, SOON);
    const texts = (await readTimeline(urls.x)).posts.map(({ text }) => text);
    expect(texts.filter((text) => text === 'The harbour is closed')).toHaveLength(1);
    expect(await service.stop()).toBe(0);
  }, 90_000);
});
