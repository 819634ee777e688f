import fastifyCompress from '@fastify/compress';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { constants } from 'node:zlib';
import { Refusal, toErrorBody } from './desk/refusal.js';
import { STYLE_SOURCE } from './html.js';

/** For a whole request to arrive: one that trickles in holds no connection. */
const REQUEST_MS = 30_000;
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** JSON and calendars. What is told as it happens must not wait for more of it; files are compressed by the build. */
const COMPRESSED = /^(?:application\/(?:problem\+)?json|text\/calendar)\b/;
const SHORTEST_BYTES = 1_024;
/** Half the time of the libraries' own levels for a tenth more bytes: a long answer is quick, and mostly not far away. */
const BROTLI_QUALITY = 3;
const GZIP_LEVEL = 3;

/** A server that serves nothing yet; what it will answer has these headers, unless it has its own. */
export function createServer(): FastifyInstance {
  const api = Fastify({ logger: false, requestTimeout: REQUEST_MS, frameworkErrors: refuseAddress });
  api.addHook('onSend', async (_request, reply) => {
    reply.headers(HEADERS);
  });
  void api.register(fastifyCompress, {
    customTypes: COMPRESSED,
    threshold: SHORTEST_BYTES,
    encodings: ['br', 'gzip'],
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    zlibOptions: { level: GZIP_LEVEL },
  });
  return api;
}

/** Before there is any route, whose headers and errors would be its own. */
function refuseAddress(_error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  const message = 'the address of the request cannot be read: write each % in it as %25, and other characters in UTF-8';
  const body = toErrorBody(new Refusal('KWB_INPUT_INVALID', message));
  void reply
    .code(body.status)
    .headers({ ...HEADERS, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(body));
}
