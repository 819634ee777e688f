import type { Article } from '../../domain/article.js';
import type { HookRequest } from './webhook-format.js';

/** Reads what a hub delivers. Pure. */
export type ReadDelivery = (request: HookRequest, secret: string, topic: string) => Delivery;

export type Delivery =
  | { readonly kind: 'feed'; readonly articles: readonly Article[] }
  /** It says only that there is news. */
  | { readonly kind: 'thin' }
  /** Not signed by the hub that was told the secret. */
  | { readonly kind: 'forged' };
