import { describe, expect, it } from 'vitest';
import { within } from './within.js';

describe('waiting for Redis', () => {
  it('an answer in time is the answer', async () => {
    await expect(within(Promise.resolve('set'), 1000, 'adding')).resolves.toBe('set');
  });

  it('a refusal in time is the refusal', async () => {
    await expect(within(Promise.reject(new Error('refused')), 1000, 'adding')).rejects.toThrow('refused');
  });

  it('an answer that never comes is an error that says what was waited for', async () => {
    const never = new Promise<void>(() => undefined);
    await expect(within(never, 20, 'adding to the queue')).rejects.toMatchObject({
      code: 'KWB_QUEUE_UNAVAILABLE',
      message: 'adding to the queue took longer than 20 ms',
    });
  });
});
