import type { Source } from '../../domain/source.js';

/** Secrets that are shared with those who send to us. They are in no table: they are derived, or given. */
export interface Secrets {
  /** By each of these a message to the webhook may be signed; the first is the one to hand out. */
  ofWebhook(webhook: Pick<Source, 'name' | 'secret'>, now: Date): readonly string[];
  /** Given by the newsroom: a change of the secret is a change there. */
  isGiven(webhookName: string): boolean;
}
