import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createSqlLedger } from '../../src/adapters/ledger/sql-ledger.js';
import type { Ledger } from '../../src/application/ports/ledger.js';
import { TIMING } from '../../src/domain/timing.js';
import { LedgerDesk, PUBLISHED } from '../support/ledger-desk.js';
import { ARTICLE, plannedPost } from '../support/samples.js';

describe('what SQLite waits for', () => {
  let desk: LedgerDesk;
  let waits: number;
  let ledger: Ledger;
  /** Fails every wait from now on, as a broken disk does. */
  let breakDisk: () => void;
  beforeEach(async () => {
    desk = await LedgerDesk.open('sqlite', inject('postgresUrl'));
    waits = 0;
    let isBroken = false;
    breakDisk = () => (isBroken = true);
    const { engine, clock } = desk.test;
    const waitForDisk = async (): Promise<void> => {
      if (isBroken) throw new Error('EIO: i/o error, fdatasync');
      await engine.waitForDisk();
      waits += 1;
    };
    ledger = createSqlLedger({ engine: { ...engine, waitForDisk }, clock, timing: TIMING });
  });
  afterEach(() => desk.close());

  async function waited<T>(step: Promise<T>): Promise<{ readonly result: T; readonly waits: number }> {
    const before = waits;
    const result = await step;
    return { result, waits: waits - before };
  }

  it('are the receipt and the intent; the steps between them do not', async () => {
    const recorded = await waited(ledger.recordArticle(ARTICLE, ['k:1'], 'source', null));
    expect(recorded.waits).toBe(1);
    const planned = await waited(ledger.planPosts(recorded.result.id, [plannedPost(desk.account.id)]));
    expect(planned.waits).toBe(0);
    const [post] = planned.result;
    const claimed = await waited(ledger.claimPost(post?.id ?? '', post?.revision ?? 0));
    expect(claimed.waits).toBe(0);
    const token = claimed.result.kind === 'claimed' ? claimed.result.token : '';
    expect(await waited(ledger.openDelivery(token))).toEqual({ result: true, waits: 1 });
    expect((await waited(ledger.settlePost(token, PUBLISHED))).waits).toBe(0);
  });

  it('is missed by nobody: without it no intent is reported', async () => {
    const post = await desk.schedule();
    const claim = await desk.claim(post);
    breakDisk();
    await expect(ledger.openDelivery(claim.token)).rejects.toThrow('fdatasync');
    // It may stand or not: once the claim is over it is looked for, and not sent again blindly.
    desk.clock.advance(TIMING.callMs + TIMING.leaseGraceMs);
    await desk.ledger.sweepLate();
    expect(await desk.tryClaim(post)).toEqual({ kind: 'gone' });
    desk.clock.advance(TIMING.lookUpWindowMs.x);
    expect((await desk.takeLook()).part.text).toBe(claim.part.text);
  });
});
