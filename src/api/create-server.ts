import fastifyCompress from '@fastify/compress';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
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
  const api = Fastify({
    logger: false,
    requestTimeout: REQUEST_MS,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
  });
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
  const { status, headers, body } = writeProblem(new Refusal('KWB_INPUT_INVALID', message));
  void reply.code(status).headers(headers).send(body);
}

/** Before there is any request: it goes out as it is written here, and the connection ends. */
function refuseConnection({ code }: { readonly code?: string }, socket: Socket): void {
  if (socket.writable && code !== 'ECONNRESET') {
    const { status, headers, body } = writeProblem(refusalOf(code));
    const length = { 'content-length': Buffer.byteLength(body), connection: 'close' };
    const lines = Object.entries({ ...headers, ...length }).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    socket.write(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
  }
  socket.destroy();
}

/** By the codes of https://nodejs.org/api/http.html#event-clienterror */
function refusalOf(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return new Refusal('KWB_HEADERS_TOO_LARGE', HEADERS_TOO_LARGE);
  return code === 'ERR_HTTP_REQUEST_TIMEOUT'
    ? new Refusal('KWB_REQUEST_TOO_SLOW', TOO_SLOW)
    : new Refusal('KWB_INPUT_INVALID', NO_HTTP);
}

const HEADERS_TOO_LARGE =
  'the address and the headers of the request have more than 16 KB: send fewer, in a browser by deleting the cookies of this site';
const TOO_SLOW = `the request did not arrive within ${String(REQUEST_MS / 1_000)} s: send it again`;
const NO_HTTP = 'the request cannot be read as HTTP: ask by http, not by https, and mend what sends it';

function writeProblem(refusal: Refusal) {
  const body = toErrorBody(refusal);
  const headers = { ...HEADERS, 'cache-control': 'no-store', 'content-type': 'application/problem+json' };
  return { status: body.status, headers, body: JSON.stringify(body) };
}
