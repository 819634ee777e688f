import { call } from '../../server/call.js';
import type { Post } from '../../server/contract.js';
import { type Paged, usePages } from '../../server/use-pages.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { instantsOf } from '../../parts/day-range.js';
import type { PostSort, PostTab } from './post-tabs.js';

/** What stands in the address. */
export interface PostSearch {
  readonly tab?: string;
  readonly q?: string;
  readonly account?: string;
  readonly template?: string;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly sort?: string;
}

const PAGE = 100;

/** Page after page, as far down as somebody scrolls. */
export function usePosts({ states }: PostTab, sort: PostSort, search: PostSearch): Paged<Post> {
  const { q, account, template, by } = search;
  const { zone } = useNewsroomTime();
  const asked = {
    limit: PAGE,
    sort,
    ...(states === null ? {} : { state: states.join(',') }),
    ...(q === undefined ? {} : { q }),
    ...(account === undefined ? {} : { account }),
    ...(template === undefined ? {} : { template }),
    ...(by === undefined ? {} : { by }),
    ...instantsOf(search, zone),
  };
  return usePages({ name: 'listPosts', asked, read: (query, signal) => call('listPosts', { query, signal }) });
}
