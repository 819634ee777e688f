import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { post } from '../contract/posts.js';
import type { Route } from '../contract/route.js';
import { ROUTES, type RouteName } from '../contract/routes.js';
import { savedTemplate, writtenTemplate } from '../contract/templates.js';
import { isAtLeast } from '../../domain/person.js';
import { limitRequests } from '../limit-requests.js';
import { asBadRequest, MAX_BYTES } from './as-bad-request.js';
import type { Asker, Bytes, Handlers } from './asked.js';
import type { Desk } from './desk.js';
import { deskHandlers } from './desk-handlers.js';
import { drawApiPage, writeOpenApi } from './open-api.js';
import { readRequest, type Read } from './read-request.js';
import { asRefusal, Refusal, toErrorBody } from './refusal.js';
import { findAsker, isFromElsewhere, SESSION_COOKIE } from './who-asks.js';

/** As long as a session can last. */
const COOKIE_SECONDS = 60 * 24 * 3_600;

/** What a change asks for as it was seen. */
const TAGGED: readonly Route['answer'][] = [post, writtenTemplate, savedTemplate];

const askers = new WeakMap<FastifyRequest, Asker>();

/** Everything below /api/: each route of the contract with its handler, in one way for all. */
export function addDesk(api: FastifyInstance, { stopped, ...parts }: Desk): void {
  const closing = new AbortController();
  api.addHook('preClose', (done) => {
    closing.abort();
    done();
  });
  stopped.addEventListener('abort', () => closing.abort(), { once: true });
  const desk = { ...parts, stopped: closing.signal };
  // Everybody who follows what happens listens to it.
  setMaxListeners(0, desk.stopped);
  const handlers = deskHandlers(desk);
  void api.register(async (scope) => {
    await limitRequests(scope, desk.requestsPerMinute);
    await scope.register(fastifyCookie);
    // No operation takes it.
    scope.removeContentTypeParser('text/plain');
    scope.addContentTypeParser(/^image\//, { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    scope.setErrorHandler((error, _request, reply) => refuse(desk, reply, error));
    scope.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    });
    for (const name of Object.keys(ROUTES) as RouteName[]) addRoute(scope, desk, name, handlers);
    scope.get('/api/openapi.json', () => writeOpenApi(desk.version));
    scope.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(drawApiPage(desk.version)));
    void scope.register(refuseTheRest, { prefix: '/api' });
  });
}

/** Whatever the method is, and before a body is read. */
function refuseTheRest(scope: FastifyInstance, _options: object, done: () => void): void {
  scope.addHook('onRequest', (_request, _reply, next) => next(nothingHere()));
  scope.setNotFoundHandler(() => {
    throw nothingHere();
  });
  done();
}

function nothingHere(): Refusal {
  const title = 'there is nothing at this address, or not by this method: /api/docs lists what there is';
  return new Refusal('KWB_NOT_FOUND', title);
}

function addRoute(scope: FastifyInstance, desk: Desk, name: RouteName, handlers: Handlers): void {
  const route: Route = ROUTES[name];
  // One handler fits its own route alone: the type of the table has said so, and here they are all alike.
  const handle = handlers[name] as (asked: object) => Promise<unknown>;
  scope.route({
    method: route.method,
    url: route.path,
    // To answer HEAD, Fastify reads all that GET would send: of a stream that never ends, for ever.
    exposeHeadRoute: route.answer !== 'stream',
    bodyLimit: MAX_BYTES,
    // Before the body is read: nobody learns from a complaint what they may not do.
    onRequest: (request) => letIn(desk, route, request),
    handler: async (request, reply) => {
      const read = readRequest(route, request);
      const asker = askers.get(request);
      const askAgain = () => findAsker(desk.ports.ledger, request);
      const asked = {
        ...read,
        from: request.ip,
        cookieSession: request.cookies[SESSION_COOKIE] ?? null,
        setSession: (session: string | null) => setSession(request, reply, desk, session),
        ...(asker === undefined ? {} : { asker, askAgain, ledger: desk.ports.ledger.by(asDoer(asker)) }),
      };
      return send(reply, route, await handle(asked satisfies Read));
    },
  });
}

function asDoer({ person: { id, name }, by }: Asker): { readonly id: string; readonly name: string } {
  return { id, name: by === 'token' ? `${name} (by a token)` : name };
}

async function letIn(desk: Desk, route: Route, request: FastifyRequest): Promise<void> {
  if (route.method !== 'GET' && isFromElsewhere(request, desk.publicUrl))
    throw new Refusal('KWB_FOREIGN_ORIGIN', 'a page of another site sent this: open Kawaraban itself');
  if (route.role === 'anyone') return;
  const asker = await findAsker(desk.ports.ledger, request);
  if (asker === null) throw new Refusal('KWB_SIGNED_OUT', 'sign in first, or send a token that is still good');
  if (!isAtLeast(asker.role, route.role))
    throw new Refusal('KWB_NOT_ALLOWED', `this is for the role ${route.role} and above; yours is ${asker.role}`);
  askers.set(request, asker);
}

function setSession(request: FastifyRequest, reply: FastifyReply, { publicUrl }: Desk, session: string | null): void {
  const isPublic = publicUrl !== null && new URL(publicUrl).host === request.headers.host;
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isPublic && publicUrl.startsWith('https:'),
  } as const;
  if (session === null) reply.clearCookie(SESSION_COOKIE, options);
  else reply.setCookie(SESSION_COOKIE, session, { ...options, maxAge: COOKIE_SECONDS });
}

function send(reply: FastifyReply, route: Route, answer: unknown): FastifyReply {
  if (route.answer === 'nothing') return reply.code(204).send();
  if (route.answer === 'bytes') {
    const { type, bytes, isForGood } = answer as Bytes;
    const kept = isForGood ? 'max-age=31536000, immutable' : 'max-age=3600';
    return reply.type(type).header('cache-control', `private, ${kept}`).send(Buffer.from(bytes));
  }
  if (route.answer === 'stream')
    return reply
      .type('text/event-stream; charset=utf-8')
      .header('x-accel-buffering', 'no')
      .send(Readable.from(answer as AsyncIterable<string>));
  if (TAGGED.includes(route.answer))
    reply.header('etag', `"${(answer as { readonly revision: number | string }).revision}"`);
  return reply.send(answer);
}

function refuse(desk: Desk, reply: FastifyReply, error: unknown): FastifyReply {
  const known = asRefusal(error) ?? asBadRequest(error);
  const refusal = known ?? fault(desk, error);
  const { retryAfterSeconds } = refusal.more;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  const body = toErrorBody(refusal);
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}

function fault(desk: Desk, error: unknown): Refusal {
  const number = randomUUID().slice(0, 8);
  desk.failed(error, number);
  return new Refusal('KWB_INTERNAL', `something went wrong inside: tell the administrator the number ${number}`, {
    number,
  });
}
