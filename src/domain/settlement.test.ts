import { describe, expect, it } from 'vitest';
import type { LookUp, PublishOutcome } from './publish-outcome.js';
import { settle, settleBreakdown, settleLookUp, type UnknownDelivery } from './settlement.js';
import { TIMING } from './timing.js';

const answer = { status: 403, code: null, message: 'no' };
const deadline = new Date('2026-11-24T09:00:00Z');
const window = { deadline, windowMs: 120_000 };
const fresh = { triedOnce: [], sentAgain: false, accountSuspected: false };
const at = (seconds: number): Date => new Date(deadline.getTime() + seconds * 1_000);
const delivery: UnknownDelivery = {
  ...window,
  ifAbsent: 'send-again',
  cleanLooks: 0,
  failedLooks: 0,
  expiresAt: null,
  resend: 'once',
};
const absent: LookUp = { kind: 'absent' };

describe('settling an outcome', () => {
  it('a published part is done', () => {
    expect(settle({ kind: 'published', remoteId: '1', url: null }, fresh, window)).toMatchObject({
      kind: 'part-published',
      remoteId: '1',
    });
  });

  it('a success that used up the limit holds the account until it is free again', () => {
    const outcome: PublishOutcome = { kind: 'published', remoteId: '1', url: null, blockedUntil: at(60) };
    expect(settle(outcome, fresh, window)).toMatchObject({ blockAccountUntil: at(60) });
  });

  it('a refused text ends its post; a refused account or an unpaid bill pauses the account', () => {
    expect(settle({ kind: 'rejected', scope: 'content', answer }, fresh, window)).toMatchObject({ kind: 'rejected' });
    expect(settle({ kind: 'rejected', scope: 'account', answer }, fresh, window)).toMatchObject({
      kind: 'account-paused',
    });
    expect(settle({ kind: 'rejected', scope: 'billing', answer }, fresh, window)).toMatchObject({
      kind: 'account-paused',
    });
    expect(settle({ kind: 'unauthorized', answer }, fresh, window)).toMatchObject({ kind: 'account-paused' });
  });

  it('a deferred part is tried again at its time, and one that may be deferred once only is refused the second time', () => {
    const outcome: PublishOutcome = { kind: 'deferred', retryAt: at(30), onceThen: 'rejected', answer };
    expect(settle(outcome, fresh, window)).toMatchObject({ kind: 'try-again', at: at(30) });
    expect(settle(outcome, { ...fresh, triedOnce: ['no'] }, window)).toMatchObject({ kind: 'rejected' });
  });

  it('another answer than the first gets its own one more try', () => {
    const outcome: PublishOutcome = { kind: 'deferred', retryAt: at(30), onceThen: 'rejected', answer };
    expect(settle(outcome, { ...fresh, triedOnce: ['media-invalid'] }, window)).toMatchObject({ triedOnce: 'no' });
  });

  it('a block that comes back after one more try pauses the account', () => {
    const outcome: PublishOutcome = { kind: 'deferred', retryAt: at(30), onceThen: 'account-paused', answer };
    expect(settle(outcome, { ...fresh, triedOnce: ['no'] }, window)).toMatchObject({ kind: 'account-paused' });
  });

  it('a refusal without a clear reason is about the text, until a second post meets it', () => {
    const outcome: PublishOutcome = { kind: 'rejected', scope: 'content', unspecific: true, answer };
    expect(settle(outcome, fresh, window)).toMatchObject({ kind: 'rejected', suspectsAccount: true });
    expect(settle(outcome, { ...fresh, accountSuspected: true }, window)).toMatchObject({ kind: 'account-paused' });
  });

  it('an unknown outcome is looked up after the deadline, and never sent again blindly', () => {
    expect(settle({ kind: 'unknown', answer }, fresh, window)).toEqual({
      kind: 'look-up',
      at: at(5),
      ifAbsent: 'send-again',
      answer,
    });
  });

  it('a duplicate is looked up, and never sent again at all', () => {
    expect(settle({ kind: 'duplicate', answer }, fresh, window)).toMatchObject({ kind: 'look-up', ifAbsent: 'reject' });
  });
});

