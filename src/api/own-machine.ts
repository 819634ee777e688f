import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../config/variables.js';

/** Whether the address means this machine, which nobody reaches from another one. */
export function isOwnMachine(address: string): boolean {
  return URL.canParse(address) && isLoopback(address);
}

/** Whether the request names this machine: a page of elsewhere may have its own name lead here. */
export function isAddressedHere({ headers }: FastifyRequest): boolean {
  return isOwnMachine(`http://${headers.host ?? ''}`);
}

/**
 * Whether a page of ours sent the form, as browsers tell: by its origin, or where that is missing by its site.
 * Sources: https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/
 */
export function isSentByOurPage(request: FastifyRequest): boolean {
  const { origin, host = '' } = request.headers;
  if (!isAddressedHere(request)) return false;
  return origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origin === `http://${host}`;
}
