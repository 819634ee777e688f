import { asSentence } from '../../parts/as-sentence.js';
import type { Preview } from '../../server/contract.js';

/** What would hold a post, in one of its parts. */
export interface Obstacle {
  readonly account: string;
  readonly part: number;
  readonly complaint: string;
}

/** The first; null = all that was judged may be queued. */
export function findObstacle(previews: readonly Pick<Preview, 'account' | 'problems'>[]): Obstacle | null {
  const [first] = previews.flatMap(({ account, problems }) => problems.map((problem) => ({ account, problem })));
  if (first === undefined) return null;
  const { account, problem } = first;
  const complaint = `${account.name}: ${asSentence(problem.message)}`;
  return { account: account.id, part: problem.part ?? 0, complaint };
}
