import { Button } from '@mantine/core';
import { Bones } from './bones.js';
import { Empty } from './empty.js';
import { Failed } from './failed.js';
import type { Paged } from '../server/use-pages.js';
import classes from './reading-list.module.css';

interface PagedListProps<Item> {
  readonly pages: Paged<Item>;
  /** "Articles" */
  readonly what: string;
  readonly empty: React.ReactNode;
  readonly draw: (item: Item) => React.ReactNode;
}

/** A long list: the first page, and more when somebody asks. */
export function PagedList<Item>({ pages, what, empty, draw }: PagedListProps<Item>): React.ReactNode {
  const { items, query } = pages;
  if (query.isPending) return <Bones rows={6} />;
  if (query.isError && items.length === 0)
    return <Failed what={what} error={query.error} again={() => void query.refetch()} />;
  if (items.length === 0) return <Empty title={`${what}: none that is like that.`}>{empty}</Empty>;
  return (
    <>
      <ul className={classes.list}>{items.map(draw)}</ul>
      {query.hasNextPage && (
        <Button mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}
