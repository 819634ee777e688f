import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, onTestFinished } from 'vitest';

/**
 * A call under a fault that is given up once the condition holds: before its request is read, nothing would have been
 * sent. Of an answer that trickles, the beginning has come by then.
 */
export async function giveUpOnce<T>(
  isSo: () => Promise<boolean>,
  call: (signal: AbortSignal) => Promise<T>,
  fault: { readonly kind: string } = { kind: 'hang' },
): Promise<T> {
  const limit = new AbortController();
  const hasBegun = fault.kind === 'trickle' ? watchForAnswer() : () => true;
  const isUnderWay = expect.poll(async () => (await isSo()) && hasBegun()).toBe(true);
  const [outcome] = await Promise.all([call(limit.signal), isUnderWay.then(() => limit.abort())]);
  return outcome;
}

/** The requests of a network that a simulator has read. */
export async function countRequests(simulatorUrl: string): Promise<number> {
  return ((await (await fetch(`${simulatorUrl}/simulator/requests`)).json()) as unknown[]).length;
}

/** Of Node's own client and of undici: https://nodejs.org/api/diagnostics_channel.html#built-in-channels */
const HEAD_HAS_COME = ['http.client.response.finish', 'undici:request:headers'];

/** Tells whether the answer to a POST has begun to arrive in this process from now on. */
function watchForAnswer(): () => boolean {
  let hasBegun = false;
  const note = (message: unknown): void => {
    hasBegun ||= (message as { request: { method: string } }).request.method === 'POST';
  };
  for (const channel of HEAD_HAS_COME) subscribe(channel, note);
  onTestFinished(() => HEAD_HAS_COME.forEach((channel) => unsubscribe(channel, note)));
  return () => hasBegun;
}
