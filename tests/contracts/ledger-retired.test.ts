import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { TIMING } from '../../src/domain/timing.js';
import type { Settlement } from '../../src/domain/settlement.js';
import { ANSWER, LedgerDesk, PUBLISHED, tryAgain } from '../support/ledger-desk.js';
import { wantedAccount } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const CANCELLED = { state: 'cancelled', reason: 'its account was retired' };

describe.each<Engine>(['sqlite', 'postgres'])('a post of a retired account in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  /** The real account takes the place of the simulated one. */
  const retire = () => desk.ledger.syncAccount(wantedAccount({ simulated: false }));

  it.each<readonly [string, Settlement]>([
    ['is to be tried again', tryAgain(new Date(0))],
    ['would wait for its account', { kind: 'account-paused', reason: 'no', answer: ANSWER }],
    ['has parts that follow', PUBLISHED],
  ])('that was being sent and %s is cancelled', async (_, settlement) => {
    const post = await desk.scheduleThread(['one', 'two']);
    const token = await desk.send(post);
    await retire();
    expect(await desk.ledger.settlePost(token, settlement)).toMatchObject(CANCELLED);
  });

  it('that was being sent and went out is published', async () => {
    const token = await desk.send(await desk.schedule());
    await retire();
    expect(await desk.ledger.settlePost(token, PUBLISHED)).toMatchObject({ state: 'published', reason: null });
  });

  it('whose worker died is cancelled', async () => {
    const post = await desk.schedule();
    await desk.claim(post);
    await retire();
    desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
    expect(await desk.ledger.sweepLate()).toEqual([]);
    expect(await desk.fresh(post)).toMatchObject(CANCELLED);
  });

  it('that nobody knew the end of is cancelled when it turns out that it is not there', async () => {
    const [seen, asked] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
    await desk.leaveUnconfirmed(asked);
    await desk.loseAnswer(seen);
    await retire();
    expect(await desk.lookAnd({ kind: 'send-again', counted: true })).toMatchObject(CANCELLED);
    expect(await desk.ledger.confirmAbsent(asked.id)).toMatchObject(CANCELLED);
    expect((await desk.ledger.listEvents(asked.id)).at(-1)).toMatchObject({ detail: CANCELLED.reason });
  });

  it('that has ended is not brought back', async () => {
    const post = await desk.schedule({ expiresAt: desk.in(1) });
    desk.clock.advance(1);
    await desk.ledger.sweepLate();
    await retire();
    await expect(desk.ledger.reschedulePost(post.id, { at: desk.in(0), wallTime: null })).rejects.toMatchObject({
      code: 'KWB_TRANSITION_REFUSED',
      message: expect.stringContaining('its account was retired') as string,
    });
    expect(await desk.ledger.cancelPost(post.id)).toMatchObject({ state: 'cancelled' });
  });

  it('that was planned while the account was retired is cancelled', async () => {
    await retire();
    expect(await desk.schedule()).toMatchObject(CANCELLED);
  });
});
