import { randomUUID } from 'node:crypto';
import type { LedgerEngine } from '../../src/adapters/ledger/engines.js';
import type { Claim, ClaimedPost, Ledger } from '../../src/application/ports/ledger.js';
import type { Clock } from '../../src/application/ports/clock.js';
import { TIMING } from '../../src/domain/timing.js';

/** Breaks one protection each, to prove that the judge sees it. */
export const SABOTAGES = [
  'resend-unknown',
  'skip-claim',
  'blind-revision',
  'late-intent',
  'settle-without-token',
  'no-reconcile',
] as const;
export type Sabotage = (typeof SABOTAGES)[number];

export function sabotage(kind: Sabotage, ledger: Ledger, engine: LedgerEngine, clock: Clock): Ledger {
  switch (kind) {
    case 'resend-unknown':
      return resendUnknown(ledger, clock);
    case 'skip-claim':
      return skipClaim(ledger, clock);
    case 'blind-revision':
      return blindRevision(ledger, engine);
    case 'late-intent':
      return { ...ledger, openDelivery: () => Promise.resolve(true), settlePost: openThenSettle(ledger) };
    case 'settle-without-token':
      return settleWithoutToken(ledger, engine);
    case 'no-reconcile':
      return { ...ledger, claimLookUp: () => Promise.resolve(null) };
  }
}

/** What nobody knows counts as not sent. */
function resendUnknown(ledger: Ledger, clock: Clock): Ledger {
  return {
    ...ledger,
    settlePost: (token, settlement) =>
      ledger.settlePost(
        token,
        settlement.kind === 'look-up'
          ? {
              kind: 'try-again',
              at: clock.now(),
              discardPrepared: false,
              triedOnce: null,
              blockAccountUntil: null,
              answer: settlement.answer,
            }
          : settlement,
      ),
  };
}

/** Whoever asks may send; the true claim is made only when the answer is there. */
function skipClaim(ledger: Ledger, clock: Clock): Ledger {
  const posts = new Map<string, { id: string; revision: number }>();
  return {
    ...ledger,
    claimPost: async (id, revision) => {
      const post = await ledger.findPost(id);
      const at = post?.parts.findIndex(({ remoteId }) => remoteId === null) ?? -1;
      const part = post?.parts[at];
      if (post?.state !== 'scheduled' || post.nextAt > clock.now() || part === undefined) return { kind: 'gone' };
      const token = randomUUID();
      posts.set(token, { id, revision });
      return {
        kind: 'claimed',
        token,
        deadline: new Date(clock.now().getTime() + TIMING.callMs),
        account: post.account,
        part,
        prepared: null,
        history: { triedOnce: [], sentAgain: false, accountSuspected: false },
        page: null,
      } satisfies ClaimedPost;
    },
    savePrepared: () => Promise.resolve(true),
    openDelivery: () => Promise.resolve(true),
    settlePost: async (token, settlement) => {
      const post = posts.get(token);
      if (post === undefined) return ledger.settlePost(token, settlement);
      const claim = await ledger.claimPost(post.id, post.revision);
      if (claim.kind !== 'claimed') return null;
      return openThenSettle(ledger)(claim.token, settlement);
    },
  };
}

function openThenSettle(ledger: Ledger): Ledger['settlePost'] {
  return async (token, settlement) => {
    await ledger.openDelivery(token);
    return ledger.settlePost(token, settlement);
  };
}

/** An edit is written whatever became of the post meanwhile: also while its old text is on its way. */
function blindRevision(ledger: Ledger, engine: LedgerEngine): Ledger {
  return {
    ...ledger,
    claimPost: async (id) => ledger.claimPost(id, (await ledger.findPost(id))?.revision ?? 0),
    replaceParts: async (id, _revision, parts) => {
      for (const [position, { text, link }] of parts.entries())
        await engine.db
          .updateTable('parts')
          .set({ text, link })
          .where('post_id', '=', id)
          .where('position', '=', position)
          .execute();
      return ledger.findPost(id);
    },
  };
}

/** An answer that comes after the lease is written all the same. */
function settleWithoutToken(ledger: Ledger, engine: LedgerEngine): Ledger {
  const posts = new Map<string, string>();
  const remember = async (claiming: Promise<Claim>): Promise<Claim> => {
    const claim = await claiming;
    if (claim.kind !== 'claimed') return claim;
    const held = engine.db.selectFrom('posts').select('id').where('claim_token', '=', claim.token);
    posts.set(claim.token, (await held.executeTakeFirst())?.id ?? '');
    return claim;
  };
  return {
    ...ledger,
    claimPost: (id, revision) => remember(ledger.claimPost(id, revision)),
    claimNext: (accountId) => remember(ledger.claimNext(accountId)),
    settlePost: async (token, settlement) => {
      const post = await ledger.settlePost(token, settlement);
      if (post !== null || settlement.kind !== 'part-published') return post;
      await publishNextPart(engine, posts.get(token) ?? '', settlement);
      return null;
    },
  };
}

/** "It was published": whatever part of the post comes next must be meant. */
async function publishNextPart(
  { db }: LedgerEngine,
  postId: string,
  { remoteId, url }: { readonly remoteId: string; readonly url: string | null },
): Promise<void> {
  const unsent = await db
    .selectFrom('parts')
    .select('position')
    .where('post_id', '=', postId)
    .where('remote_id', 'is', null)
    .orderBy('position')
    .execute();
  if (unsent[0] === undefined) return;
  const { position } = unsent[0];
  const part = db.updateTable('parts').set({ remote_id: remoteId, url });
  await part.where('post_id', '=', postId).where('position', '=', position).execute();
  await db
    .updateTable('posts')
    .set((eb) => ({
      state: unsent.length === 1 ? 'published' : 'scheduled',
      revision: eb('revision', '+', 1),
      claim_token: null,
    }))
    .where('id', '=', postId)
    .execute();
}
