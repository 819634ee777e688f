import { useQueryClient } from '@tanstack/react-query';
import { eachOnce, say } from '../../corner/say.js';
import { call } from '../../server/call.js';
import type { Bulk } from '../../server/contract.js';
import { complaintOf } from '../../server/refused.js';
import { doAlone } from '../../server/under-way.js';

const DONE = { approve: 'approved', move: 'moved', hold: 'held', cancel: 'cancelled' } as const;
/** As many as the service takes at once. */
const LOT = 200;

/** What came of all lots together. */
interface Outcome {
  readonly done: number;
  /** Why each of the others was not. */
  readonly refusals: readonly string[];
}

/** Does one thing with many posts, and says how many of them and why not the others. Null where it was done with none. */
export function useBulk(close: () => void): (bulk: Bulk) => Promise<number | null> {
  const queryClient = useQueryClient();
  return (bulk) =>
    doAlone('chosen posts', async () => {
      const { done, refusals } = await changeAll(bulk);
      await queryClient.invalidateQueries();
      const how = DONE[bulk.action];
      if (done > 0) await say({ kind: 'done', message: `${done} ${done === 1 ? 'post' : 'posts'} ${how}` });
      if (refusals.length > 0)
        await say({ kind: 'refused', title: titleOf(refusals.length, done, how), message: eachOnce(refusals) });
      if (done === 0) return null;
      close();
      return done;
    });
}

function titleOf(refused: number, done: number, how: string): string {
  return done === 0 ? 'This was not done' : `${refused} not ${how}`;
}

/** Lot after lot; one that fails is no reason to leave the next undone. */
async function changeAll(bulk: Bulk): Promise<Outcome> {
  let done = 0;
  const refusals: string[] = [];
  for (let from = 0; from < bulk.posts.length; from += LOT) {
    const refused = await change({ ...bulk, posts: bulk.posts.slice(from, from + LOT) });
    done += Math.min(LOT, bulk.posts.length - from) - refused.length;
    refusals.push(...refused);
  }
  return { done, refusals };
}

async function change(lot: Bulk): Promise<readonly string[]> {
  try {
    const { results } = await call('changeManyPosts', { body: lot });
    return results.flatMap((result) => (result.kind === 'refused' ? [result.error.title] : []));
  } catch (error) {
    return lot.posts.map(() => complaintOf(error));
  }
}
