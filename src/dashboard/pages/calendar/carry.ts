import { call } from '../../server/call.js';

/** A post, as it was seen at that time (milliseconds), and how far it is moved. */
export interface Step {
  readonly id: string;
  readonly revision: number;
  readonly at: number;
  readonly byMs: number;
}

interface Carried {
  /** To where each that was moved stood before, whatever its account's limits made of the step. */
  readonly wayBack: readonly Step[];
  /** Why the others stay where they are. */
  readonly refused: readonly string[];
}

/** One after the other: one that is refused does not stop the others. */
export async function carry(steps: readonly Step[]): Promise<Carried> {
  const wayBack: Step[] = [];
  const refused: string[] = [];
  for (const { id, revision, at, byMs } of steps) {
    const { results } = await call('changeManyPosts', { body: { action: 'move', posts: [{ id, revision }], byMs } });
    for (const result of results) {
      if (result.kind === 'refused') refused.push(result.error.title);
      else wayBack.push(stepBack(at, result.post));
    }
  }
  return { wayBack, refused };
}

function stepBack(before: number, { id, revision, nextAt }: { id: string; revision: number; nextAt: string }): Step {
  const at = Date.parse(nextAt);
  return { id, revision, at, byMs: before - at };
}
