import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ClaimedSubscription } from '../../src/application/ports/push-ledger.js';
import { nextPollAt } from '../../src/domain/poll-schedule.js';
import type { Hub, Source } from '../../src/domain/source.js';
import { HOUR_MS, SourceDesk } from '../support/source-desk.js';
import type { Engine } from '../support/test-databases.js';

const HUB: Hub = { hub: 'https://hub.example/', topic: 'https://harbour-post.example/feed' };
const TEN_DAYS_MS = 240 * HOUR_MS;

describe.each<Engine>(['sqlite', 'postgres'])('subscriptions with the ledger on %s', (kind) => {
  let desk: SourceDesk;
  let feed: Source;
  beforeEach(async () => {
    desk = await SourceDesk.open(kind, inject('postgresUrl'));
    feed = await desk.addMet('feed');
    await nameHub(HUB);
  });
  afterEach(() => desk.close());

  /** A poll in which the feed names this hub. */
  async function nameHub(hub: Hub): Promise<void> {
    const claim = await desk.test.ledger.claimPollOf(feed.id);
    await desk.test.ledger.finishPoll(claim?.token ?? '', {
      outcome: 'articles',
      note: '',
      cursor: '',
      nextPollAt: desk.clock.now(),
      items: 0,
      newArticles: 0,
      hub,
      movedTo: null,
      isTakenIn: true,
      pauseReason: null,
    });
  }
  async function claim(): Promise<ClaimedSubscription> {
    const claimed = await desk.test.ledger.claimSubscription();
    if (claimed === null) throw new Error('no hub is to be asked');
    return claimed;
  }
  async function subscribe(leaseMs = TEN_DAYS_MS): Promise<ClaimedSubscription> {
    const claimed = await claim();
    await desk.test.ledger.finishSubscription(claimed.token, { kind: 'accepted' });
    expect(await desk.test.ledger.verifySubscription(claimed.id, HUB.topic, leaseMs)).toBe(true);
    return claimed;
  }
  const renew = (): Promise<ClaimedSubscription> => {
    desk.clock.advance(TEN_DAYS_MS / 2);
    return claim();
  };
  const pushOf = async () => (await desk.test.ledger.findSource('feed'))?.push;

  it('a hub is asked by one process at a time, again when that one died, and renewed at half of its lease', async () => {
    const claims = await Promise.all([1, 2, 3].map(() => desk.test.ledger.claimSubscription()));
    expect(claims.filter((each) => each !== null)).toHaveLength(1);
    desk.clock.advance(HOUR_MS);
    const { id } = await subscribe();
    expect(claims).toContainEqual(expect.objectContaining({ id, hub: HUB }));
    desk.clock.advance(TEN_DAYS_MS / 2 - 1);
    expect(await desk.test.ledger.claimSubscription()).toBeNull();
    desk.clock.advance(1);
    expect(await claim()).toMatchObject({ id, hub: HUB });
  });

  it('only what was asked for is verified, and once', async () => {
    const { id, token } = await claim();
    const { ledger } = desk.test;
    expect(await ledger.verifySubscription(id, 'https://another.example/feed', TEN_DAYS_MS)).toBe(false);
    expect(await ledger.verifySubscription('01NOBODY', HUB.topic, TEN_DAYS_MS)).toBe(false);
    // As hubs do that ask back before they answer.
    expect(await ledger.verifySubscription(id, HUB.topic, TEN_DAYS_MS)).toBe(true);
    await ledger.finishSubscription(token, { kind: 'failed', note: 'the answer was lost' });
    expect(await ledger.verifySubscription(id, HUB.topic, TEN_DAYS_MS)).toBe(false);
    expect(await pushOf()).toMatchObject({ note: expect.stringContaining('verified until') as string });
    desk.clock.advance(HOUR_MS);
    expect(await ledger.claimSubscription()).toBeNull();
  });

  it('a hub that fails is asked again later and later, one that denies after a day', async () => {
    const { ledger } = desk.test;
    for (const minutes of [1, 2, 4]) {
      await ledger.finishSubscription((await claim()).token, { kind: 'failed', note: 'the hub answered 500' });
      desk.clock.advance(minutes * 60_000 - 1);
      expect(await ledger.claimSubscription()).toBeNull();
      desk.clock.advance(1);
    }
    expect(await pushOf()).toEqual({ note: 'the hub answered 500', trustedUntil: null });
    const { id, token } = await claim();
    await ledger.finishSubscription(token, { kind: 'accepted' });
    expect(await ledger.denySubscription(id, HUB.topic, 'members only')).toBe(true);
    expect(await pushOf()).toMatchObject({ note: 'denied by the hub: members only' });
    desk.clock.advance(24 * HOUR_MS - 1);
    expect(await ledger.claimSubscription()).toBeNull();
    desk.clock.advance(1);
    expect(await claim()).toMatchObject({ id });
  });

  it('a source is polled less often for a day after its hub delivered, no longer than the lease', async () => {
    const nextIn = async () => {
      const source = (await desk.test.ledger.findSource('feed')) ?? feed;
      return nextPollAt(source, null, desk.clock.now(), 0.5).getTime() - desk.clock.now().getTime();
    };
    const { id } = await subscribe(2 * HOUR_MS);
    expect(await nextIn()).toBeLessThan(20 * 60_000);
    await desk.test.ledger.noteDelivery(id, '1 article');
    expect(await nextIn()).toBe(30 * 60_000);
    expect((await pushOf())?.trustedUntil).toEqual(new Date(desk.clock.now().getTime() + 2 * HOUR_MS));
    desk.clock.advance(2 * HOUR_MS);
    expect(await nextIn()).toBeLessThan(20 * 60_000);
  });

  it('another hub is another subscription, with an address and a secret of its own', async () => {
    const before = await subscribe();
    await desk.test.ledger.noteDelivery(before.id, '1 article');
    const other = { ...HUB, hub: 'https://other-hub.example/' };
    await nameHub(other);
    const after = await claim();
    expect(after).toMatchObject({ hub: other });
    expect(after.id).not.toBe(before.id);
    expect(await desk.test.ledger.findSubscription(before.id)).toBeNull();
    expect((await pushOf())?.trustedUntil).toBeNull();
  });

  it('for a source that is paused or removed no hub is asked', async () => {
    await desk.test.ledger.pauseSource(feed.id, 'a move');
    expect(await desk.test.ledger.claimSubscription()).toBeNull();
    await desk.test.ledger.resumeSource(feed.id);
    const { id } = await subscribe();
    await desk.test.ledger.removeSource(feed.id);
    desk.clock.advance(TEN_DAYS_MS);
    expect(await desk.test.ledger.claimSubscription()).toBeNull();
    expect(await desk.test.ledger.findSubscription(id)).toBeNull();
  });

  it('a source that was removed and comes back is subscribed anew, as soon as it names its hub', async () => {
    const before = await subscribe();
    await desk.test.ledger.noteDelivery(before.id, '1 article');
    const renewal = await renew();
    await desk.test.ledger.removeSource(feed.id);
    // What was under way then comes to nothing.
    await desk.test.ledger.finishSubscription(renewal.token, { kind: 'accepted' });
    expect(await desk.test.ledger.verifySubscription(renewal.id, HUB.topic, TEN_DAYS_MS)).toBe(false);
    feed = await desk.addMet('feed');
    expect(await pushOf()).toEqual({ note: null, trustedUntil: null });
    await nameHub(HUB);
    const after = await claim();
    expect(after).toMatchObject({ hub: HUB });
    expect(after.id).not.toBe(before.id);
  });
});
