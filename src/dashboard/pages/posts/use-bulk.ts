import { useQueryClient } from '@tanstack/react-query';
import { eachOnce, say } from '../../corner/say.js';
import { call } from '../../server/call.js';
import type { Bulk } from '../../server/contract.js';
import { complaintOf } from '../../server/refused.js';

const DONE = { approve: 'approved', move: 'moved', hold: 'held', cancel: 'cancelled' } as const;

/** Does one thing with many posts, and says how many of them and why not the others. Null where it was done with none. */
export function useBulk(done: () => void): (bulk: Bulk) => Promise<number | null> {
  const queryClient = useQueryClient();
  return async (bulk) => {
    try {
      const { results } = await call('changeManyPosts', { body: bulk });
      const refused = results.flatMap((result) => (result.kind === 'refused' ? [result.error.title] : []));
      const count = results.length - refused.length;
      if (count > 0)
        await say({ kind: 'done', message: `${count} ${count === 1 ? 'post' : 'posts'} ${DONE[bulk.action]}` });
      if (refused.length > 0)
        await say({
          kind: 'refused',
          title: `${refused.length} not ${DONE[bulk.action]}`,
          message: eachOnce(refused),
        });
      if (count === 0) return null;
      done();
      return count;
    } catch (error) {
      await say({ kind: 'refused', title: 'This was not done', message: complaintOf(error) });
      return null;
    } finally {
      await queryClient.invalidateQueries();
    }
  };
}
