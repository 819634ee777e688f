import type { BusinessHoursInput, EventInput } from '@fullcalendar/react';
import type { Account, Calendar } from '../../server/contract.js';
import { msOf } from '../../time/newsroom-time.js';
import type { Card } from './cards.js';

const LONGEST_MS = 3_600_000;
const SHORTEST_MS = 20 * 60_000;

/** A card ends where the next begins, at most an hour later. */
export function eventsOf(
  cards: readonly Card[],
  freeSlots: Calendar['freeSlots'],
  shown: readonly Account[],
): EventInput[] {
  const starts = cards.map(({ at }) => at).sort((a, b) => a - b);
  const posts = cards.map((card): EventInput => {
    const next = starts.find((at) => at > card.at) ?? Infinity;
    const end = card.at + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, next - card.at));
    return { id: card.id, title: card.words, start: card.at, end, editable: card.mayMove, extendedProps: { card } };
  });
  const slots = freeSlots.flatMap(({ account, at }): EventInput[] => {
    const owner = shown.find(({ id }) => id === account);
    if (owner === undefined) return [];
    const start = msOf(at);
    return [{ id: `slot ${account} ${at}`, title: '◇ free', start, end: start + SHORTEST_MS, display: 'background' }];
  });
  return [...slots, ...posts];
}

/** What is left of the day without the quiet hours that all shown accounts have; drawn hatched around it. */
export function businessHoursOf(accounts: readonly Account[]): BusinessHoursInput {
  const [first] = accounts;
  const quiet = first?.limits.quietHours ?? null;
  const isShared = accounts.every(({ limits }) => JSON.stringify(limits.quietHours) === JSON.stringify(quiet));
  if (quiet === null || !isShared) return false;
  const daysOfWeek = [0, 1, 2, 3, 4, 5, 6];
  if (quiet.to <= quiet.from) return { daysOfWeek, startTime: quiet.to, endTime: quiet.from };
  return [
    { daysOfWeek, startTime: '00:00', endTime: quiet.from },
    { daysOfWeek, startTime: quiet.to, endTime: '24:00' },
  ];
}
