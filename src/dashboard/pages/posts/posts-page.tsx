import { useSet } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRowKeys } from '../../keys/use-row-keys.js';
import { Bones } from '../../parts/bones.js';
import { Empty } from '../../parts/empty.js';
import { Failed } from '../../parts/failed.js';
import { BulkBar } from './bulk-bar.js';
import { Filters } from './filters.js';
import { tabNamed } from './post-tabs.js';
import { PostTable } from './post-table.js';
import { TabList } from './tab-list.js';
import { usePosts } from './use-posts.js';
import classes from './posts.module.css';

/** Every post there is: by state, words, account and time; many at once. */
export function PostsPage(): React.ReactNode {
  const search = useSearch({ from: '/newsroom/posts' });
  const navigate = useNavigate({ from: '/posts' });
  const tab = tabNamed(search.tab);
  const { posts, query } = usePosts(tab, search);
  const chosen = useSet<string>();
  useRowKeys();
  return (
    <div className={classes.page}>
      <TabList chosen={tab.name} choose={(name) => void navigate({ search: { ...search, tab: name } })} />
      <Filters
        search={search}
        change={(change) => void navigate({ search: { ...search, ...change }, replace: true })}
      />
      {query.isPending && <Bones rows={12} />}
      {query.isError && <Failed what="This list" error={query.error} again={() => void query.refetch()} />}
      {posts.length > 0 && (
        <PostTable
          posts={posts}
          chosen={chosen}
          tab={tab}
          more={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null}
        />
      )}
      {query.isSuccess && posts.length === 0 && <Empty title="No post is like that." />}
      <BulkBar posts={posts.filter(({ id }) => chosen.has(id))} clear={() => chosen.clear()} />
    </div>
  );
}
