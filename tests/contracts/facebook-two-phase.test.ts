import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prepared } from '../../src/application/ports/network.js';
import { DEFAULT_ACCOUNT_SETTINGS } from '../../src/domain/account.js';
import type { Part } from '../../src/domain/post.js';
import type { LookUp, PrepareFailure, PublishOutcome } from '../../src/domain/publish-outcome.js';
import { TIMING } from '../../src/domain/timing.js';
import { SIMULATED_FACEBOOK_CREDENTIALS } from '../../src/simulators/facebook/simulated-page.js';
import { giveUpOnce } from '../support/give-up-once.js';
import { testAccount } from '../support/samples.js';
import { openTestedPage, type TestedPage } from '../support/tested-page.js';

const { pageId } = SIMULATED_FACEBOOK_CREDENTIALS;
const PAGE = testAccount({ network: 'facebook', settings: { ...DEFAULT_ACCOUNT_SETTINGS, twoPhase: true } });
const LINK = 'http://127.0.0.1:9/ferry?utm_content=k7';
const PART: Part = { position: 0, text: 'The ferry sails again', link: LINK, media: [], inReplyTo: null };
const PHOTO_PART: Part = {
  ...PART,
  media: ['The ferry', 'The pier'].map((alt) => ({ pictureId: alt, url: null, alt })),
};
const BROKEN = { kind: 'error', key: 'unexpected-retry-later' };

let page: TestedPage;
beforeEach(async () => {
  page = await openTestedPage();
});
afterEach(() => page.close());

const prepare = (part = PART, saved: Prepared | null = null) =>
  page.network.prepare(part, PAGE, saved, AbortSignal.timeout(10_000));
async function prepared(part = PART, saved: Prepared | null = null): Promise<Prepared> {
  const made = await prepare(part, saved);
  if (made.kind === 'failed') throw new Error(`not prepared: ${made.outcome.answer.message}`);
  return made.prepared;
}
async function putOff(part = PART): Promise<PrepareFailure> {
  const made = await prepare(part);
  if (made.kind === 'prepared') throw new Error('prepared all the same');
  return made.outcome;
}
const publish = (saved: Prepared, signal = AbortSignal.timeout(10_000)): Promise<PublishOutcome> =>
  page.network.publish(PART, saved, PAGE, new Date(page.now().getTime() + 30_000), signal);
const look = (saved: Prepared): Promise<LookUp> =>
  page.network.findPublished(
    PART,
    saved,
    PAGE,
    { notBefore: new Date(page.now().getTime() - 120_000), knownIds: new Set() },
    AbortSignal.timeout(10_000),
  );
const discard = (saved: Prepared): Promise<boolean> =>
  page.network.discard(saved.unpublishedId ?? '', PAGE, AbortSignal.timeout(10_000));
const inMs = (ms: number): Date => new Date(page.now().getTime() + ms);
const idsOf = async (where: 'posts' | 'hidden') => (await page.timeline())[where].map(({ id }) => id);

describe('a post in two phases', () => {
  it('is made where no reader sees it, and shown by one call', async () => {
    const saved = await prepared();
    expect(await page.timeline()).toMatchObject({ posts: [], hidden: [{ id: saved.unpublishedId, link: LINK }] });
    const outcome = await publish(saved);
    expect(outcome).toMatchObject({ kind: 'published', remoteId: saved.unpublishedId });
    expect(outcome.kind === 'published' && (await (await fetch(outcome.url ?? '')).text())).toContain(PART.text);
    expect(await page.timeline()).toMatchObject({ posts: [{ id: saved.unpublishedId }], hidden: [] });
  });

  it('carries its photos with their alternative texts, which outlive their day in it', async () => {
    const saved = await prepared(PHOTO_PART);
    expect(saved).toMatchObject({ mediaIds: [{}, {}].map(() => expect.any(String) as string), usableUntil: null });
    page.passTime(48 * 60 * 60_000);
    expect(await publish(await prepared(PHOTO_PART, saved))).toMatchObject({ kind: 'published' });
    expect((await page.timeline()).posts).toMatchObject([{ media: [{ alt: 'The ferry' }, { alt: 'The pier' }] }]);
  });

  it('is made once, however often it is prepared', async () => {
    const saved = await prepared();
    expect(await prepare(PART, saved)).toEqual({ kind: 'prepared', prepared: saved });
    expect(await idsOf('hidden')).toEqual([saved.unpublishedId]);
  });

  it('is shown in two phases still when the account gave them up meanwhile', async () => {
    const saved = await prepared();
    const direct = testAccount({ network: 'facebook' });
    const again = await page.network.prepare(PART, direct, saved, AbortSignal.timeout(10_000));
    expect(again).toEqual({ kind: 'prepared', prepared: saved });
  });

  it('that is shown twice is one post', async () => {
    const saved = await prepared();
    await publish(saved);
    expect(await publish(saved)).toMatchObject({ kind: 'published', remoteId: saved.unpublishedId });
    expect(await idsOf('posts')).toEqual([saved.unpublishedId]);
  });

  it('waits when its photos are gone, and they are uploaded anew', async () => {
    await page.configure({ photoLifeMs: 0 });
    expect(await putOff(PHOTO_PART)).toMatchObject({ kind: 'deferred', discardPrepared: true, onceThen: 'rejected' });
    await page.configure({ photoLifeMs: 86_400_000 });
    expect(await publish(await prepared(PHOTO_PART))).toMatchObject({ kind: 'published' });
  });
});

