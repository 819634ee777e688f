import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prepared } from '../../src/application/ports/network.js';
import type { Account, NetworkName } from '../../src/domain/account.js';
import type { Part } from '../../src/domain/post.js';
import type { PublishOutcome } from '../../src/domain/publish-outcome.js';
import { giveUpOnce } from '../support/give-up-once.js';
import { TestClock } from '../support/test-ledger.js';
import { startTestNetwork, type TestNetwork } from '../support/test-networks.js';
import { testAccount } from '../support/samples.js';

const NOTHING: Prepared = { mediaIds: [], usableUntil: null, unpublishedId: null };
const PICTURE = { pictureId: 'p', url: null, alt: 'The harbour at night' };
const LINK = 'https://harbour-post.example/ferry';

/** Of each network, the key of an error of its own catalogue for what every network can say. */
const ERRORS = {
  x: { duplicate: 'duplicate', unauthorized: 'unauthorized', throttled: 'rate-limited', broken: 'internal-error' },
  facebook: {
    duplicate: 'duplicate-status',
    unauthorized: 'token-invalid',
    throttled: 'app-limit',
    broken: 'unexpected-retry-later',
  },
} as const;

/** What every network adapter promises, whatever its network. */
describe.each<NetworkName>(['x', 'facebook'])('the network adapter of %s', (name) => {
  let test: TestNetwork;
  let clock: TestClock;
  let account: Account;
  beforeEach(async () => {
    clock = new TestClock(Date.now());
    test = await startTestNetwork(name, clock);
    account = testAccount({ network: name, name });
  });
  afterEach(() => test.close());

  const part = (change: Partial<Part> = {}): Part => ({
    position: 0,
    text: `The ferry returns\n\n${LINK}`,
    link: LINK,
    media: [],
    inReplyTo: null,
    ...change,
  });
  const deadline = (): Date => new Date(clock.now().getTime() + 30_000);
  const publish = (what = part(), prepared = NOTHING, signal = AbortSignal.timeout(20_000)): Promise<PublishOutcome> =>
    test.network.publish(what, prepared, account, deadline(), signal);
  const look = (what = part(), knownIds: readonly string[] = [], sinceMs = -120_000) =>
    test.network.findPublished(
      what,
      NOTHING,
      account,
      { notBefore: new Date(clock.now().getTime() + sinceMs), knownIds: new Set(knownIds) },
      AbortSignal.timeout(20_000),
    );

  it('publishes a text with its link, once, and says where it is', async () => {
    const outcome = await publish();
    expect(outcome).toMatchObject({ kind: 'published' });
    const [post, ...others] = await test.posts();
    expect(others).toEqual([]);
    expect(post?.text).toContain('The ferry returns');
    expect(post?.link).toBe(LINK);
    expect(outcome.kind === 'published' && outcome.url?.startsWith(test.url)).toBe(true);
  });

  it('keeps every character of a text: umlauts, kana, emoji, ampersands and line breaks', async () => {
    const text = 'Zürich & 東京 <live> 👩‍👩‍👧\n\n“Fähre”';
    await publish(part({ text, link: null }));
    expect((await test.posts())[0]?.text).toBe(text);
  });

  it('publishes a picture with its alternative text', async () => {
    const what = part({ media: [PICTURE] });
    const made = await test.network.prepare(what, account, null, AbortSignal.timeout(20_000));
    expect(made.kind).toBe('prepared');
    expect(await test.posts()).toEqual([]);
    if (made.kind !== 'prepared') return;
    expect(await publish(what, made.prepared)).toMatchObject({ kind: 'published' });
    expect((await test.posts())[0]?.media).toEqual([{ alt: 'The harbour at night' }]);
  });

  it('prepares once: what an earlier try uploaded is used again', async () => {
    const what = part({ media: [PICTURE] });
    const made = await test.network.prepare(what, account, null, AbortSignal.timeout(20_000));
    const uploads = await test.countRequests('upload');
    const again = await test.network.prepare(
      what,
      account,
      made.kind === 'prepared' ? made.prepared : null,
      AbortSignal.timeout(20_000),
    );
    expect(again).toEqual(made);
    expect(await test.countRequests('upload')).toBe(uploads);
  });

  it('sends nothing after the deadline', async () => {
    const late = await test.network.publish(part(), NOTHING, account, clock.now(), AbortSignal.timeout(20_000));
    expect(late).toMatchObject({ kind: 'deferred', answer: { code: 'deadline-passed' } });
    expect(await test.countRequests('publish')).toBe(0);
  });

  it('a server that is not there proves that nothing was sent', async () => {
    test.speakTo('http://127.0.0.1:1');
    expect(await publish()).toMatchObject({ kind: 'deferred' });
  });

  it('refused credentials are said to be refused', async () => {
    test.forgetCredentials();
    expect(await publish()).toMatchObject({ kind: 'unauthorized' });
    expect(await test.network.checkAccount(account, AbortSignal.timeout(20_000))).toMatchObject({ kind: 'unhealthy' });
  });

  it('a healthy account is known by its id', async () => {
    expect(await test.network.checkAccount(account, AbortSignal.timeout(20_000))).toMatchObject({
      kind: 'healthy',
      remoteId: expect.stringMatching(/\d/) as string,
    });
  });

  it('an exhausted limit defers, and nothing was made', async () => {
    await test.strike({ operation: 'publish', fault: { kind: 'error', key: ERRORS[name].throttled } });
    const outcome = await publish();
    expect(outcome).toMatchObject({ kind: 'deferred' });
    expect(outcome.kind === 'deferred' && outcome.retryAt > clock.now()).toBe(true);
    expect(await test.posts()).toEqual([]);
  });

  it('the same text again is called a duplicate, and the first is found', async () => {
    const first = await publish();
    expect(await publish()).toMatchObject({ kind: 'duplicate' });
    expect(await look()).toMatchObject({ kind: 'found', remoteId: first.kind === 'published' ? first.remoteId : '' });
  });

  it.each([
    ['an error that hides a success', { kind: 'error', key: ERRORS[name].broken, applied: true }],
    ['a connection cut after the work', { kind: 'drop', applied: true }],
    ['an answer cut in the middle', { kind: 'truncate' }],
    ['an empty answer', { kind: 'empty' }],
    ['an answer without an id', { kind: 'without-id' }],
  ])('%s is unknown, and the post is found', async (_, fault) => {
    await test.strike({ operation: 'publish', fault });
    expect(await publish()).toMatchObject({ kind: 'unknown' });
    const [post] = await test.posts();
    expect(await look()).toMatchObject({ kind: 'found', remoteId: post?.id });
  });

  it.each([
    ['an error before the work', { kind: 'error', key: ERRORS[name].broken, applied: false }],
    ['a connection cut before the work', { kind: 'drop', applied: false }],
    ['a redirect', { kind: 'redirect' }],
  ])('%s is unknown, and the post is absent', async (_, fault) => {
    await test.strike({ operation: 'publish', fault });
    expect(await publish()).toMatchObject({ kind: 'unknown' });
    expect(await look()).toEqual({ kind: 'absent' });
  });

  it.each([
    ['that never answers', { kind: 'hang', applyAfterMs: 0 }],
    ['that trickles its answer', { kind: 'trickle', everyMs: 200 }],
  ])('a server %s is given up, and the outcome is unknown', async (_, fault) => {
    await test.strike({ operation: 'publish', fault });
    const isOut = async (): Promise<boolean> => (await test.posts()).length === 1;
    const outcome = giveUpOnce(isOut, (signal) => publish(part(), NOTHING, signal), fault);
    expect(await outcome).toMatchObject({ kind: 'unknown' });
  });

  it('a look does not take an older post, a known one or another text for ours', async () => {
    const first = await publish();
    const id = first.kind === 'published' ? first.remoteId : '';
    expect(await look(part(), [id])).toEqual({ kind: 'absent' });
    expect(await look(part({ text: `Another story\n\n${LINK}` }))).toEqual({ kind: 'absent' });
    expect(await look(part(), [], 60_000)).toEqual({ kind: 'absent' });
  });

  it('a look that fails is no answer', async () => {
    await publish();
    await test.strike({ operation: 'any', fault: { kind: 'error', key: ERRORS[name].broken }, times: 20 });
    expect(await look()).toMatchObject({ kind: 'cannot-tell' });
  });

  it('retracts a post, and finds it gone the second time', async () => {
    const outcome = await publish();
    const id = outcome.kind === 'published' ? outcome.remoteId : '';
    for (let times = 0; times < 2; times += 1)
      expect(await test.network.retract(id, account, AbortSignal.timeout(20_000))).toEqual({ kind: 'retracted' });
    expect(await test.posts()).toEqual([]);
  });

  it('changes a published text in place where the network lets it, any number of times, and says so where not', async () => {
    const outcome = await publish();
    const id = outcome.kind === 'published' ? outcome.remoteId : '';
    const edit = (remoteId: string) =>
      test.network.edit(remoteId, part({ text: 'The ferry is late' }), account, AbortSignal.timeout(20_000));
    const canEdit = name === 'facebook';
    for (let times = 0; times < 2; times += 1)
      expect(await edit(id)).toMatchObject({ kind: canEdit ? 'edited' : 'refused' });
    expect((await test.posts()).map(({ text }) => text === 'The ferry is late')).toEqual([canEdit]);
    expect(await edit('999')).toMatchObject({ kind: 'refused' });
  });

  it('names what the network would refuse: nothing to say, too long, too many pictures', () => {
    const codes = (draft: Partial<Part>[]): readonly string[] =>
      test.network.findProblems({ parts: draft.map(part) }, account).map((problem) => problem.code);
    expect(codes([{}])).toEqual([]);
    expect(codes([{ text: ' ', link: null }])).toEqual(['empty']);
    expect(codes([{ text: 'x'.repeat(70_000) }])).toEqual(['too-long']);
    expect(codes([{ media: Array.from({ length: 5 }, () => PICTURE) }])).toEqual(['too-many-pictures']);
  });

  it('the limit of an account is its own', () => {
    const short = { ...account, settings: { ...account.settings, characterLimit: 5 } };
    expect(test.network.measure('123456', short)).toEqual({ used: 6, limit: 5 });
    expect(test.network.findProblems({ parts: [part({ text: '123456', link: null })] }, short)).toMatchObject([
      { code: 'too-long', part: 0 },
    ]);
  });

  it('no answer holds a secret', async () => {
    await test.strike({ operation: 'publish', fault: { kind: 'error', key: ERRORS[name].unauthorized } });
    const outcomes = [await publish(), await publish(), await publish()];
    for (const secret of test.secrets) expect(JSON.stringify(outcomes)).not.toContain(secret);
  });
});
