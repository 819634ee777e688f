import { settleLookUp } from '../domain/settlement.js';
import { enqueuePosts } from './enqueue-posts.js';
import type { ClaimedLookUp } from './ports/ledger.js';
import type { Ports } from './ports/ports.js';
import { tellPeople } from './tell-people.js';
import { timeLimit } from './time-limit.js';

export type ReconcilePorts = Pick<Ports, 'clock' | 'events' | 'ledger' | 'networks' | 'postQueue' | 'timing'>;

/** A network's clock and ours may differ by so much. */
const CLOCK_SKEW_MS = 2 * 60_000;

/** Looks on the network for a delivery that nobody knows the end of, and writes down what was seen. */
export async function reconcilePost(ports: ReconcilePorts, claim: ClaimedLookUp, cutOff: AbortSignal): Promise<void> {
  const { account, part, prepared, knownIds, delivery, history, firstIntentAt } = claim;
  const notBefore = new Date(firstIntentAt.getTime() - CLOCK_SKEW_MS);
  const signal = timeLimit(ports.timing.lookUpCallMs, cutOff);
  const where = { notBefore, knownIds };
  const seen = await ports.networks[account.network].findPublished(part, prepared, account, where, signal);
  const settlement = settleLookUp(seen, delivery, history, ports.clock.now());
  const post = await ports.ledger.settleLookUp(claim.token, settlement);
  if (post === null) return;
  tellPeople(ports, post, settlement);
  await enqueuePosts(ports, [post]);
}
