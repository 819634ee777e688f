import { keepPreviousData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { RouteName } from '../../api/contract/routes.js';

export interface Paged<Item> {
  readonly items: readonly Item[];
  readonly query: UseInfiniteQueryResult;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface Reading<Asked, Item> {
  readonly name: RouteName;
  readonly asked: Asked;
  readonly read: (query: Asked & { readonly cursor?: string }, signal: AbortSignal) => Promise<Page<Item>>;
  readonly enabled?: boolean;
}

/** Page after page of a list, as far as somebody reads. */
export function usePages<Asked extends object, Item>({
  name,
  asked,
  read,
  ...more
}: Reading<Asked, Item>): Paged<Item> {
  const query = useInfiniteQuery({
    queryKey: [name, 'pages', asked],
    queryFn: ({ pageParam, signal }) => read(pageParam === null ? asked : { ...asked, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    ...more,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { items, query };
}
