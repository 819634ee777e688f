import { z } from 'zod';
import { readProblem } from './read-problem.js';
import type { XAnswer } from './x-client.js';

const deleted = z.object({ data: z.object({ deleted: z.literal(true) }) });
const user = z.object({ data: z.object({ name: z.string().min(1) }) });

/** Deleted now, or gone before. X's own documents leave open how it answers for a post that is gone. */
export function isDeleted(answer: XAnswer): boolean {
  if (answer.kind !== 'answered') return false;
  if (deleted.safeParse(answer.body).success) return true;
  const problem = readProblem(answer.body);
  if (problem === null || answer.status >= 500) return false;
  // 34 and 144 are "not found" of version 1.1.
  const isGone = problem.type === 'resource-not-found' || problem.codes.some((code) => code === 34 || code === 144);
  return answer.status === 404 || isGone;
}

export function readDisplayName(answer: XAnswer): string | null {
  return answer.kind === 'answered' ? (user.safeParse(answer.body).data?.data.name ?? null) : null;
}
