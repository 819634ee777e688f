import type { FastifyInstance } from 'fastify';
import { STYLE_SOURCE } from './html.js';

const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** What every answer forbids a browser. A route that shows more than text sets a policy of its own after it. */
export function addSafeHeaders(api: FastifyInstance): void {
  api.addHook('onSend', async (_request, reply) => {
    reply.headers(HEADERS);
  });
}
