import type { Hubs } from '../../../application/ports/hubs.js';
import type { HubAsked, Subscription } from '../../../application/ports/push-ledger.js';
import type { Secrets } from '../../../application/ports/secrets.js';
import type { FetchBytes } from '../../http/guarded-fetch.js';

interface HubsParts {
  readonly fetchBytes: FetchBytes;
  readonly userAgent: string;
  /** Of this service, from outside. */
  readonly publicUrl: string;
  readonly secrets: Secrets;
}

const LIMITS = { maxBytes: 10_000, timeoutMs: 15_000, beyond: 'cut' } as const;
/** "10 days is a good default": https://www.w3.org/TR/websub/#subscribing; the hub decides. */
const LEASE_SECONDS = 10 * 24 * 3_600;

/** Hubs over HTTP. */
export class WebSubHubs implements Hubs {
  readonly #parts: HubsParts;

  constructor(parts: HubsParts) {
    this.#parts = parts;
  }

  async subscribe({ id, hub }: Pick<Subscription, 'id' | 'hub'>, signal: AbortSignal): Promise<HubAsked> {
    const { fetchBytes, userAgent, publicUrl, secrets } = this.#parts;
    const { place, secret } = secrets.ofSubscription(id);
    const form = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': hub.topic,
      'hub.callback': `${publicUrl}/hooks/websub/${place}`,
      'hub.lease_seconds': String(LEASE_SECONDS),
      'hub.secret': secret,
    });
    const answer = await fetchBytes(hub.hub, { ...LIMITS, headers: { 'User-Agent': userAgent }, form }, signal);
    if (answer.kind !== 'fetched') return { kind: 'failed', note: `the hub cannot be asked: ${answer.message}` };
    // Before it was WebSub, hubs that ask back at once answered 204.
    if (answer.status >= 200 && answer.status <= 299) return { kind: 'accepted' };
    return { kind: 'failed', note: `the hub answered ${answer.status}` };
  }
}
