import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { HookRequest } from '../../../application/ports/webhook-format.js';
import { verifyStandard } from './verify-standard.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const SECRET = `whsec_${Buffer.from('the key of the harbour post, 32 b').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('the key of somebody else, 32 byt').toString('base64')}`;
const BODY = '{"type":"article.published","data":{"title":"Night ferry returns – フェリー 🚢"}}';

/** As the specification's own library signs it. */
function signed(change: { at?: Date; secret?: string; id?: string; body?: string } = {}): {
  headers: Record<string, string>;
  body: Buffer;
} {
  const { at = NOW, secret = SECRET, id = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', body = BODY } = change;
  return {
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
    body: Buffer.from(body),
  };
}

function verify(request: HookRequest, secrets: readonly string[] = [SECRET]) {
  return verifyStandard(request, secrets, NOW);
}

describe('Standard Webhooks', () => {
  it('what the library of the specification signs is accepted, in any script', () => {
    expect(verify(signed())).toEqual({
      kind: 'verified',
      messageId: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
      sentAt: NOW,
    });
  });

  it('every change of one byte of the body is refused', () => {
    const { headers, body } = signed();
    for (let index = 0; index < body.length; index++) {
      const forged = Uint8Array.from(body);
      forged[index] = (forged[index] ?? 0) ^ 1;
      expect([index, verify({ headers, body: forged }).kind]).toEqual([index, 'refused']);
    }
    expect(verify({ headers, body: Buffer.concat([body, Buffer.from(' ')]) }).kind).toBe('refused');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'every change of one byte of %s is refused',
    (name) => {
      const { headers, body } = signed();
      const value = headers[name] ?? '';
      for (let index = 0; index < value.length; index++)
        for (const bit of [1, 2, 4, 8, 16, 32]) {
          const byte = String.fromCharCode(value.charCodeAt(index) ^ bit);
          const forged = value.slice(0, index) + byte + value.slice(index + 1);
          expect([forged, verify({ headers: { ...headers, [name]: forged }, body }).kind]).toEqual([forged, 'refused']);
        }
    },
  );

  it.each([
    ['six minutes ago', -6, '6 minutes old'],
    ['six minutes ahead', 6, '6 minutes ahead'],
  ])('a message of %s is refused', (_when, minutes, words) => {
    const at = new Date(NOW.getTime() + minutes * 60_000);
    expect(verify(signed({ at }))).toMatchObject({ kind: 'refused', reason: expect.stringContaining(words) as string });
  });

  it.each([-4, 4])('a clock that is off by %d minutes is no reason to refuse', (minutes) => {
    expect(verify(signed({ at: new Date(NOW.getTime() + minutes * 60_000) })).kind).toBe('verified');
  });

  it('while a secret is changed, either of the two counts, on both sides', () => {
    expect(verify(signed(), [OTHER, SECRET]).kind).toBe('verified');
    const { headers, body } = signed();
    const both = `${signed({ secret: OTHER }).headers['webhook-signature'] ?? ''} ${headers['webhook-signature'] ?? ''}`;
    expect(verify({ headers: { ...headers, 'webhook-signature': both }, body }).kind).toBe('verified');
    expect(verify(signed({ secret: OTHER })).kind).toBe('refused');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('a message without %s is refused', (name) => {
    const { headers, body } = signed();
    expect(verify({ headers: { ...headers, [name]: undefined }, body }).kind).toBe('refused');
  });

  it('a secret that is not in Base64 opens the door to nobody', () => {
    const { headers, body } = signed();
    const id = headers['webhook-id'] ?? '';
    const content = `${id}.${headers['webhook-timestamp'] ?? ''}.${body.toString()}`;
    const signature = `v1,${createHmac('sha256', '').update(content).digest('base64')}`;
    const forged = { headers: { ...headers, 'webhook-signature': signature }, body };
    expect(verify(forged, ['!'.repeat(20)]).kind).toBe('refused');
  });

  it('a thousand signatures cost no more than ten', () => {
    const { headers, body } = signed();
    const many = `${'v1,AAAA '.repeat(1000)}${headers['webhook-signature'] ?? ''}`;
    expect(verify({ headers: { ...headers, 'webhook-signature': many }, body }).kind).toBe('refused');
  });
});
