import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from './desk/refusal.js';

const MINUTE_MS = 60_000;
/** So many addresses are counted at a time. */
const MOST_ADDRESSES = 5_000;

/** Whoever asks more often than that, by address, waits for the next minute (429); before anybody is looked up. */
export async function limitRequests(scope: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await scope.register(fastifyRateLimit, {
    global: false,
    max: requestsPerMinute,
    timeWindow: MINUTE_MS,
    cache: MOST_ADDRESSES,
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.max(Math.ceil(ttl / 1_000), 1);
      return new Refusal('KWB_TOO_MANY_REQUESTS', `too many requests from your address: wait ${seconds} s`, {
        retryAfterSeconds: seconds,
      });
    },
  });
  scope.addHook('onRequest', scope.rateLimit());
}
