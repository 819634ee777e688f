import { createHmac } from 'node:crypto';
import type { HookRequest, Verified } from '../../../application/ports/webhook-format.js';
import { hasCommon, refused, verifiedAt } from './signatures.js';

const HEADER = /^sha256=(?<signature>[0-9a-f]{64}), t=(?<stamp>\d{1,15})$/;

/**
 * Ghost signs the body and, right behind it, the milliseconds; a repeated delivery is signed as the first one was:
 * https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/services/webhooks/webhook-trigger.js
 */
export function verifyGhost({ headers, body }: HookRequest, secrets: readonly string[], now: Date): Verified {
  const header = headers['x-ghost-signature'] ?? '';
  const { signature = '', stamp = '' } = HEADER.exec(header)?.groups ?? {};
  const expected = secrets.map((secret) => createHmac('sha256', secret).update(body).update(stamp).digest('hex'));
  const isSigned = hasCommon([signature], expected);
  if (header === '') return refused('it is not signed: enter the secret at the webhook in Ghost');
  if (!isSigned) return refused('its signature was made with another secret, or it was changed on its way');
  return verifiedAt(Number(stamp), now, signature);
}
