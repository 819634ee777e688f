import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../application/check-readiness.js';
import { writeMetrics, type Measured } from './metrics.js';

export interface HealthOptions {
  readonly readiness: () => Promise<Readiness>;
  readonly measure: () => Promise<Measured>;
}

/** For load balancers, watchdogs and Prometheus: whether the process lives, whether posts go out, and figures. */
export function addHealthRoutes(api: FastifyInstance, { readiness, measure }: HealthOptions): void {
  api.get('/health/live', () => ({ status: 'live' }));
  api.get('/health/ready', async (_request, reply) => {
    const found = await readiness();
    return reply.code(found.status === 'not-ready' ? 503 : 200).send(found);
  });
  api.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(writeMetrics(await measure())),
  );
}
