import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { reading } from '../../server/queries.js';
import { makeCards } from './cards.js';

export interface Range {
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

/** What stands between two times, without the accounts that were switched off. */
export function useCalendar() {
  const [range, setRange] = useState<Range | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const query = useQuery({
    ...reading('readCalendar', { query: { from: range?.from ?? '', to: range?.to ?? '' } }),
    enabled: range !== null,
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const found = useMemo(() => {
    const accounts = data?.accounts.filter(({ state }) => state !== 'retired') ?? [];
    const shown = accounts.filter(({ id }) => !hidden.has(id));
    const cards = makeCards(data?.posts.filter(({ account }) => !hidden.has(account)) ?? []);
    return { accounts, shown, cards, freeSlots: data?.freeSlots ?? [] };
  }, [data, hidden]);
  return { query, range, setRange, hidden, setHidden, ...found };
}
