import { createHmac } from 'node:crypto';
import type { HookRequest, Verified } from '../../../application/ports/webhook-format.js';
import { hasCommon, refused, verifiedAt } from './signatures.js';

const MAX_SIGNATURES = 10;

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export function verifyStandard({ headers, body }: HookRequest, secrets: readonly string[], now: Date): Verified {
  const id = headers['webhook-id'] ?? '';
  const stamp = headers['webhook-timestamp'] ?? '';
  const signatures = headers['webhook-signature'] ?? '';
  const isSigned = hasCommon(
    signatures.split(' ').slice(0, MAX_SIGNATURES),
    secrets
      .map(keyOf)
      .filter(({ length }) => length >= MIN_KEY_BYTES)
      .map((key) => signStandard(key, id, stamp, body)),
  );
  if (signatures === '') return refused('it is not signed: it has no header webhook-signature');
  if (!isSigned) return refused('its signature was made with another secret, or it was changed on its way');
  if (!/^[\x21-\x7e]{1,200}$/.test(id)) return refused('its webhook-id is not of 1 to 200 characters');
  if (!/^\d{1,12}$/.test(stamp)) return refused('its webhook-timestamp is not in seconds since 1970');
  return verifiedAt(Number(stamp) * 1000, now, id);
}

/** A secret that is not in Base64 decodes to nearly nothing, and anybody could sign with that. */
const MIN_KEY_BYTES = 8;

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

function signStandard(key: Buffer, id: string, stamp: string, body: Uint8Array): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${stamp}.`).update(body).digest('base64')}`;
}