describe('settling what broke before anything left', () => {
  const after = (tries: number) => {
    const triedOnce = ['media-invalid', ...Array.from({ length: tries }, (_, index) => `internal-error ${index + 1}`)];
    return settleBreakdown(new Error('no library'), { ...fresh, triedOnce }, at(0), TIMING);
  };

  it('it is tried again, ever more slowly, without a word against the account', () => {
    expect([0, 1, 2].map(after)).toMatchObject([
      { kind: 'try-again', at: at(15), triedOnce: 'internal-error 1', blockAccountUntil: null },
      { kind: 'try-again', at: at(30), triedOnce: 'internal-error 2' },
      { kind: 'try-again', at: at(60), triedOnce: 'internal-error 3' },
    ]);
  });

  it('after a quarter of an hour the post is given back to a person, with what went wrong', () => {
    const tries = Array.from({ length: 6 }, (_, index) => after(index));
    const waits = tries.map((each) => (each.kind === 'try-again' ? each.at.getTime() - at(0).getTime() : 0));
    expect(waits.reduce((sum, ms) => sum + ms)).toBe(945_000);
    expect(after(6)).toMatchObject({
      kind: 'rejected',
      reason: 'something went wrong here before it was sent: no library',
      suspectsAccount: false,
    });
  });
});

describe('settling a look-up', () => {
  it('what was found is adopted', () => {
    expect(settleLookUp({ kind: 'found', remoteId: '9', url: 'u' }, delivery, fresh, at(5))).toEqual({
      kind: 'part-published',
      remoteId: '9',
      url: 'u',
    });
  });

  it('looks come at 5, 20, 60 and 120 seconds after the deadline', () => {
    const looks = [5, 20, 60].map((now, cleanLooks) =>
      settleLookUp(absent, { ...delivery, cleanLooks }, fresh, at(now)),
    );
    expect(looks).toEqual([20, 60, 120].map((next) => ({ kind: 'look-again', at: at(next), clean: true })));
  });

  it('two clean looks, the second after the window, are absence: the text is sent again once', () => {
    expect(settleLookUp(absent, { ...delivery, cleanLooks: 3 }, fresh, at(120))).toEqual({
      kind: 'send-again',
      counted: true,
    });
    expect(settleLookUp(absent, { ...delivery, cleanLooks: 3 }, { ...fresh, sentAgain: true }, at(120))).toMatchObject({
      kind: 'unconfirmed',
    });
  });

  it('with an account that must not say a thing twice, a person decides instead', () => {
    expect(settleLookUp(absent, { ...delivery, cleanLooks: 3, resend: 'never' }, fresh, at(120))).toMatchObject({
      kind: 'unconfirmed',
    });
  });

  it('a post that waits to be shown is shown again, which does not count, once the call cannot come back', () => {
    expect(settleLookUp({ kind: 'hidden' }, delivery, fresh, at(1))).toMatchObject({ kind: 'look-again' });
    expect(settleLookUp({ kind: 'hidden' }, delivery, fresh, at(5))).toEqual({ kind: 'send-again', counted: false });
    expect(settleLookUp({ kind: 'hidden' }, { ...delivery, ifAbsent: 'reject' }, fresh, at(5))).toMatchObject({
      kind: 'rejected',
    });
  });

  it('where we may not look, a person is asked when the window is over', () => {
    const blind: LookUp = { kind: 'cannot-tell', noAccess: true, answer };
    expect(settleLookUp(blind, delivery, fresh, at(60))).toMatchObject({ kind: 'look-again', clean: false });
    expect(settleLookUp(blind, delivery, fresh, at(120))).toMatchObject({ kind: 'unconfirmed' });
  });

  it('one clean look is not absence, however late it comes', () => {
    expect(settleLookUp(absent, delivery, fresh, at(900))).toEqual({ kind: 'look-again', at: at(905), clean: true });
  });

  it('an absent duplicate equals an older post and is refused', () => {
    expect(settleLookUp(absent, { ...delivery, ifAbsent: 'reject', cleanLooks: 3 }, fresh, at(120))).toMatchObject({
      kind: 'rejected',
    });
  });

  it('a look that fails is no answer: it is repeated, ever more slowly, until the post expires', () => {
    const failed: LookUp = { kind: 'cannot-tell', answer };
    expect(settleLookUp(failed, delivery, fresh, at(5))).toEqual({ kind: 'look-again', at: at(10), clean: false });
    expect(settleLookUp(failed, { ...delivery, failedLooks: 3 }, fresh, at(60))).toEqual({
      kind: 'look-again',
      at: at(100),
      clean: false,
    });
    expect(settleLookUp(failed, { ...delivery, expiresAt: at(300) }, fresh, at(300))).toMatchObject({
      kind: 'unconfirmed',
    });
  });

  it('of a post that never expires, a person is asked when looks have failed for a day', () => {
    const failed: LookUp = { kind: 'cannot-tell', answer };
    const day = 24 * 3_600;
    expect(settleLookUp(failed, { ...delivery, failedLooks: 700 }, fresh, at(day - 1))).toEqual({
      kind: 'look-again',
      at: at(day + 119),
      clean: false,
    });
    expect(settleLookUp(failed, { ...delivery, failedLooks: 700 }, fresh, at(day))).toEqual({
      kind: 'unconfirmed',
      reason: 'nobody could tell whether it went out: no',
    });
  });
});
