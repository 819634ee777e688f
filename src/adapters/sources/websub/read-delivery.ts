import { createHmac } from 'node:crypto';
import type { Delivery } from '../../../application/ports/feed-delivery.js';
import type { HookRequest } from '../../../application/ports/webhook-format.js';
import { readFeed } from '../feed/read-feed.js';
import { hasCommon } from '../webhook/signatures.js';

/** `sha1` came first, and hubs still use it: https://www.w3.org/TR/websub/#signature-validation */
const SIGNATURE = /^(?<method>sha1|sha256|sha384|sha512)=(?<signature>[0-9a-f]{40,128})$/i;

export function readDelivery({ headers, body }: HookRequest, secret: string, topic: string): Delivery {
  const { method, signature } = SIGNATURE.exec(headers['x-hub-signature']?.trim() ?? '')?.groups ?? {};
  if (method === undefined || signature === undefined) return { kind: 'forged' };
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest('hex');
  if (!hasCommon([signature.toLowerCase()], [expected])) return { kind: 'forged' };
  const feed = readFeed(body, { url: topic, contentType: headers['content-type'] ?? null });
  return feed.kind === 'feed' && feed.articles.length > 0 ? feed : { kind: 'thin' };
}
