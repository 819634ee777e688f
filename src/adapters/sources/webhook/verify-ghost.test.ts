import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { verifyGhost } from './verify-ghost.js';

const NOW = new Date('2026-11-24T09:00:00Z');
const SECRET = 'entered in the settings of Ghost';
const BODY = Buffer.from('{"post":{"current":{"title":"夜のフェリー"},"previous":{}}}');

function signed(body: Uint8Array, atMs = NOW.getTime(), secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).update(String(atMs)).digest('hex')}, t=${atMs}`;
}

function verify(header: string | undefined, body: Uint8Array = BODY) {
  return verifyGhost({ headers: { 'x-ghost-signature': header }, body }, ['another one', SECRET], NOW).kind;
}

it('what Ghost signs is accepted', () => {
  expect(verify(signed(BODY))).toBe('verified');
});

it('a signature of the body alone, as older versions of Ghost made it, is refused: it can be sent again at any time', () => {
  const alone = createHmac('sha256', SECRET).update(BODY).digest('hex');
  expect(verify(`sha256=${alone}, t=${NOW.getTime()}`)).toBe('refused');
});

it('every change of one byte, another secret, an old stamp and a missing header are refused', () => {
  const header = signed(BODY);
  for (let index = 0; index < header.length; index++)
    expect(verify(`${header.slice(0, index)}${header[index] === '0' ? '1' : '0'}${header.slice(index + 1)}`)).toBe(
      'refused',
    );
  expect(verify(header, Buffer.concat([BODY, Buffer.from('\n')]))).toBe('refused');
  expect(verify(signed(BODY, NOW.getTime(), 'a third one'))).toBe('refused');
  expect(verify(signed(BODY, NOW.getTime() - 6 * 60_000))).toBe('refused');
  expect(verify(undefined)).toBe('refused');
});
