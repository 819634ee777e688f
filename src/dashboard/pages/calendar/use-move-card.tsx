import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { say } from '../../corner/say.js';
import { call } from '../../server/call.js';
import type { Account, CalendarPost } from '../../server/contract.js';
import { complaintOf } from '../../server/refused.js';
import type { NewsroomTime } from '../../time/newsroom-time.js';
import type { Card } from './cards.js';
import { findClash } from './find-clash.js';

interface Day {
  readonly cards: readonly Card[];
  readonly accounts: readonly Account[];
  readonly time: NewsroomTime;
}

export interface Clash {
  readonly at: string;
  readonly why: string;
}

/** Moving a card: what speaks against a time is said while it is in the hand; people decide; it can be undone. */
export function useMoveCard(day: Day) {
  const { cards, time } = day;
  const queryClient = useQueryClient();
  const [clash, setClash] = useState<Clash | null>(null);
  const cardOf = (id: string): Card | undefined => cards.find((card) => card.id === id);

  const watch = (id: string, at: number): boolean => {
    const card = cardOf(id);
    const why = card === undefined ? null : findClash(card, at, day);
    // Told on every step of the pointer, while FullCalendar draws.
    queueMicrotask(() => setClash(why === null ? null : { at: `${time.clock(at)} ${time.letters}`, why }));
    return true;
  };

  const drop = async (id: string, at: number, revert: () => void, isMeant: boolean): Promise<void> => {
    setClash(null);
    const card = cardOf(id);
    if (card === undefined) return revert();
    const isFree = isMeant || findClash(card, at, day) === null;
    try {
      const to = isFree ? at : await nextFree(card, at);
      const moved = await moveBy(card.posts, to - card.at);
      const back = (): void => void moveBy(moved, card.at - to).then(() => queryClient.invalidateQueries());
      await say({
        kind: 'done',
        message: <Moved to={`${time.day(to)} ${time.clock(to)} ${time.letters}`} undo={back} />,
      });
    } catch (error) {
      revert();
      await say({ kind: 'refused', title: 'It stays where it was', message: complaintOf(error) });
    }
    await queryClient.invalidateQueries();
  };
  return { clash, watch, drop };
}

async function nextFree({ posts }: Card, at: number): Promise<number> {
  const [first] = posts;
  if (first === undefined) return at;
  const query = { from: new Date(at).toISOString(), post: first.id };
  const free = await call('findFreeTime', { params: { id: first.account.id }, query });
  return free.at === null ? at : Date.parse(free.at);
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