describe('when the making of the unpublished post is unclear', () => {
  it.each([
    ['cut off afterwards', { kind: 'drop', applied: true }],
    ['cut in the middle', { kind: 'truncate' }],
    ['empty', { kind: 'empty' }],
    ['an error that hides a success', { ...BROKEN, applied: true }],
  ])('and the answer %s, it is found and adopted', async (_, fault) => {
    for (const part of [PART, PHOTO_PART]) {
      await page.breakNext('create-unpublished', fault);
      const saved = await prepared(part);
      expect((await idsOf('hidden')).at(-1)).toBe(saved.unpublishedId);
      expect(await publish(saved)).toMatchObject({ kind: 'published' });
    }
    expect(await page.timeline()).toMatchObject({ posts: [{}, {}], hidden: [] });
  });

  it.each([
    ['cut off before', { kind: 'drop', applied: false }],
    ['an error', { ...BROKEN, applied: false }],
  ])('and the connection is %s, it is made later, once', async (_, fault) => {
    await page.breakNext('create-unpublished', fault);
    expect(await putOff()).toMatchObject({ kind: 'deferred', retryAt: inMs(TIMING.retrySoonMs) });
    expect(await publish(await prepared())).toMatchObject({ kind: 'published' });
    expect(await page.timeline()).toMatchObject({ posts: [{}], hidden: [] });
  });

  it('and the list lags behind, the next try adopts the post that it is said to equal', async () => {
    await page.configure({ listLagMs: 30_000 });
    await page.breakNext('create-unpublished', { kind: 'drop', applied: true });
    expect(await putOff()).toMatchObject({ kind: 'deferred', retryAt: inMs(TIMING.retrySoonMs) });
    page.passTime(TIMING.retrySoonMs);
    expect(await putOff()).toMatchObject({ kind: 'deferred', retryAt: inMs(60_000), onceThen: 'rejected' });
    page.passTime(60_000);
    expect(await idsOf('hidden')).toEqual([(await prepared()).unpublishedId]);
  });

  it('and nobody answers, the post that is there all the same is adopted', async () => {
    await page.breakNext('create-unpublished', { kind: 'hang', applyAfterMs: 0 });
    const isMade = async (): Promise<boolean> => (await idsOf('hidden')).length === 1;
    const made = await giveUpOnce(isMade, (signal) => page.network.prepare(PART, PAGE, null, signal));
    expect(made).toMatchObject({ kind: 'failed', outcome: { kind: 'deferred' } });
    expect(await idsOf('hidden')).toEqual([(await prepared()).unpublishedId]);
  });

  it('after a worker died and nobody came back for an hour, its post is adopted', async () => {
    const lost = await prepared();
    page.passTime(60 * 60_000);
    expect(await prepared()).toEqual(lost);
  });

  it('a post of another text, link or photo, one with a time and one that is out are not adopted', async () => {
    const unpublished = { published: false };
    const inAnHour = Math.floor(page.now().getTime() / 1000) + 3600;
    await page.publish({ message: 'Another story', link: LINK, ...unpublished });
    await page.publish({ message: PART.text, link: `${LINK}8`, ...unpublished });
    await page.publish({ message: PART.text, link: LINK, ...unpublished, scheduled_publish_time: inAnHour });
    await page.configure({ duplicateGuard: false });
    await page.publish({ message: PART.text, link: LINK });
    await page.breakNext('create-unpublished', { kind: 'error', key: 'duplicate-status' });
    expect(await putOff()).toMatchObject({ kind: 'deferred', onceThen: 'rejected', answer: { code: '506' } });
    await prepared(PHOTO_PART);
    await page.breakNext('create-unpublished', { kind: 'drop', applied: false });
    expect(await putOff(PHOTO_PART)).toMatchObject({ kind: 'deferred' });
  });

  it.each([
    ['token-expired', { kind: 'unauthorized' }],
    ['abusive-content', { kind: 'rejected', scope: 'content' }],
    ['confirm-identity', { kind: 'rejected', scope: 'account' }],
    ['page-buc-limit', { kind: 'deferred' }],
  ])('a refusal (%s) is what it is for any post', async (key, outcome) => {
    await page.breakNext('create-unpublished', { kind: 'error', key });
    expect(await putOff()).toMatchObject(outcome);
    expect(await page.operations()).toEqual(['scrape', 'create-unpublished']);
  });
});

