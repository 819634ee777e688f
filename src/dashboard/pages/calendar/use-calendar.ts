import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { reading } from '../../server/queries.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { makeCards } from './cards.js';
import { countDays } from './day-head.js';
import { useHidden } from './use-calendar-address.js';

export interface Range {
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

/** What stands between two times, without the accounts that were switched off. */
export function useCalendar() {
  const [range, setRange] = useState<Range | null>(null);
  const [hidden, setHidden] = useHidden();
  const query = useQuery({
    ...reading('readCalendar', { query: { from: range?.from ?? '', to: range?.to ?? '' } }),
    enabled: range !== null,
    placeholderData: keepPreviousData,
  });
  const time = useNewsroomTime();
  const { data } = query;
  const found = useMemo(() => {
    const accounts = data?.accounts.filter(({ state }) => state !== 'retired') ?? [];
    const shown = accounts.filter(({ id }) => !hidden.has(id));
    const posts = data?.posts.filter(({ account }) => !hidden.has(account)) ?? [];
    const dayCounts = countDays(posts, time);
    const freeSlots = data?.freeSlots.filter(({ account }) => !hidden.has(account)) ?? [];
    return { accounts, shown, dayCounts, cards: makeCards(posts), freeSlots };
  }, [data, hidden, time]);
  return { query, range, setRange, hidden, setHidden, ...found };
}
