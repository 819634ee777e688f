import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../config/variables.js';

/** Whether the address means this machine, which nobody reaches from another one. */
export function isOwnMachine(address: string): boolean {
  return URL.canParse(address) && isLoopback(address);
}

/** By these a proxy says that it passes something on, for whomever. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Whether somebody on this machine asks: a page of elsewhere may have its own name lead here, and a proxy speaks for others. */
export function isAskedHere({ headers }: FastifyRequest): boolean {
  return isOwnMachine(`http://${headers.host ?? ''}`) && !PASSED_ON.some((name) => name in headers);
}

/**
 * Whether a page of ours sent the form, as browsers tell: by its origin, or where that is missing by its site.
 * Sources: https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/
 */
export function isSentByOurPage(request: FastifyRequest): boolean {
  const { origin, host = '' } = request.headers;
  if (!isAskedHere(request)) return false;
  return origin === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : origin === `http://${host}`;
}
