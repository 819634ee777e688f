import type { Article } from '../../domain/article.js';

/** A message as it came. */
export interface HookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** How messages of one dialect are signed and written. Both are pure. */
export interface WebhookFormat {
  /** Whether one who knows a secret sent it, not long ago. Takes as long whatever is wrong with the signature. */
  verify(request: HookRequest, secrets: readonly string[], now: Date): Verified;
  /** What a message says that was verified. */
  read(body: Uint8Array, arrival: Arrival): HookMessage;
}

export interface Arrival {
  readonly at: Date;
  /** IANA name of the newsroom's time zone. */
  readonly zone: string;
}

export type Verified =
  /** `messageId`: the same for every delivery of one message. `sentAt`: as it was signed. */
  | { readonly kind: 'verified'; readonly messageId: string; readonly sentAt: Date }
  | { readonly kind: 'refused'; readonly reason: string };

export type HookMessage =
  | { readonly kind: 'published'; readonly article: Article }
  /** It was public before. */
  | { readonly kind: 'updated'; readonly article: Article }
  /** It is no longer public. */
  | { readonly kind: 'withdrawn'; readonly article: Pick<Article, 'url' | 'guid'> }
  /** An event that is no matter here. */
  | { readonly kind: 'ignored'; readonly note: string }
  | { readonly kind: 'unreadable'; readonly reason: string };
