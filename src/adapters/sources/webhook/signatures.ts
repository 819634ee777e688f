import { timingSafeEqual } from 'node:crypto';
import type { Verified } from '../../../application/ports/webhook-format.js';

const TOLERANCE_MS = 5 * 60_000;

/** Compares the texts, since several texts decode to the same bytes; every pair, so that the time tells nothing. */
export function hasCommon(given: readonly string[], expected: readonly string[]): boolean {
  let found = false;
  for (const one of given) for (const other of expected) if (areEqual(one, other)) found = true;
  return found;
}

function areEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A message that was recorded and is sent again later is refused by its time. */
export function verifiedAt(sentAtMs: number, now: Date, messageId: string): Verified {
  const offMs = now.getTime() - sentAtMs;
  if (Math.abs(offMs) <= TOLERANCE_MS) return { kind: 'verified', messageId, sentAt: new Date(sentAtMs) };
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  const side = offMs > 0 ? 'old' : 'ahead of our clock';
  return refused(`its time stamp is ${minutes} minutes ${side}; 5 are the most`);
}

export function refused(reason: string): Verified {
  return { kind: 'refused', reason };
}
