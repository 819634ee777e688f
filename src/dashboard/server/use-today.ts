import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setServiceTime } from '../time/clock.js';
import type { Today } from './contract.js';
import { reading } from './queries.js';

/** Also without news: what becomes late, and what time does to budgets, tells nobody. */
const AGAIN_MS = 30_000;

export function useToday(): UseQueryResult<Today> {
  const query = useQuery({ ...reading('readToday'), refetchInterval: AGAIN_MS });
  const now = query.data?.now;
  useEffect(() => {
    if (now !== undefined) setServiceTime(Date.parse(now));
  }, [now]);
  return query;
}

export function useNeedsCount(): number {
  return useToday().data?.needsCount ?? 0;
}
