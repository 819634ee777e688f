import { call } from '../../server/call.js';
import { NETWORK_TITLES } from '../../parts/account-name.js';
import type { NetworkName, Post } from '../../server/contract.js';
import { type Paged, usePages } from '../../server/use-pages.js';
import { useNewsroomTime } from '../../time/time-context.js';
import { instantsOf } from '../../parts/day-range.js';
import type { PostSort, PostTab } from './post-tabs.js';

/** What stands in the address. */
export interface PostSearch {
  readonly tab?: string;
  readonly q?: string;
  readonly account?: string;
  readonly network?: string;
  readonly template?: string;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly sort?: string;
}

const PAGE = 100;

export function isNetwork(name: string | undefined): name is NetworkName {
  return name !== undefined && name in NETWORK_TITLES;
}

/** Page after page, as far down as somebody scrolls. */
export function usePosts({ states }: PostTab, sort: PostSort, search: PostSearch): Paged<Post> {
  const { q, account, network, template, by } = search;
  const { zone } = useNewsroomTime();
  const asked = {
    limit: PAGE,
    sort,
    ...(states === null ? {} : { state: states.join(',') }),
    ...(q === undefined ? {} : { q }),
    ...(account === undefined ? {} : { account }),
    ...(isNetwork(network) ? { network } : {}),
    ...(template === undefined ? {} : { template }),
    ...(by === undefined ? {} : { by }),
    ...instantsOf(search, zone),
  };
  return usePages({ name: 'listPosts', asked, read: (query, signal) => call('listPosts', { query, signal }) });
}
