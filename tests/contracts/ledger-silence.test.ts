import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk } from '../support/ledger-desk.js';
import { LATE } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const HOUR_MS = 3_600_000;

describe.each<Engine>(['sqlite', 'postgres'])('newsroom silence with the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  const listEvents = () =>
    desk.test.engine.db.selectFrom('events').select(['kind', 'detail']).where('kind', 'like', 'silence-%').execute();

  it('there is none until a person starts one, and none after its end', async () => {
    expect(await desk.ledger.findSilence()).toBeNull();
    const started = await desk.ledger.startSilence('a death in the family', null);
    expect(started).toEqual({ reason: 'a death in the family', startedAt: desk.in(0), until: null });
    desk.clock.advance(1_000 * HOUR_MS);
    expect(await desk.ledger.findSilence()).toEqual(started);
    await desk.ledger.endSilence();
    expect(await desk.ledger.findSilence()).toBeNull();
  });

  it('one with an end is over then', async () => {
    const silence = await desk.ledger.startSilence('the vigil', desk.in(HOUR_MS));
    desk.clock.advance(HOUR_MS - 1);
    expect(await desk.ledger.findSilence()).toEqual(silence);
    desk.clock.advance(1);
    expect(await desk.ledger.findSilence()).toBeNull();
  });

  it('one that would be over already is refused, and leaves the one that runs', async () => {
    const silence = await desk.ledger.startSilence('the vigil', null);
    for (const until of [desk.in(0), desk.in(-HOUR_MS)])
      await expect(desk.ledger.startSilence('the funeral', until)).rejects.toMatchObject({
        code: 'KWB_TIME_INVALID',
        message: expect.stringContaining(until.toISOString()) as string,
      });
    expect(await desk.ledger.findSilence()).toEqual(silence);
  });

  it('a new one takes the place of the one that runs', async () => {
    await desk.ledger.startSilence('the vigil', null);
    const second = await desk.ledger.startSilence('the funeral', desk.in(HOUR_MS));
    expect(await desk.ledger.findSilence()).toEqual(second);
    await Promise.all([desk.ledger.startSilence('a', null), desk.ledger.startSilence('b', desk.in(HOUR_MS))]);
    await desk.ledger.endSilence();
    expect(await desk.ledger.findSilence()).toBeNull();
  });

  it('its start and its end stand in the history, once', async () => {
    await desk.ledger.startSilence('the vigil', desk.in(HOUR_MS));
    await desk.ledger.endSilence();
    await desk.ledger.endSilence();
    expect(await listEvents()).toEqual([
      { kind: 'silence-started', detail: 'the vigil (until 2026-11-24T10:00:00.000Z)' },
      { kind: 'silence-ended', detail: 'the vigil' },
    ]);
  });

  it('posts are planned in it as ever, and cannot be released', async () => {
    const held = await desk.schedule({ text: 'held', problems: [LATE] });
    await desk.ledger.startSilence('the vigil', null);
    expect(await desk.schedule({ dueAt: desk.in(HOUR_MS) })).toMatchObject({ state: 'scheduled' });
    await expect(desk.ledger.releasePost(held.id)).rejects.toMatchObject({
      code: 'KWB_TRANSITION_REFUSED',
      message: expect.stringContaining('the vigil') as string,
    });
  });

  it('what was being prepared when it began does not go out, and is held', async () => {
    const post = await desk.schedule();
    const { token } = await desk.claim(post);
    await desk.ledger.startSilence('the vigil', null);
    expect(await desk.ledger.openDelivery(token)).toBe(false);
    desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
    await desk.ledger.sweepLate();
    await desk.ledger.sweepLate();
    expect(await desk.fresh(post)).toMatchObject({ state: 'held', reason: 'newsroom silence: the vigil' });
  });

  it('what it held goes out when a person releases it afterwards', async () => {
    const post = await desk.schedule({ expiresAt: desk.in(HOUR_MS) });
    await desk.ledger.startSilence('the vigil', null);
    await desk.ledger.sweepLate();
    expect(await desk.fresh(post)).toMatchObject({ state: 'held', problems: [] });
    desk.clock.advance(2 * HOUR_MS);
    await desk.ledger.endSilence();
    expect(await desk.fresh(post)).toMatchObject({ state: 'held' });
    expect(await desk.ledger.releasePost(post.id)).toMatchObject({
      state: 'scheduled',
      reason: null,
      dueAt: post.dueAt,
      nextAt: desk.in(0),
      expiresAt: desk.in(HOUR_MS),
    });
    await desk.claim(post);
  });

  it('other words do not release what it held', async () => {
    const post = await desk.schedule();
    await desk.ledger.startSilence('the vigil', null);
    await desk.ledger.sweepLate();
    const parts = [{ text: 'Other words', link: null, media: [], priceMicros: null }];
    const { revision } = await desk.fresh(post);
    const worse = await desk.ledger.replaceParts(post.id, revision, parts, [
      { code: 'too-long', part: 0, message: 'too long' },
    ]);
    expect(worse).toMatchObject({ state: 'held', problems: [{ code: 'too-long' }] });
    const better = await desk.ledger.replaceParts(post.id, revision + 1, parts, []);
    expect(better).toMatchObject({ state: 'held', problems: [], reason: expect.stringContaining('vigil') as string });
  });
});
