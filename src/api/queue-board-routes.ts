import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ledger } from '../application/ports/ledger.js';
import { isAtLeast } from '../domain/person.js';
import { findAsker } from './desk/who-asks.js';

/** The queue as operators see it. */
export interface QueueBoard {
  /** `path`: below its address, from `/` on. Null: there is nothing. */
  answer(
    path: string,
    query: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly status: number; readonly type: string; readonly body: string | Buffer } | null>;
}

export interface QueueBoardOptions {
  readonly ledger: Ledger;
  /** Made when somebody looks for the first time. `basePath`: where it is served, with a slash at the end. */
  readonly open: (basePath: string) => Promise<QueueBoard>;
}

const BASE = '/ops/queues/';
/** Another's page, with scripts of files alone; it writes styles into itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page of the queue, for administrators who are signed in; it reads, and changes nothing. */
export function addQueueBoard(api: FastifyInstance, { ledger, open }: QueueBoardOptions): void {
  let board: Promise<QueueBoard> | null = null;
  void api.register(async (scope) => {
    await scope.register(fastifyCookie);
    scope.addHook('onRequest', (request, reply) => letIn(ledger, request, reply));
    scope.addHook('onSend', async (_request, reply) => {
      reply.headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' });
    });
    scope.get(BASE.slice(0, -1), (_request, reply) => reply.redirect(BASE));
    scope.get<{ Params: { '*': string }; Querystring: Record<string, unknown> }>(`${BASE}*`, async (request, reply) => {
      board ??= open(BASE);
      const answer = await (await board).answer(`/${request.params['*']}`, request.query);
      return answer === null
        ? say(reply, 404, 'there is nothing at this address')
        : reply.code(answer.status).type(answer.type).send(answer.body);
    });
    scope.route({
      method: ['POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${BASE}*`,
      handler: (_request, reply) => say(reply.header('allow', 'GET'), 405, 'this page reads, and changes nothing'),
    });
  });
}

/** A token is for programs: this is a page. */
async function letIn(ledger: Ledger, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const asker = await findAsker(ledger, request);
  if (asker?.by !== 'session')
    return request.method === 'GET' && request.headers.accept?.includes('text/html') === true
      ? reply.redirect(`/sign-in?to=${encodeURIComponent(BASE)}`)
      : say(reply, 401, 'sign in first');
  return isAtLeast(asker.role, 'admin')
    ? undefined
    : say(reply, 403, `this is for the role admin; yours is ${asker.role}`);
}

function say(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);
}
