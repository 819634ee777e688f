import type { Source } from '../../domain/source.js';

/** Secrets that are shared with those who send to us. They are in no table: they are derived, or given. */
export interface Secrets {
  /** By each of these a message to the webhook may be signed; the first is the one to hand out. */
  ofWebhook(webhook: Pick<Source, 'name' | 'secret'>, now: Date): readonly string[];
  /** Given by the newsroom: a change of the secret is a change there. */
  isGiven(webhookName: string): boolean;
  /** What a hub is told: `place` stands in the address that it delivers to and cannot be guessed, `secret` signs. */
  ofSubscription(id: string): { readonly place: string; readonly secret: string };
  /** The subscription whose place it is; null = nobody was told it. */
  subscriptionAt(place: string): string | null;
}