describe('when the showing is unclear', () => {
  it.each([
    ['the connection is cut afterwards', { kind: 'drop', applied: true }],
    ['an error hides the success', { ...BROKEN, applied: true }],
    ['the answer is cut in the middle', { kind: 'truncate' }],
    ['the answer is empty', { kind: 'empty' }],
  ])('because %s, the Page says that it is out', async (_, fault) => {
    const saved = await prepared();
    await page.breakNext('publish-visible', fault);
    expect(await publish(saved)).toMatchObject({ kind: 'published', remoteId: saved.unpublishedId });
    expect(await idsOf('posts')).toEqual([saved.unpublishedId]);
  });

  it.each([
    ['the connection is cut before', { kind: 'drop', applied: false }],
    ['an error comes', { ...BROKEN, applied: false }],
    ['a redirect comes', { kind: 'redirect' }],
  ])('because %s, it is unknown, seen to be hidden, and shown by the next call', async (_, fault) => {
    const saved = await prepared();
    await page.breakNext('publish-visible', fault);
    expect(await publish(saved)).toMatchObject({ kind: 'unknown' });
    expect(await look(saved)).toEqual({ kind: 'hidden' });
    expect(await publish(saved)).toMatchObject({ kind: 'published' });
    expect(await idsOf('posts')).toEqual([saved.unpublishedId]);
  });

  it('because nobody answers, it is unknown until the Page is asked', async () => {
    const saved = await prepared();
    await page.breakNext('publish-visible', { kind: 'hang', applyAfterMs: 0 });
    const isOut = async (): Promise<boolean> => (await idsOf('posts')).length === 1;
    expect(await giveUpOnce(isOut, (signal) => publish(saved, signal))).toMatchObject({ kind: 'unknown' });
    expect(await look(saved)).toMatchObject({ kind: 'found', remoteId: saved.unpublishedId });
  });

  it('and the Page cannot be asked either, it is unknown', async () => {
    const saved = await prepared();
    await page.breakNext('publish-visible', { ...BROKEN, applied: true });
    await page.breakNext('read', BROKEN, 2);
    expect(await publish(saved)).toMatchObject({ kind: 'unknown' });
    expect(await look(saved)).toMatchObject({ kind: 'cannot-tell' });
    expect(await look(saved)).toMatchObject({ kind: 'found', remoteId: saved.unpublishedId });
  });

  it('a post that is said to be out and cannot be read yet is published, without an address', async () => {
    const saved = await prepared();
    await page.configure({ readLagMs: 60_000 });
    expect(await publish(saved)).toMatchObject({ kind: 'published', url: null });
  });

  it('one that equals an older post is refused: nothing of it is out', async () => {
    const saved = await prepared();
    await page.breakNext('publish-visible', { kind: 'error', key: 'duplicate-status' });
    expect(await publish(saved)).toMatchObject({ kind: 'rejected', scope: 'content' });
  });

  it('a server that was not reached, a dead token and a limit made nothing', async () => {
    const saved = await prepared();
    await page.configure({ tokenDies: 460 });
    expect(await publish(saved)).toMatchObject({ kind: 'unauthorized', answer: { code: '190/460' } });
    expect(await look(saved)).toMatchObject({ kind: 'cannot-tell', noAccess: true });
    await page.configure({ tokenDies: null, usage: { percent: 100, minutes: 90 } });
    expect(await publish(saved)).toMatchObject({ kind: 'deferred', blockedUntil: inMs(90 * 60_000) });
    await page.configure({ usage: null });
    expect(await publish(saved)).toMatchObject({ kind: 'published' });
  });

  it('a post that is gone is unknown, and looked for by its text', async () => {
    const saved = await prepared();
    await page.call('DELETE', `/${saved.unpublishedId ?? ''}`);
    expect(await publish(saved)).toMatchObject({ kind: 'unknown', answer: { code: '100/33' } });
    expect(await look(saved)).toEqual({ kind: 'absent' });
    const id = await page.publish({ message: PART.text, link: LINK });
    expect(await look(saved)).toMatchObject({ kind: 'found', remoteId: id });
  });
});

describe('what nobody will publish', () => {
  it('is removed, and a second time is harmless', async () => {
    const saved = await prepared(PHOTO_PART);
    expect([await discard(saved), await discard(saved)]).toEqual([true, true]);
    expect(await page.timeline()).toEqual({ posts: [], hidden: [] });
    expect((await page.call('GET', `/${pageId}/feed`)).body['data']).toEqual([]);
  });

  it('is tried again later when the network fails', async () => {
    const saved = await prepared();
    await page.breakNext('retract', BROKEN);
    expect(await discard(saved)).toBe(false);
    expect(await discard(saved)).toBe(true);
    expect(await idsOf('hidden')).toEqual([]);
  });

  it('is left alone when readers see it by now', async () => {
    const saved = await prepared();
    await publish(saved);
    expect(await discard(saved)).toBe(true);
    expect(await idsOf('posts')).toEqual([saved.unpublishedId]);
  });
});
