import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { say } from '../../corner/say.js';
import { call } from '../../server/call.js';
import type { CalendarPost } from '../../server/contract.js';
import { complaintOf } from '../../server/refused.js';
import { useNewsroomTime } from '../../time/time-context.js';
import type { Card } from './cards.js';

/** Moves a card, with all its posts, to where its account is free; it can be undone. Ends with whether it was moved. */
export function useMoveCard(): (card: Card, at: number) => Promise<boolean> {
  const queryClient = useQueryClient();
  const time = useNewsroomTime();
  return async (card, at) => {
    try {
      const to = (await findFreeTime(card, at)) ?? at;
      const moved = await moveBy(card.posts, to - card.at);
      const back = (): void => void moveBy(moved, card.at - to).then(() => queryClient.invalidateQueries());
      await say({
        kind: 'done',
        message: <Moved to={`${time.day(to)} ${time.clock(to)} ${time.letters}`} undo={back} />,
      });
      return true;
    } catch (error) {
      await say({ kind: 'refused', title: 'It stays where it was', message: complaintOf(error) });
      return false;
    } finally {
      await queryClient.invalidateQueries();
    }
  };
}

/** The first time from then on that keeps the limits of the account; null = there is none. */
async function findFreeTime({ posts }: Card, at: number): Promise<number | null> {
  const [first] = posts;
  if (first === undefined) return null;
  const query = { from: new Date(at).toISOString(), post: first.id };
  const free = await call('findFreeTime', { params: { id: first.account }, query });
  return free.at === null ? null : Date.parse(free.at);
}

type Moving = Pick<CalendarPost, 'id' | 'revision'>;

/** All by the same step, so that they keep their distance. */
async function moveBy(posts: readonly Moving[], byMs: number): Promise<readonly Moving[]> {
  const named = posts.map(({ id, revision }) => ({ id, revision }));
  const { results } = await call('changeManyPosts', { body: { action: 'move', posts: named, byMs } });
  return results.map((result) => {
    if (result.kind === 'refused') throw new Error(result.error.title);
    return result.post;
  });
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
