import { call } from '../../server/call.js';
import { Refused } from '../../server/refused.js';

/** When a post goes out (milliseconds), and whether it does then whatever the limits of its account say. */
export interface Place {
  readonly at: number;
  readonly keepsTime: boolean;
}

/** A post, as it was seen there, and where it is put. */
export interface Step {
  readonly id: string;
  readonly revision: number;
  readonly from: Place;
  readonly to: Place;
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
  for (const step of steps)
    try {
      wayBack.push(await put(step));
    } catch (error) {
      if (!(error instanceof Refused) || error.body === null) throw error;
      refused.push(error.body.title);
    }
  return { wayBack, refused };
}

/** Ends with the step back. */
async function put({ id, revision, from, to }: Step): Promise<Step> {
  const when = { kind: 'at', at: new Date(to.at).toISOString() } as const;
  const body = { when, ...(to.keepsTime ? { keepTime: true as const } : {}) };
  const moved = await call('movePost', { params: { id }, seen: { revision }, body });
  const { nextAt, keepsTime } = moved;
  return { id, revision: moved.revision, from: { at: Date.parse(nextAt), keepsTime }, to: from };
}
