import type { Ports } from './ports/ports.js';
import type { ClaimedSubscription } from './ports/push-ledger.js';
import { timeLimit } from './time-limit.js';

/** Asks a hub once for what a source announces there. Harmless to repeat: a hub knows us by our address. */
export async function subscribe(
  { ledger, hubs, timing }: Pick<Ports, 'ledger' | 'hubs' | 'timing'>,
  claim: ClaimedSubscription,
  cutOff: AbortSignal,
): Promise<void> {
  if (hubs === null) return;
  const signal = timeLimit(timing.pollMs, cutOff);
  const asked = await hubs.subscribe(claim, signal);
  await ledger.finishSubscription(claim.token, asked);
}
