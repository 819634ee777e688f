import { type QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setServiceTime } from '../time/clock.js';
import { call } from './call.js';
import type { Today } from './contract.js';
import { reading } from './queries.js';

/** Also without news: what becomes late, and what time does to budgets, tells nobody; a tab in the background hears none. */
const AGAIN_MS = 30_000;

export function useToday(): UseQueryResult<Today> {
  const query = useQuery({ ...reading('readToday'), refetchInterval: AGAIN_MS, refetchIntervalInBackground: true });
  const now = query.data?.now;
  useEffect(() => {
    if (now !== undefined) setServiceTime(Date.parse(now));
  }, [now]);
  return query;
}

/** Asked beside who is signed in, and not after it: no page is drawn without the newsroom's time. */
export async function knowToday(queryClient: QueryClient): Promise<void> {
  const { queryKey } = reading('readToday');
  if (queryClient.getQueryData(queryKey) !== undefined) return;
  try {
    queryClient.setQueryData(queryKey, await call('readToday'));
  } catch {
    // Whoever is not signed in is led to the door; what else is wrong, the page says that asks again.
  }
}

export function useNeedsCount(): number {
  return useToday().data?.needsCount ?? 0;
}
