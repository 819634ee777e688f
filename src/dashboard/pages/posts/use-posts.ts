import { keepPreviousData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { call } from '../../server/call.js';
import type { Post } from '../../server/contract.js';
import type { PostTab } from './post-tabs.js';

export interface PostSearch {
  readonly tab?: string;
  readonly q?: string;
  readonly account?: string;
  readonly sort?: string;
}

const PAGE = 100;
const TYPING_MS = 250;

/** Page after page, as far down as somebody scrolls. */
export function usePosts(tab: PostTab, { q, account }: PostSearch) {
  const [words] = useDebouncedValue(q, TYPING_MS);
  const asked = {
    limit: PAGE,
    sort: tab.sort,
    ...(tab.states === null ? {} : { state: tab.states.join(',') }),
    ...(words === undefined || words === '' ? {} : { q: words }),
    ...(account === undefined ? {} : { account }),
  };
  const query = useInfiniteQuery({
    queryKey: ['listPosts', 'pages', asked],
    queryFn: ({ pageParam, signal }) =>
      call('listPosts', { query: { ...asked, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const posts: readonly Post[] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { posts, query: query as UseInfiniteQueryResult };
}
