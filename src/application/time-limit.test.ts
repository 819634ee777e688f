import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectGarbage } from '../../tests/support/collect-garbage.js';
import { timeLimit } from './time-limit.js';

const never = new AbortController().signal;

/** The reason that the call is told, by which a collection of garbage comes while it waits. */
async function reasonOf(begin: () => AbortSignal): Promise<unknown> {
  const told = new Promise<unknown>((resolve) => {
    const signal = begin();
    // As fetch does: it hears the signal, and keeps no hold of it.
    signal.addEventListener('abort', (event) => resolve((event.target as AbortSignal).reason));
  });
  await wait(1);
  collectGarbage();
  return told;
}

test.each([
  ['alone', () => timeLimit(50)],
  ['beside a signal that stays silent', () => timeLimit(50, never)],
  ['inside a longer one', () => timeLimit(10_000, timeLimit(50, never), never)],
  ['of the platform, inside a longer one', () => timeLimit(10_000, AbortSignal.timeout(50))],
])('a limit %s comes, also where garbage is collected meanwhile', async (_where, begin) => {
  expect(await reasonOf(begin)).toMatchObject({ name: 'TimeoutError' });
});

test('another signal ends it before its time, with its own reason', () => {
  const stopping = new AbortController();
  const signal = timeLimit(10_000, never, stopping.signal);
  stopping.abort('stopped by hand');
  expect(signal.reason).toBe('stopped by hand');
  expect(timeLimit(10_000, stopping.signal).reason).toBe('stopped by hand');
});
