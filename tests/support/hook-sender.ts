import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { HookRequest } from '../../src/application/ports/webhook-format.js';

let messages = 0;

/** A message as another program sends it by Standard Webhooks, under an id of its own unless one is given. */
export function standardMessage(secret: string, at: Date, content: unknown, id = `msg_${++messages}`): HookRequest {
  const body = JSON.stringify(content);
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
    body: Buffer.from(body),
  };
}

/** A message as Ghost sends it. */
export function ghostMessage(secret: string, at: Date, current: object, previous: object = {}): HookRequest {
  const body = JSON.stringify({ post: { current, previous } });
  const stamp = String(at.getTime());
  const signature = createHmac('sha256', secret).update(`${body}${stamp}`).digest('hex');
  return {
    headers: { 'content-type': 'application/json', 'x-ghost-signature': `sha256=${signature}, t=${stamp}` },
    body: Buffer.from(body),
  };
}
