import type { UseQueryResult } from '@tanstack/react-query';
import { Bones } from './bones.js';
import { Empty } from './empty.js';
import { Failed } from './failed.js';
import classes from './reading-list.module.css';

interface ReadingListProps<Item> {
  readonly query: UseQueryResult<{ readonly items: readonly Item[] }>;
  /** "The sources" */
  readonly what: string;
  readonly empty: React.ReactNode;
  readonly draw: (item: Item) => React.ReactNode;
}

/** A list with all that can become of it: on its way, failed, empty, there. */
export function ReadingList<Item>({ query, what, empty, draw }: ReadingListProps<Item>): React.ReactNode {
  if (query.isPending) return <Bones rows={6} />;
  if (query.data === undefined) return <Failed what={what} error={query.error} again={() => void query.refetch()} />;
  const { items } = query.data;
  if (items.length === 0) return <Empty title={`${what}: none yet.`}>{empty}</Empty>;
  return <ul className={classes.list}>{items.map(draw)}</ul>;
}

interface ListRowProps {
  readonly title: React.ReactNode;
  readonly note: React.ReactNode;
  readonly children?: React.ReactNode;
  readonly state?: 'held' | 'rejected' | 'published';
}

export function ListRow({ title, note, children, state }: ListRowProps): React.ReactNode {
  return (
    <li className={classes.row} data-state={state}>
      <div className={classes.main}>
        <div className={classes.title}>{title}</div>
        <div className="sm mid">{note}</div>
      </div>
      {children}
    </li>
  );
}
