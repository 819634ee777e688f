import { createHash, randomBytes } from 'node:crypto';

/** 256 bits that nobody guesses; so a fast hash of it is enough to keep. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
