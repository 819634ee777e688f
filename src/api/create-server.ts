import Fastify, { type FastifyInstance } from 'fastify';
import { STYLE_SOURCE } from './html.js';

/** For a whole request to arrive: one that trickles in holds no connection. */
const REQUEST_MS = 30_000;
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** A server that serves nothing yet; what it will answer has these headers, unless it has its own. */
export function createServer(): FastifyInstance {
  const api = Fastify({ logger: false, requestTimeout: REQUEST_MS });
  api.addHook('onSend', async (_request, reply) => {
    reply.headers(HEADERS);
  });
  return api;
}
