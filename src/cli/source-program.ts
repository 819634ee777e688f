import type { Source, SourceKind, SourceSettings, WebhookDialect } from '../domain/source.js';

/** What the commands of `sources` do. */
export interface SourceProgram {
  listSources(): Promise<readonly Source[]>;
  /** Finds the feed at the address, and asks it for the first time. */
  addSource(request: SourceRequest): Promise<Source>;
  /** Now, whatever its turn. */
  pollSource(name: string): Promise<Source>;
  pauseSource(name: string, reason: string): Promise<Source>;
  resumeSource(name: string): Promise<Source>;
  acceptSource(name: string, what: 'post' | 'skip'): Promise<Source>;
  removeSource(name: string): Promise<Source>;
}

/** What they do with webhooks alone. */
export interface WebhookProgram {
  addWebhook(name: string, settings: SourceSettings): Promise<WebhookView>;
  findWebhook(name: string): Promise<WebhookView>;
  /** Makes a new secret; the one before counts for a while. */
  rotateSecret(name: string): Promise<WebhookView>;
}

/** What its sender has to be told. */
export interface WebhookView {
  readonly name: string;
  readonly dialect: WebhookDialect;
  readonly address: string;
  readonly secret: string;
  /** Null where one secret alone counts. */
  readonly oldCountsUntil: Date | null;
}

export interface SourceRequest {
  /** Of a feed, of a site, or the path of a folder. */
  readonly address: string;
  /** Null = by its address. */
  readonly name: string | null;
  /** Null = a folder where there is one, else a feed. */
  readonly kind: Exclude<SourceKind, 'webhook' | 'hand'> | null;
  readonly settings: SourceSettings;
  readonly backfill: number;
}
