import { z } from 'zod';
import type { Alarm } from '../src/application/ports/post-queue.js';

/** One queue for all accounts: every queue costs connections and an event stream of its own. */
export const QUEUE_NAME = 'posts';
export const JOB_NAME = 'ring';

export const alarmSchema = z.strictObject({ postId: z.string().min(1), revision: z.int().positive() });

/** The same alarm has the same id, so that adding it twice rings once. */
export function alarmJobId({ postId, revision }: Alarm): string {
  return `${postId}-${revision}`;
}
