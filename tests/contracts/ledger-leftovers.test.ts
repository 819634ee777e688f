import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Post } from '../../src/domain/post.js';
import type { Settlement } from '../../src/domain/settlement.js';
import { ANSWER, LedgerDesk, tryAgain } from '../support/ledger-desk.js';
import { wantedAccount } from '../support/samples.js';
import type { Engine } from '../support/test-databases.js';

const MINUTE = 60_000;

describe.each<Engine>(['sqlite', 'postgres'])('unpublished posts to be removed, in the ledger on %s', (kind) => {
  let desk: LedgerDesk;
  beforeEach(async () => {
    desk = await LedgerDesk.open(kind, inject('postgresUrl'));
  });
  afterEach(() => desk.close());

  /** Claims the post, makes an unpublished one and lets the send wait, or end as it is told. */
  const prepare = async (post: Post, unpublishedId: string | null, settlement: Settlement = tryAgain(desk.in(0))) => {
    const { token } = await desk.claim(post);
    await desk.ledger.savePrepared(token, { mediaIds: [], usableUntil: null, unpublishedId });
    await desk.ledger.settlePost(token, settlement);
  };
  const edit = async (post: Post, text: string) => {
    const part = { text, link: null, media: [], priceMicros: null };
    await desk.ledger.replaceParts(post.id, (await desk.fresh(post)).revision, [part], []);
  };
  const takeIds = async () => (await desk.ledger.takeDiscards()).map(({ unpublishedId }) => unpublishedId).sort();

  it('are none of a post that waits: its send will show what was made', async () => {
    const post = await desk.schedule({ text: 'one' });
    await prepare(post, 'u1');
    await edit(post, 'one');
    expect(await takeIds()).toEqual([]);
    expect((await desk.claim(post)).prepared).toMatchObject({ unpublishedId: 'u1' });
  });

  it('are those of posts that ended and of texts that were edited', async () => {
    const schedule = (text: string, expiresAt: Date | null = null) => desk.schedule({ text, expiresAt });
    const [cancelled, expired, rejected, edited, uploads] = [
      await schedule('cancelled'),
      await schedule('expired', desk.in(MINUTE)),
      await schedule('rejected'),
      await schedule('edited'),
      await schedule('uploads'),
    ];
    await prepare(cancelled, 'u1');
    await desk.ledger.cancelPost(cancelled.id);
    await prepare(expired, 'u2');
    await prepare(edited, 'u3');
    await edit(edited, 'another text');
    await prepare(rejected, 'u4', { kind: 'rejected', reason: 'no', suspectsAccount: false, answer: ANSWER });
    await prepare(uploads, null);
    await desk.ledger.cancelPost(uploads.id);
    desk.clock.advance(MINUTE);
    await desk.ledger.sweepLate();
    expect(await takeIds()).toEqual(['u1', 'u2', 'u3', 'u4']);
  });

  it('are those that the network is said to have forgotten, or did not show', async () => {
    const [forgotten, lost] = [await desk.schedule({ text: 'one' }), await desk.schedule({ text: 'two' })];
    await prepare(forgotten, 'u1', tryAgain(desk.in(MINUTE), { discardPrepared: true }));
    await prepare(lost, 'u2');
    await desk.loseAnswer(lost);
    expect(await takeIds()).toEqual(['u1']);
    await desk.lookAnd({ kind: 'send-again', counted: true });
    expect(await takeIds()).toEqual(['u1', 'u2']);
  });

  it('are not forgotten when the edited text goes out before they are removed', async () => {
    const post = await desk.schedule({ text: 'one' });
    await prepare(post, 'u1');
    await edit(post, 'two');
    await prepare(post, 'u2');
    await desk.publish(post, 'u2');
    expect(await takeIds()).toEqual(['u1']);
  });

  it('are none any more when a send makes use of them after all', async () => {
    const post = await desk.schedule({ text: 'one' });
    await prepare(post, 'u1');
    await edit(post, 'two');
    await edit(post, 'one');
    await prepare(post, 'u1');
    expect(await takeIds()).toEqual([]);
  });

  it('are never of a post that nobody knows the end of: it may be what readers see', async () => {
    const post = await desk.schedule();
    await prepare(post, 'u1');
    await desk.leaveUnconfirmed(post);
    await desk.ledger.cancelPost(post.id);
    expect(await takeIds()).toEqual([]);
  });

  describe('once a post has left one', () => {
    beforeEach(async () => {
      const post = await desk.schedule();
      await prepare(post, 'u1');
      await desk.ledger.cancelPost(post.id);
    });

    it('are given to one worker, and again after a minute, until they are forgotten', async () => {
      const taken = (await Promise.all([1, 2, 3].map(() => desk.ledger.takeDiscards()))).flat();
      expect(taken).toMatchObject([{ account: { id: desk.account.id }, unpublishedId: 'u1' }]);
      desk.clock.advance(MINUTE);
      const [again] = await desk.ledger.takeDiscards();
      if (again === undefined) throw new Error('it was forgotten');
      await desk.ledger.forgetDiscard(again);
      await desk.ledger.forgetDiscard(again);
      desk.clock.advance(MINUTE);
      expect(await takeIds()).toEqual([]);
    });

    it('wait while their account is paused, and stay where they are when it is retired', async () => {
      await desk.sendAnd(await desk.schedule(), { kind: 'account-paused', reason: 'no', answer: ANSWER });
      expect(await takeIds()).toEqual([]);
      await desk.ledger.resumeAccount(desk.account.id);
      expect(await takeIds()).toEqual(['u1']);
      desk.clock.advance(MINUTE);
      await desk.ledger.syncAccount(wantedAccount({ simulated: false }));
      expect(await takeIds()).toEqual([]);
    });
  });
});
