import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { printedEndOfSilence, printedSilence } from '../support/printed-json.js';
import { Desk } from '../support/run-kawaraban.js';

const SOON = { timeout: 30_000, interval: 200 };
const SWEEPS_OFTEN = { KAWARABAN_TIMING: '{"sweepMs":300}' };

describe('newsroom silence', { timeout: 120_000 }, () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.clear());

  async function runSilence(...args: readonly string[]) {
    const { code, stdout, stderr } = await desk.run(['silence', ...args, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as unknown;
  }

  async function post(text: string, ...args: readonly string[]) {
    const { posts } = await desk.runForPosts(['post', text, '--account', 'facebook', ...args]);
    return posts[0]?.id ?? '';
  }

  it('holds what comes due until a person releases it: then it goes out once', async () => {
    await runSilence('start', '--reason', 'Storm on the coast');
    const released = await post('The ferry sails');
    const dropped = await post('The band plays');
    const later = await post('High water at noon', '--at', '+2d');
    const { stop } = await desk.start(['start'], /^Data: /m, SWEEPS_OFTEN);
    const heldIds = async () => (await desk.listPosts(['--state', 'held'])).map(({ id }) => id);
    await vi.waitFor(async () => expect(await heldIds()).toEqual(expect.arrayContaining([released, dropped])), SOON);
    const review = (await desk.run(['posts', '--state', 'held'])).stdout;
    expect(review).toMatch(/The ferry sails[\s\S]*held · .*newsroom silence: Storm on the coast/);

    const early = await desk.run(['release', released]);
    expect(early).toMatchObject({ code: 1, stdout: '' });
    expect(early.stderr).toMatch(/Storm on the coast.*\[KWB_TRANSITION_REFUSED\]/);

    const { ended, posts } = printedEndOfSilence.parse(await runSilence('end'));
    expect(ended?.reason).toBe('Storm on the coast');
    expect(posts.map(({ id }) => id)).toEqual(expect.arrayContaining([released, dropped]));
    expect(posts.map(({ id }) => id)).not.toContain(later);

    await desk.runForPosts(['release', released]);
    await desk.runForPosts(['cancel', dropped]);
    const sentState = async () => (await desk.runForPosts(['show', released])).posts[0]?.state;
    await vi.waitFor(async () => expect(await sentState()).toBe('published'), SOON);
    expect(await stop()).toBe(0);
    const { facebook } = await desk.readTimelines();
    expect(facebook.posts.map(({ text }) => text)).toEqual(['The ferry sails']);
    expect(await desk.listPosts(['--state', 'scheduled'])).toMatchObject([{ id: later }]);
  });

  it('says why and how long it lasts, to people and to machines', async () => {
    expect(await runSilence()).toEqual({ silence: null });
    expect((await desk.run(['silence'])).stdout).toBe('There is no silence.\n');
    await runSilence('start', '--reason', 'A minute for the drowned', '--until', '+2h');
    const { silence } = printedSilence.parse(await runSilence());
    expect(silence?.reason).toBe('A minute for the drowned');
    const lastsMs = Date.parse(silence?.until ?? '') - Date.parse(silence?.startedAt ?? '');
    expect(lastsMs).toBeGreaterThan(7_190_000);
    expect(lastsMs).toBeLessThanOrEqual(7_200_000);
    expect((await desk.run(['silence'])).stdout).toMatch(/^SILENCE since .*, until .*: A minute for the drowned\n$/);

    const ended = await desk.run(['silence', 'end']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toBe('The silence is over: A minute for the drowned\n\nNothing is held.\n');
    expect((await desk.run(['silence', 'end'])).stdout).toContain('There was no silence.');
  });

  it('that would be over already is refused', async () => {
    const { code, stdout, stderr } = await desk.run([
      'silence',
      'start',
      '--reason',
      'Storm',
      '--until',
      '2020-01-01T08:00',
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/over already.*\[KWB_TIME_INVALID\]/);
    expect(await runSilence()).toEqual({ silence: null });
  });
});
