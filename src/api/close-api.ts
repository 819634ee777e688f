import type { FastifyInstance } from 'fastify';

/** For answers that are on their way; whoever still listens then is cut off, so that a stop ends. */
const LONGEST_MS = 5_000;

export async function closeApi(api: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => api.server.closeAllConnections(), LONGEST_MS);
  try {
    await api.close();
  } finally {
    clearTimeout(cutOff);
  }
}
