import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { appsecretProof } from './appsecret-proof.js';

test('the proof is made of the token that is sent and of the second it is sent in', () => {
  const at = new Date('2026-03-01T12:00:00.900Z');
  const expected = createHmac('sha256', 'the-app-secret').update('the-page-token|1772366400').digest('hex');
  expect(appsecretProof('the-page-token', 'the-app-secret', at)).toEqual({
    appsecret_proof: expected,
    appsecret_time: '1772366400',
  });
});
