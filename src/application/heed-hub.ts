import type { Source } from '../domain/source.js';
import { countOut } from './count-out.js';
import type { ReadDelivery } from './ports/feed-delivery.js';
import type { Ports } from './ports/ports.js';
import type { HookRequest } from './ports/webhook-format.js';
import { takeIn, type RecordedChange } from './take-in.js';

export interface HubPorts extends Pick<Ports, 'clock' | 'ledger' | 'zone' | 'secrets'> {
  readonly readDelivery: ReadDelivery;
}

/** What a hub asks or says before it delivers, as it stands in the address. */
export type HubQuestion =
  | { readonly mode: 'subscribe'; readonly topic: string; readonly challenge: string; readonly leaseMs: number | null }
  | { readonly mode: 'denied'; readonly topic: string; readonly reason: string }
  | { readonly mode: 'other' };

const DEFAULT_LEASE_MS = 10 * 24 * 3_600_000;
const SHORTEST_LEASE_MS = 60_000;
const LONGEST_LEASE_MS = 30 * 24 * 3_600_000;

/** What the hub is to be answered; null = we did not ask for that. */
export async function answerHub(
  { ledger, secrets }: Pick<Ports, 'ledger' | 'secrets'>,
  place: string,
  question: HubQuestion,
): Promise<string | null> {
  const id = secrets.subscriptionAt(place);
  if (id === null) return null;
  switch (question.mode) {
    case 'subscribe': {
      const { topic, challenge, leaseMs } = question;
      const boundedMs = Math.min(Math.max(leaseMs ?? DEFAULT_LEASE_MS, SHORTEST_LEASE_MS), LONGEST_LEASE_MS);
      return (await ledger.verifySubscription(id, topic, boundedMs)) ? challenge : null;
    }
    case 'denied':
      return (await ledger.denySubscription(id, question.topic, question.reason)) ? '' : null;
    case 'other':
      return null;
  }
}

export type HubDelivery =
  | {
      readonly kind: 'taken-in';
      readonly recorded: readonly RecordedChange[];
    }
  /** There is news, and it is asked for: the delivery did not hold it, or not in a way to be trusted. */
  | { readonly kind: 'ask'; readonly source: Source }
  /** Whoever sent it does not know the secret. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'unknown' }
  /** There was such a subscription, and there is none any more. */
  | { readonly kind: 'ended' };

/** Takes in what a hub delivers. Harmless to repeat; what it leaves out, polling finds. */
export async function receiveDelivery(ports: HubPorts, place: string, request: HookRequest): Promise<HubDelivery> {
  const id = ports.secrets.subscriptionAt(place);
  if (id === null) return { kind: 'unknown' };
  const subscription = await ports.ledger.findSubscription(id);
  if (subscription === null || subscription.source.state === 'removed') return { kind: 'ended' };
  const { source, hub } = subscription;
  const delivery = ports.readDelivery(request, ports.secrets.ofSubscription(id).secret, hub.topic);
  if (delivery.kind === 'forged') return { kind: 'ignored' };
  if (source.state === 'paused') return { kind: 'paused' };
  // Whether the first look at a source is news, the poll decides.
  if (delivery.kind === 'thin' || source.primedAt === null) return { kind: 'ask', source };
  const taken = await takeIn(ports, source, delivery.articles, 'websub');
  if (taken.kind === 'flood' || taken.failures.length > 0) return { kind: 'ask', source };
  await ports.ledger.noteDelivery(id, `${delivery.articles.length} articles, ${countOut(taken)}`);
  return { kind: 'taken-in', recorded: taken.recorded };
}
