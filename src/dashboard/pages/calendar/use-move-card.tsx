import { Button } from '@mantine/core';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { eachOnce, say } from '../../corner/say.js';
import { call } from '../../server/call.js';
import { complaintOf } from '../../server/refused.js';
import { serviceNow } from '../../time/clock.js';
import type { NewsroomTime } from '../../time/newsroom-time.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { type Card, timeOf } from './cards.js';
import { carry, type Place, type Step } from './carry.js';

/**
 * Moves a card, with all its posts, to where its account is free, or to the time that a person keeps; it can be undone.
 * Ends with whether anything was moved.
 */
export function useMoveCard(): (card: Card, to: Place) => Promise<boolean> {
  const queryClient = useQueryClient();
  const time = useNewsroomTime();
  return async (card, { at, keepsTime }) => {
    try {
      const to = keepsTime ? at : ((await findFreeTime(card, at)) ?? at);
      // All by the same step, so that they keep their distance.
      const steps = card.posts.map((post) => ({
        id: post.id,
        revision: post.revision,
        from: { at: timeOf(post), keepsTime: post.keepsTime },
        to: { at: timeOf(post) + to - card.at, keepsTime },
      }));
      return await move(steps, time, queryClient);
    } catch (error) {
      await say({ kind: 'refused', title: 'It stays where it was', message: complaintOf(error) });
      return false;
    } finally {
      await queryClient.invalidateQueries();
    }
  };
}

async function move(steps: readonly Step[], time: NewsroomTime, queryClient: QueryClient): Promise<boolean> {
  const { wayBack, refused } = await carry(steps);
  const [first] = wayBack;
  const why = eachOnce(refused);
  if (first === undefined) {
    await say({ kind: 'refused', title: 'It stays where it was', message: why });
    return false;
  }
  const undo = (): void => {
    takeAway();
    void goBack(wayBack, queryClient);
  };
  const { at } = first.from;
  const to = time.zoned(at, serviceNow());
  const takeAway = await say({ kind: 'done', message: <Moved to={to} undo={undo} /> });
  if (refused.length > 0)
    await say({ kind: 'refused', title: `${refused.length} of ${steps.length} stayed where they were`, message: why });
  return true;
}

async function goBack(wayBack: readonly Step[], queryClient: QueryClient): Promise<void> {
  try {
    const { refused } = await carry(wayBack);
    if (refused.length === 0) await say({ kind: 'done', message: 'It is back where it was' });
    else await say({ kind: 'refused', title: 'This was not undone', message: eachOnce(refused) });
  } catch (error) {
    await say({ kind: 'refused', title: 'This was not undone', message: complaintOf(error) });
  } finally {
    await queryClient.invalidateQueries();
  }
}

/** The first time from then on that keeps the limits of the account; null = there is none. */
async function findFreeTime({ posts }: Card, at: number): Promise<number | null> {
  const [first] = posts;
  if (first === undefined) return null;
  const query = { from: new Date(at).toISOString(), post: first.id };
  const free = await call('findFreeTime', { params: { id: first.account }, query });
  return free.at === null ? null : Date.parse(free.at);
}

function Moved({ to, undo }: { readonly to: string; readonly undo: () => void }): React.ReactNode {
  return (
    <>
      Moved to {to}{' '}
      <Button variant="subtle" onClick={undo}>
        Undo
      </Button>
    </>
  );
}
