import type { Logger } from 'pino';

const REPEAT_AFTER_MS = 60_000;

/** An `error` listener that says the same thing once a minute: a client that reconnects complains at every attempt. */
export function connectionComplaints(log: Logger, what: string): (error: Error) => void {
  const lastSaid = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    const before = lastSaid.get(error.message);
    if (before !== undefined && now - before < REPEAT_AFTER_MS) return;
    lastSaid.set(error.message, now);
    log.warn({ err: error }, `${what} is in trouble`);
  };
}
