import type { Source, WebhookDialect } from '../../domain/source.js';

/** What people do with sources, as the commands do it. */
export interface SourceDesk {
  addSource(wanted: {
    readonly address: string;
    readonly name: string | null;
    readonly kind: 'feed' | 'wordpress' | null;
    readonly backfill: number;
  }): Promise<Source>;
  pollSource(name: string): Promise<Source>;
  pauseSource(name: string, reason: string): Promise<Source>;
  resumeSource(name: string): Promise<Source>;
  acceptSource(name: string, what: 'post' | 'skip'): Promise<Source>;
  removeSource(name: string): Promise<Source>;
  addWebhook(name: string, dialect: WebhookDialect): Promise<Webhook>;
  findWebhook(name: string): Promise<Webhook>;
  rotateSecret(name: string): Promise<Webhook>;
}

/** What its sender has to be told. */
export interface Webhook {
  readonly name: string;
  readonly dialect: WebhookDialect;
  readonly address: string;
  readonly secret: string;
  readonly oldCountsUntil: Date | null;
}
