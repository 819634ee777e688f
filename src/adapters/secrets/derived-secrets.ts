import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../application/ports/secrets.js';
import { oldSecretUntil, type Source } from '../../domain/source.js';
import { readMasterKey } from './master-key.js';

interface SecretsOptions {
  /** Null takes the one in the data folder. */
  readonly masterKey: string | null;
  readonly dataFolder: string;
  /** Given by the newsroom, by name of the webhook. */
  readonly webhookSecrets: Readonly<Record<string, readonly string[]>>;
}

/** Secrets made from one master key, so that none is stored: whoever has the ledger can sign nothing. */
export class DerivedSecrets implements Secrets {
  readonly #options: SecretsOptions;
  /** Read at the first need, since most commands have none. */
  #key: string | null;

  constructor(options: SecretsOptions) {
    this.#options = options;
    this.#key = options.masterKey;
  }

  ofWebhook({ name, secret }: Pick<Source, 'name' | 'secret'>, now: Date): readonly string[] {
    if (this.isGiven(name)) return this.#options.webhookSecrets[name] ?? [];
    const { number } = secret;
    const generations = oldSecretUntil(secret, now) === null ? [number] : [number, number - 1];
    return generations.map((generation) => `whsec_${this.#derive(`webhook:${name}:${generation}`).toString('base64')}`);
  }

  isGiven(webhookName: string): boolean {
    return Object.hasOwn(this.#options.webhookSecrets, webhookName);
  }

  ofSubscription(id: string): { readonly place: string; readonly secret: string } {
    const mark = this.#derive(`websub-place:${id}`).toString('base64url');
    return { place: `${id}.${mark}`, secret: this.#derive(`websub:${id}`).toString('hex') };
  }

  subscriptionAt(place: string): string | null {
    const id = place.split('.', 1)[0] ?? '';
    const [given, right] = [Buffer.from(place), Buffer.from(this.ofSubscription(id).place)];
    return given.length === right.length && timingSafeEqual(given, right) ? id : null;
  }

  #derive(label: string): Buffer {
    this.#key ??= readMasterKey(this.#options.dataFolder);
    return createHmac('sha256', this.#key).update(label).digest();
  }
}
