import { useSet } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Bones } from '../../parts/bones.js';
import { Empty } from '../../parts/empty.js';
import { Failed } from '../../parts/failed.js';
import { BulkBar } from './bulk-bar.js';
import { Filters } from './filters.js';
import { sortNamed, tabNamed } from './post-tabs.js';
import { PostTable } from './post-table.js';
import { TabList } from './tab-list.js';
import { usePostKeys } from './use-post-keys.js';
import { type PostSearch, usePosts } from './use-posts.js';
import classes from './posts.module.css';

/** Every post there is: by state, words, account and time; many at once. */
export function PostsPage(): React.ReactNode {
  const search = useSearch({ from: '/newsroom/posts' });
  const navigate = useNavigate({ from: '/posts' });
  const change = (changed: PostSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  const tab = tabNamed(search.tab);
  const sort = sortNamed(search.sort) ?? tab.sort;
  const { items: posts, query } = usePosts(tab, sort, search);
  const chosen = useSet<string>();
  usePostKeys(chosen);
  return (
    <div className={classes.page}>
      <TabList chosen={tab.name} choose={(name) => change({ tab: name, sort: '' })} />
      <Filters search={search} sort={sort} change={change} />
      {query.isPending && <Bones rows={12} />}
      {query.isError && <Failed what="This list" error={query.error} again={() => void query.refetch()} />}
      {posts.length > 0 && (
        <PostTable
          posts={posts}
          chosen={chosen}
          sort={sort}
          resort={(next) => change({ sort: next })}
          more={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null}
        />
      )}
      {query.isSuccess && posts.length === 0 && <Empty title="No post is like that." />}
      <BulkBar posts={posts.filter(({ id }) => chosen.has(id))} clear={() => chosen.clear()} />
    </div>
  );
}
