import { settleLookUp } from '../domain/settlement.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { ClaimedLookUp } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';

export type ReconcilePorts = Pick<Ports, 'clock' | 'ledger' | 'networks' | 'postQueue'>;

/** A network's clock and ours may differ by so much. */
const CLOCK_SKEW_MS = 2 * 60_000;
const LOOK_UP_MS = 20_000;

/** Looks for every delivery that nobody knows the end of, when its look is due. Harmless to repeat. */
export async function reconcilePosts(ports: ReconcilePorts, stop: AbortSignal): Promise<void> {
  for (;;) {
    const claim = stop.aborted ? null : await ports.ledger.claimLookUp();
    if (claim === null) return;
    await lookUp(ports, claim, stop);
  }
}

async function lookUp(ports: ReconcilePorts, claim: ClaimedLookUp, stop: AbortSignal): Promise<void> {
  const { account, part, knownIds, delivery, history, firstIntentAt } = claim;
  const notBefore = new Date(firstIntentAt.getTime() - CLOCK_SKEW_MS);
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LOOK_UP_MS)]);
  const seen = await ports.networks[account.network].findPublished(part, account, { notBefore, knownIds }, signal);
  const post = await ports.ledger.settleLookUp(claim.token, settleLookUp(seen, delivery, history, ports.clock.now()));
  if (post !== null) await enqueuePosts(ports, [post]);
}
