import type { FastifyInstance, FastifyReply } from 'fastify';
import type { HookRequest } from '../application/ports/webhook-format.js';
import type { Reception } from '../application/receive-hook.js';
import { toHookRequest } from './hook-request.js';
import { addHubRoutes, type HubOptions } from './hub-routes.js';

export interface HookOptions {
  readonly receive: (name: string, request: HookRequest) => Promise<Reception>;
  /** The sender has its answer: what need not be waited for begins. */
  readonly answered: (reception: Reception) => void;
  /** A message that was refused before it was read. */
  readonly refused: (name: string, why: string) => void;
  /** A fault of ours, or the ledger is away. */
  readonly failed: (error: unknown) => void;
  readonly hubs: HubOptions;
}

const MAX_BYTES = 1_048_576;
const NAME = /^[\w-]{1,64}$/;

interface Hook {
  Params: { source: string };
}

/** Where sources send to. Bodies are taken as bytes, since they are signed as bytes. */
export function addHookRoutes(api: FastifyInstance, { receive, answered, refused, failed, hubs }: HookOptions): void {
  void api.register((hooks, _options, done) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    hooks.setErrorHandler<Error & { readonly statusCode?: number }>((error, request, reply) => {
      const { statusCode = 500 } = error;
      if (statusCode >= 500) {
        failed(error);
        return say(reply, 503, 'it could not be recorded: send it again');
      }
      if (statusCode !== 413) return say(reply, statusCode, 'it is no whole message');
      const { source } = request.params as Partial<Hook['Params']>;
      if (source !== undefined) refused(source, TOO_LARGE);
      return say(reply, 413, TOO_LARGE);
    });
    hooks.post<Hook>('/hooks/:source', { bodyLimit: MAX_BYTES }, async (request, reply) => {
      const { source } = request.params;
      if (!NAME.test(source)) return say(reply, 401, NOT_ACCEPTED);
      const reception = await receive(source, toHookRequest(request));
      reply.raw.once('close', () => answered(reception));
      return answer(reply, reception);
    });
    addHubRoutes(hooks, hubs);
    done();
  });
}

const TOO_LARGE = 'it is too large';
/** The same for all, so that nobody learns which webhooks there are. */
const NOT_ACCEPTED = 'there is no such webhook, or its signature or time stamp is not right';
const PAUSED_FOR_SECONDS = 300;

/** Never 410: Ghost deletes its webhook then. What is not 2xx a sender tries again. */
function answer(reply: FastifyReply, { kind, note }: Reception): FastifyReply {
  switch (kind) {
    case 'taken-in':
    case 'known':
      return say(reply, 202, note);
    case 'forged':
      return say(reply, 401, NOT_ACCEPTED);
    case 'conflict':
      return say(reply, 409, note);
    case 'unreadable':
      return say(reply, 422, note);
    case 'paused':
      return say(reply.header('retry-after', PAUSED_FOR_SECONDS), 503, note);
  }
}

function say(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${text}\n`);
}
