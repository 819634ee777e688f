import { KawarabanError } from '../src/domain/errors.js';

/** The promise's own result, or KWB_QUEUE_UNAVAILABLE when it takes longer: Redis clients may wait for ever. */
export async function within<T>(promise: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new KawarabanError('KWB_QUEUE_UNAVAILABLE', `${what} took longer than ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
