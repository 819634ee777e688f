import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { HookRequest } from '../application/ports/webhook-format.js';
import type { HubDelivery, HubQuestion } from '../application/heed-hub.js';
import { toHookRequest } from './hook-request.js';

export interface HubOptions {
  /** Whether a hub was told this place. */
  readonly isPlace: (place: string) => boolean;
  readonly answerHub: (place: string, question: HubQuestion) => Promise<string | null>;
  readonly deliver: (place: string, request: HookRequest) => Promise<HubDelivery>;
  /** The hub has its answer: what need not be waited for begins. */
  readonly delivered: (delivery: HubDelivery) => void;
}

interface Place {
  Params: { place: string };
}

/** As large as a feed may be. */
const MAX_BYTES = 10_000_000;

/** Where WebSub hubs ask back, and deliver: https://www.w3.org/TR/websub/ */
export function addHubRoutes(hooks: FastifyInstance, { isPlace, answerHub, deliver, delivered }: HubOptions): void {
  hooks.get<Place>('/hooks/websub/:place', async (request, reply) => {
    const answer = await answerHub(request.params.place, readQuestion(request.query));
    return answer === null ? notFound(reply) : reply.type('text/plain; charset=utf-8').send(answer);
  });
  hooks.post<Place>('/hooks/websub/:place', {
    bodyLimit: MAX_BYTES,
    // Before the body is read.
    onRequest: async (request, reply) => (isPlace(request.params.place) ? undefined : notFound(reply)),
    handler: async (request, reply) => {
      const delivery = await deliver(request.params.place, toHookRequest(request));
      reply.raw.once('close', () => delivered(delivery));
      // 410 ends the subscription, and 2xx tells nobody whether the signature was right.
      const status = delivery.kind === 'ended' ? 410 : delivery.kind === 'unknown' ? 404 : 202;
      return reply.code(status).send();
    },
  });
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('nobody asked for this\n');
}

const text = z.string().max(2_048);
const QUESTION = z.discriminatedUnion('hub.mode', [
  z.object({
    'hub.mode': z.literal('subscribe'),
    'hub.topic': text,
    'hub.challenge': text.min(1),
    'hub.lease_seconds': z.coerce.number().int().positive().max(1e9).optional(),
  }),
  z.object({ 'hub.mode': z.literal('denied'), 'hub.topic': text, 'hub.reason': text.default('') }),
]);

function readQuestion(query: unknown): HubQuestion {
  const { data } = QUESTION.safeParse(query);
  if (data === undefined) return { mode: 'other' };
  if (data['hub.mode'] === 'denied')
    return { mode: 'denied', topic: data['hub.topic'], reason: data['hub.reason'].slice(0, 200) };
  const seconds = data['hub.lease_seconds'];
  return {
    mode: 'subscribe',
    topic: data['hub.topic'],
    challenge: data['hub.challenge'],
    leaseMs: seconds === undefined ? null : seconds * 1000,
  };
}
