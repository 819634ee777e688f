import type { HubAsked, Subscription } from './push-ledger.js';

/** WebSub hubs, of which subscriptions are asked: https://www.w3.org/TR/websub/ */
export interface Hubs {
  /** Asks once; every answer is a value. Whether it is a subscription, the hub says later, by asking back. */
  subscribe(subscription: Pick<Subscription, 'id' | 'hub'>, signal: AbortSignal): Promise<HubAsked>;
}
