import type { FastifyRequest } from 'fastify';
import type { HookRequest } from '../application/ports/webhook-format.js';

/** The message as bytes, since it is signed as bytes. */
export function toHookRequest({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): HookRequest {
  const single = Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string');
  return { headers: Object.fromEntries(single), body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
}
